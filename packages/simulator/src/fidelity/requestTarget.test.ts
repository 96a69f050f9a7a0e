import { formatPairs, parsePairs, parseTarget } from './requestTarget';

describe('request targets', () => {
  it('separates format, decoded path and query', () => {
    const target =
      '/api2/extjs/nodes/pve1/tasks/UPID%3Apve1%3A/log?start=1&limit=2';
    expect(parseTarget(target)).toEqual({
      target,
      format: 'extjs',
      path: '/nodes/pve1/tasks/UPID:pve1:/log',
      query: [
        ['start', '1'],
        ['limit', '2'],
      ],
    });
  });

  it('ignores double and trailing slashes in the path, not in the target', () => {
    const parts = parseTarget('/api2/json//version/');
    expect(parts.path).toBe('/version');
    expect(parts.target).toBe('/api2/json//version/');
  });

  it('has no format outside the API', () => {
    expect(parseTarget('/foo')).toMatchObject({ format: '', path: '/foo' });
  });

  it('reads pairs with either separator and writes them escaped', () => {
    expect(parsePairs('a=1;b=x+y&a=2')).toEqual([
      ['a', '1'],
      ['b', 'x y'],
      ['a', '2'],
    ]);
    expect(formatPairs([['net0', 'virtio,bridge=vmbr0']])).toBe(
      'net0=virtio%2Cbridge%3Dvmbr0',
    );
  });
});
