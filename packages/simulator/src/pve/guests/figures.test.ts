import { WorldBuilder } from '../world/WorldBuilder';
import {
  bootDisk,
  configOption,
  diskKeys,
  diskVolume,
  formatSize,
  guestLimits,
  guestUsage,
  parseSize,
} from './figures';
import { normaliseTags, renewIdentity, withMac } from './newGuestConfig';
import { readDiskRequest, targetSize } from './disks';

function guest(
  config: Record<string, string | number>,
  type: 'qemu' | 'lxc' = 'qemu',
) {
  const { world } = new WorldBuilder()
    .addNode({ name: 'n' })
    .addGuest({ type, vmid: 100, node: 'n', config, status: 'running' });
  return world.guest('n', type, 100);
}

describe('sizes', () => {
  it.each([
    ['32G', 32 * 1024 ** 3],
    ['1.5M', 1_572_864],
    ['100', 100],
    ['big', undefined],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it('writes them as configurations do', () => {
    expect([
      formatSize(1024 ** 3),
      formatSize(1536 * 1024 ** 2),
      formatSize(5),
    ]).toEqual(['1G', '1536M', '5']);
  });

  it('adds what begins with a plus, and sets what does not', () => {
    expect(targetSize(1024 ** 3, '+1G')).toBe(2 * 1024 ** 3);
    expect(targetSize(1024 ** 3, '5G')).toBe(5 * 1024 ** 3);
  });
});

describe('limits and use', () => {
  it('takes cores times sockets and the boot disk', () => {
    const machine = guest({
      cores: 2,
      sockets: 2,
      memory: '2048',
      boot: 'order=scsi1;net0',
      scsi0: 'a:x,size=1G',
      scsi1: 'a:y,size=2G',
    });
    expect(guestLimits(machine, 8)).toMatchObject({
      cpus: 4,
      memory: 2048 * 1024 ** 2,
      disk: 2 * 1024 ** 3,
    });
    expect(bootDisk(machine)).toBe('scsi1');
  });

  it('reads memory as a property string, and defaults of the vendor', () => {
    expect(guestLimits(guest({ memory: 'current=1024' }), 8).memory).toBe(
      1024 ** 3,
    );
    expect(guestLimits(guest({}), 8)).toMatchObject({
      cpus: 1,
      memory: 512 * 1024 ** 2,
      disk: 0,
    });
    expect(guestLimits(guest({}, 'lxc'), 8).cpus).toBe(8);
  });

  it('is nothing for a stopped guest, and the same for the same moment', () => {
    const machine = guest({ memory: 1024 });
    const at = (elapsed: number) =>
      guestUsage(machine, { elapsed, isRunning: true, nodeCpus: 8 });
    expect(at(5000)).toEqual(at(5000));
    expect(at(65_000).uptime - at(5000).uptime).toBe(60);
    expect(at(5000).mem).toBeLessThanOrEqual(1024 ** 3);
    const stopped = guestUsage(machine, {
      elapsed: 5000,
      isRunning: false,
      nodeCpus: 8,
    });
    expect(Object.values(stopped).every(value => value === 0)).toBe(true);
  });
});

describe('configuration values', () => {
  it('knows disks from other options', () => {
    expect(
      diskKeys({
        scsi0: '',
        scsihw: '',
        rootfs: '',
        mp1: '',
        net0: '',
        efidisk0: '',
      }),
    ).toEqual(['efidisk0', 'mp1', 'rootfs', 'scsi0']);
    expect(diskVolume('local:1/vm-1-disk-0.raw,size=1G')).toBe(
      'local:1/vm-1-disk-0.raw',
    );
    expect([diskVolume('none,media=cdrom'), diskVolume('/dev/sda')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(configOption('virtio=AA,bridge=vmbr0', 'bridge')).toBe('vmbr0');
  });

  it('tells a wish for a disk from a disk', () => {
    expect(readDiskRequest('local-lvm:32,discard=on')).toMatchObject({
      storage: 'local-lvm',
      size: 32 * 1024 ** 3,
      options: ['discard=on'],
    });
    expect(readDiskRequest('s:cloudinit,media=cdrom')).toMatchObject({
      isCloudInit: true,
    });
    expect(
      readDiskRequest('s:0,import-from=local:import/x.qcow2'),
    ).toMatchObject({ importFrom: 'local:import/x.qcow2' });
    expect(readDiskRequest('s:vm-1-disk-0,size=1G')).toBeUndefined();
  });

  it('gives networks an address, keeps one that is there, renews on a clone', () => {
    expect(withMac('qemu', 'virtio,bridge=vmbr0')).toMatch(
      /^virtio=BC:24:11:[0-9A-F:]{8},bridge=vmbr0$/,
    );
    expect(withMac('qemu', 'virtio=AA:BB:CC:00:00:01,bridge=b')).toBe(
      'virtio=AA:BB:CC:00:00:01,bridge=b',
    );
    expect(withMac('lxc', 'name=eth0,bridge=b')).toMatch(
      /^name=eth0,bridge=b,hwaddr=BC:24:11:.*,type=veth$/,
    );
    const config: Record<string, string | number> = {
      net0: 'virtio=AA:BB:CC:00:00:01,bridge=b',
      smbios1: 'uuid=1',
    };
    renewIdentity('qemu', config, 5);
    expect(config.net0).not.toContain('AA:BB:CC');
    expect(config.smbios1).not.toBe('uuid=1');
  });

  it('stores tags in lower case, sorted and once', () => {
    expect(normaliseTags('Zeta;alpha,zeta beta')).toBe('alpha;beta;zeta');
  });
});
