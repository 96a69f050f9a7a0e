import { readForm, readJson } from './readParameters';
import { readTarget } from './readRequest';
import { readUpload } from './readUpload';

describe('readForm', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1;b=2', { a: '1', b: '2' }],
    ['a=x+y%3Dz', { a: 'x y=z' }],
    ['a=b=c', { a: 'b' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a', { a: '' }],
    ['a=%zz', { a: '%zz' }],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(readForm(text)).toEqual(expected);
  });
});

describe('readJson', () => {
  it('takes objects and nothing else', () => {
    expect(readJson('{"a":true}')).toEqual({ a: true });
    expect(() => readJson('[1]')).toThrow(/malformed JSON string/);
    expect(() => readJson('{"poolid":')).toThrow(/at character offset 10/);
  });
});

describe('readTarget', () => {
  it.each([
    [
      '/api2/json/version?x=1',
      { format: 'json', path: '/version', query: 'x=1' },
    ],
    ['/api2/extjs//nodes/', { format: 'extjs', path: '/nodes', query: '' }],
    ['/api2/json', { format: 'json', path: '/', query: '' }],
    [
      '/api2/json/nodes/a/tasks/UPID%3Aa%3A',
      { format: 'json', path: '/nodes/a/tasks/UPID:a:', query: '' },
    ],
    ['/pve2/', undefined],
  ])('%s', (url, expected) => {
    expect(readTarget(url)).toEqual(expected);
  });
});

describe('readUpload', () => {
  it('tells fields from the file', () => {
    const body = Buffer.from(
      '--X\r\nContent-Disposition: form-data; name="content"\r\n\r\niso\r\n--X\r\nContent-Disposition: form-data; name="filename"; filename="a.iso"\r\n\r\n12345\r\n--X--\r\n',
    );
    expect(readUpload(body, 'multipart/form-data; boundary=X')).toEqual({
      parameters: { content: 'iso', filename: 'a.iso' },
      file: { name: 'a.iso', size: 5 },
    });
  });

  it('finds nothing without a boundary', () => {
    expect(readUpload(Buffer.from('x'), 'multipart/form-data')).toEqual({
      parameters: {},
    });
  });
});
