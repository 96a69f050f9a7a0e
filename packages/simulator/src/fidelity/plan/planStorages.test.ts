import { factsFor, recordingOf } from '../testRecordings';
import { needVolume, planDisks, planStorages } from './planStorages';
import { emptyPlan, needGuest } from './WorldPlan';

const status = 'GET /nodes/{node}/storage/{storage}/status';

describe('planStorages', () => {
  it('takes type, content and options from a row', () => {
    const world = emptyPlan();
    planStorages(
      world,
      factsFor('GET /storage', {
        data: [
          {
            storage: 'ceph',
            type: 'rbd',
            content: 'images,rootdir',
            shared: 1,
            pool: 'rbd1',
            digest: 'x',
          },
        ],
      }),
    );
    expect(world.storages.get('ceph')).toMatchObject({
      type: 'rbd',
      content: ['images', 'rootdir'],
      isShared: true,
      config: { pool: 'rbd1' },
    });
  });

  it('plans the storage of the path unless it is unknown or hidden', () => {
    const has = (changes: object) => {
      const world = emptyPlan();
      planStorages(
        world,
        factsFor(status, { values: { node: 'n', storage: 's1' }, ...changes }),
      );
      return world.storages.has('s1');
    };
    expect(has({})).toBe(true);
    expect(has({ refusal: 'No such storage.' })).toBe(false);
    expect(has({ refusal: "storage 's1' does not exist" })).toBe(false);
    expect(has({ recording: recordingOf({ answer: { status: 403 } }) })).toBe(
      false,
    );
  });

  it('plans storages that disks name, but not the one that is missing', () => {
    const world = emptyPlan();
    planStorages(
      world,
      factsFor('POST /nodes/{node}/qemu', {
        values: { node: 'n' },
        params: { scsi0: 'fast:32', scsi1: 'lost:1', net0: 'virtio:x' },
        refusal: "storage 'lost' does not exist",
        isSuccess: false,
      }),
    );
    expect([...world.storages.keys()]).toEqual(['fast']);
  });

  it('plans the template that a container is made of', () => {
    const world = emptyPlan();
    planStorages(
      world,
      factsFor('POST /nodes/{node}/lxc', {
        values: { node: 'n' },
        params: { ostemplate: 'local:vztmpl/alpine.tar.zst' },
      }),
    );
    expect(world.volumes.get('local:vztmpl/alpine.tar.zst')).toMatchObject({
      content: 'vztmpl',
      format: 'tar.zst',
    });
  });

  it('guesses from a volume id what it is and whose', () => {
    const world = emptyPlan();
    needVolume(world, 's:812/vm-812-disk-0.qcow2', { node: 'n' });
    needVolume(world, 's:backup/vzdump-lxc-813-2026.tar.zst', { node: 'n' });
    needVolume(world, 'no volume', { node: 'n' });
    expect(world.volumes.get('s:812/vm-812-disk-0.qcow2')).toMatchObject({
      format: 'qcow2',
      vmid: 812,
      content: 'images',
    });
    expect(
      world.volumes.get('s:backup/vzdump-lxc-813-2026.tar.zst'),
    ).toMatchObject({ content: 'backup', vmid: 813 });
    expect(world.volumes.size).toBe(2);
  });

  it('turns the disks of configurations into volumes', () => {
    const world = emptyPlan();
    const wanted = { type: 'lxc' as const, vmid: 812, node: 'n' };
    needGuest(world, wanted).config = {
      rootfs: 'fast:vm-812-disk-0,size=4G',
      net0: 'name=eth0',
    };
    planDisks(world);
    expect([...world.volumes.keys()]).toEqual(['fast:vm-812-disk-0']);
    expect(world.volumes.get('fast:vm-812-disk-0')?.content).toBe('rootdir');
  });
});
