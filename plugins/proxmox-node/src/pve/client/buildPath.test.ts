import { buildPath } from './buildPath';

const upid = 'UPID:pve1:0000081A:10003C4C4:6B0212BB:qmstart:201:a@pve!tok:';

describe('buildPath', () => {
  it.each([
    ['/version', {}, '/version'],
    ['/nodes/{node}/status', { node: 'PVE-1' }, '/nodes/PVE-1/status'],
    ['/x/{vmid}', { vmid: 999999999 }, '/x/999999999'],
    ['/x/{storage}', { storage: 'ceph_vm.2' }, '/x/ceph_vm.2'],
    ['/x/{snapname}', { snapname: 'before-upgrade_1' }, '/x/before-upgrade_1'],
    ['/tasks/{upid}/log', { upid }, `/tasks/${upid}/log`],
    ['/content/{volume}', { volume: 'nfs:backup/a b' }, undefined],
    ['/content/{volume}', { volume: 'nfs:../secret' }, undefined],
    ['/content/{volume}', { volume: 'nfs:a/b.iso' }, '/content/nfs:a%2Fb.iso'],
    ['/x/{node}', { node: '-pve' }, undefined],
    ['/x/{node}', { node: 'pve.example' }, undefined],
    ['/x/{vmid}', { vmid: 99 }, undefined],
    ['/x/{vmid}', { vmid: '101/config' }, undefined],
    ['/x/{vmid}', { vmid: '0101' }, undefined],
    ['/x/{vmid}', { vmid: 101.5 }, undefined],
    ['/x/{storage}', { storage: '..' }, undefined],
    ['/x/{upid}', { upid: 'UPID:pve1:1:2:3:x:y:z:' }, undefined],
    ['/x/{upid}', { upid: upid.replace('201', '../..') }, undefined],
    ['/x/{snapname}', { snapname: '1st' }, undefined],
    ['/x/{other}', { other: '...' }, undefined],
    ['/x/{other}', { other: 'a;b' }, '/x/a%3Bb'],
    ['/x/{other}', { other: 'a\u0000' }, undefined],
    ['/x/{node}', {}, undefined],
    ['/x/{node}', { node: 'pve1', vmid: 101 }, undefined],
    ['/x?y=1', {}, undefined],
    ['version', {}, undefined],
  ])('%s with %j is %s', (template, values, expected) => {
    const build = () => buildPath(template, values as Record<string, string>);
    if (expected === undefined) {
      expect(build).toThrow();
    } else {
      expect(build()).toBe(expected);
    }
  });
});
