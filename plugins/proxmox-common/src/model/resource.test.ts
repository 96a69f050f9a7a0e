import { parseProxmoxRef, stringifyProxmoxRef } from './resource';

describe('resource refs', () => {
  it('come back from text as they went in', () => {
    for (const ref of [
      { source: 'fra', type: 'qemu' as const, id: '101' },
      { source: 'edge', type: 'storage' as const, id: 'pve1:local-lvm' },
      { source: 'fra', type: 'network' as const, id: 'pve1:vmbr0.20' },
      { source: 'fra', type: 'cluster' as const, id: 'fra' },
    ]) {
      expect(parseProxmoxRef(stringifyProxmoxRef(ref))).toEqual(ref);
    }
  });

  it('are refused where a part is missing, too many or of no known type', () => {
    for (const text of [
      '',
      'fra',
      'fra/qemu',
      'fra/qemu/',
      '/qemu/101',
      'fra/qemu/101/config',
      'fra/vm/101',
      'fra/QEMU/101',
    ]) {
      expect(parseProxmoxRef(text)).toBeUndefined();
    }
  });
});
