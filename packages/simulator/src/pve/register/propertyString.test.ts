import { parsePropertyString, propertyStringKeys } from './propertyString';

function parse(format: string, text: string) {
  const keys = propertyStringKeys(format);
  if (!keys) throw new Error(`There is no property string ${format}.`);
  return parsePropertyString(keys, text);
}

describe('property strings', () => {
  it.each([
    [
      '#net',
      'virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=40',
      {
        model: 'virtio',
        macaddr: 'BC:24:11:00:00:01',
        bridge: 'vmbr0',
        tag: '40',
      },
    ],
    ['#net', 'virtio,bridge=vmbr0', { model: 'virtio', bridge: 'vmbr0' }],
    ['#net', 'model=e1000', { model: 'e1000' }],
    [
      '#scsi',
      'ceph:8,discard=on, ssd=1',
      { file: 'ceph:8', discard: 'on', ssd: '1' },
    ],
    ['#scsi', 'file=ceph:8', { file: 'ceph:8' }],
    ['#agent', '1,type=virtio', { enabled: '1', type: 'virtio' }],
    ['#memory', '2048', { current: '2048' }],
    ['#next-id', 'lower=100,upper=200', { lower: '100', upper: '200' }],
    ['#features', 'nesting=1,keyctl=1', { nesting: '1', keyctl: '1' }],
    ['#rootfs', 'thin:8', { volume: 'thin:8' }],
  ])('%s: %s', (format, text, values) => {
    expect(parse(format, text)).toEqual({ values });
  });

  it('keep what follows the first equals sign', () => {
    expect(parse('#scsi', 'ceph:8,serial=a=b')).toEqual({
      values: { file: 'ceph:8', serial: 'a=b' },
    });
  });

  it('skip empty parts', () => {
    expect(parse('#scsi', 'ceph:8,,ssd=1,')).toEqual({
      values: { file: 'ceph:8', ssd: '1' },
    });
  });

  it.each([
    ['#net', 'virtio,model=e1000', 'model'],
    ['#net', 'virtio,bridge', 'model'],
    ['#scsi', 'ceph:8,ceph:9', 'file'],
    ['#scsi', 'ceph:8,ssd=1,ssd=0', 'ssd'],
  ])('%s: %s has %s twice', (format, text, key) => {
    expect(parse(format, text)).toEqual({
      complaint: `duplicate key in comma-separated list property: ${key}`,
    });
  });

  it('refuse a part without key where none is meant', () => {
    expect(parse('#next-id', '100')).toEqual({
      complaint: 'value without key, but schema does not define a default key',
    });
  });

  it('are declared or not', () => {
    expect(propertyStringKeys('#nothing')).toBeUndefined();
  });
});
