import { buildPath } from './buildPath';

const upid = 'UPID:pve1:0000081A:10003C4C4:6B0212BB:qmstart:201:a@pve!tok:';

type Values = Record<string, string | number>;

describe('buildPath', () => {
  it.each<[string, Values, string]>([
    ['/version', {}, '/version'],
    ['/nodes/{node}/status', { node: 'PVE-1' }, '/nodes/PVE-1/status'],
    ['/x/{vmid}', { vmid: 999999999 }, '/x/999999999'],
    ['/x/{storage}', { storage: 'ceph_vm.2' }, '/x/ceph_vm.2'],
    ['/x/{snapname}', { snapname: 'before-upgrade_1' }, '/x/before-upgrade_1'],
    ['/tasks/{upid}/log', { upid }, `/tasks/${upid}/log`],
    ['/content/{volume}', { volume: 'nfs:a/b.iso' }, '/content/nfs:a%2Fb.iso'],
    ['/x/{other}', { other: 'a;b' }, '/x/a%3Bb'],
  ])('%s with %j is %s', (template, values, expected) => {
    expect(buildPath(template, values)).toBe(expected);
  });

  it.each<[string, Values]>([
    ['/content/{volume}', { volume: 'nfs:backup/a b' }],
    ['/content/{volume}', { volume: 'nfs:../secret' }],
    ['/x/{node}', { node: '-pve' }],
    ['/x/{node}', { node: 'pve.example' }],
    ['/x/{vmid}', { vmid: 99 }],
    ['/x/{vmid}', { vmid: '101/config' }],
    ['/x/{vmid}', { vmid: '0101' }],
    ['/x/{vmid}', { vmid: 101.5 }],
    ['/x/{storage}', { storage: '..' }],
    ['/x/{upid}', { upid: 'UPID:pve1:1:2:3:x:y:z:' }],
    ['/x/{upid}', { upid: upid.replace('201', '../..') }],
    ['/x/{snapname}', { snapname: '1st' }],
    ['/x/{other}', { other: '...' }],
    ['/x/{other}', { other: 'a\u0000' }],
    ['/x/{node}', {}],
    ['/x/{node}', { node: 'pve1', vmid: 101 }],
    ['/x?y=1', {}],
    ['version', {}],
  ])('%s with %j is refused', (template, values) => {
    expect(() => buildPath(template, values)).toThrow(/is not a|has no place/);
  });
});
