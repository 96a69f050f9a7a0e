import { parseSize } from './parseSize';
import { toGuestConfiguration } from './toGuestConfiguration';
import { toConfiguredAddresses } from './toGuestAddresses';
import { readGuestConfigurationTexts } from '../wire/guestConfiguration';

const GIB = 1024 ** 3;

describe('toGuestConfiguration', () => {
  it('of a virtual machine', () => {
    const texts = readGuestConfigurationTexts({
      name: 'invoice-api',
      description: 'Invoices\n',
      ostype: 'l26',
      cores: 4,
      sockets: '2',
      memory: '4096',
      onboot: 1,
      protection: '1',
      agent: 'enabled=1,fstrim_cloned_disks=1',
      smbios1: 'uuid=0F1E2D3C-4B5A-4978-8695-A4B3C2D1E0F9,base64=1,serial=eA==',
      scsi10: 'pool1:vm-1001-disk-2,backup=0,size=1T',
      scsi2: 'file=pool1:vm-1001-disk-1,iothread=1,size=512M',
      virtio15: '/dev/disk/by-id/ata-X,size=1.5G',
      ide0: 'local:1001/vm-1001-cloudinit.qcow2,media=cdrom,size=4M',
      ide2: 'none,media=cdrom',
      efidisk0: 'pool1:vm-1001-disk-0,efitype=4m,size=528K',
      tpmstate0: 'pool1:vm-1001-disk-3,size=4M,version=v2.0',
      unused0: 'pool1:vm-1001-disk-9',
      scsihw: 'virtio-scsi-single',
      net1: 'model=e1000,macaddr=BC:24:11:00:00:02,bridge=vmbr1,tag=30,firewall=1',
      net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
      lxc: [['raw', 'line']],
    });

    expect(toGuestConfiguration('qemu', texts)).toEqual({
      description: 'Invoices',
      osType: 'l26',
      cores: 4,
      sockets: 2,
      memory: 4 * GIB,
      onBoot: true,
      protection: true,
      agent: true,
      smbiosUuid: '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9',
      disks: [
        {
          key: 'efidisk0',
          media: 'disk',
          backup: true,
          storage: 'pool1',
          volume: 'pool1:vm-1001-disk-0',
          size: 528 * 1024,
        },
        expect.objectContaining({ key: 'ide0', media: 'cdrom', backup: false }),
        { key: 'ide2', media: 'cdrom', backup: false },
        expect.objectContaining({ key: 'scsi2', size: GIB / 2, backup: true }),
        expect.objectContaining({
          key: 'scsi10',
          size: 1024 * GIB,
          backup: false,
        }),
        expect.objectContaining({ key: 'tpmstate0' }),
        {
          key: 'virtio15',
          media: 'disk',
          backup: true,
          volume: '/dev/disk/by-id/ata-X',
          size: 1.5 * GIB,
        },
      ],
      interfaces: [
        {
          key: 'net0',
          model: 'virtio',
          mac: 'bc:24:11:00:00:01',
          bridge: 'vmbr0',
          firewall: false,
        },
        {
          key: 'net1',
          model: 'e1000',
          mac: 'bc:24:11:00:00:02',
          bridge: 'vmbr1',
          vlan: 30,
          firewall: true,
        },
      ],
    });
  });

  it('of a container', () => {
    const texts = readGuestConfigurationTexts({
      ostype: 'debian',
      memory: 1024,
      rootfs: 'local-lvm:vm-1200-disk-0,size=8G',
      mp0: 'pool1:vm-1200-disk-1,mp=/var/lib/data,backup=1,size=20G',
      mp1: '/srv/shared,mp=/shared',
      net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:03,ip=192.0.2.20/24,gw=192.0.2.1,ip6=auto,type=veth',
    });
    const configuration = toGuestConfiguration('lxc', texts);

    expect(configuration).toMatchObject({
      memory: GIB,
      agent: false,
      disks: [
        { key: 'mp0', mountPoint: '/var/lib/data', backup: true },
        { key: 'mp1', volume: '/srv/shared', backup: false },
        { key: 'rootfs', mountPoint: '/', backup: true, size: 8 * GIB },
      ],
      interfaces: [{ model: 'eth0', mac: 'bc:24:11:00:00:03' }],
    });
    expect(configuration).not.toHaveProperty('cores');
    expect(
      toConfiguredAddresses('lxc', texts, configuration.interfaces),
    ).toEqual([
      {
        address: '192.0.2.20',
        prefix: 24,
        family: 'ipv4',
        interface: 'eth0',
        mac: 'bc:24:11:00:00:03',
        origin: 'configured',
      },
    ]);
  });

  it('that is silent means the defaults', () => {
    expect(toGuestConfiguration('qemu', {})).toMatchObject({
      cores: 1,
      sockets: 1,
      memory: GIB / 2,
      agent: false,
      onBoot: false,
    });
  });

  it.each([
    ['1', true],
    ['0', false],
    ['1,type=virtio', true],
    ['enabled=0,type=isa', false],
    ['type=virtio', false],
  ])('agent: %s', (agent, expected) => {
    expect(toGuestConfiguration('qemu', { agent }).agent).toBe(expected);
  });

  it.each([
    ['current=2048', 2 * GIB],
    ['2048', 2 * GIB],
    ['lots', undefined],
  ])('memory: %s', (memory, expected) => {
    expect(toGuestConfiguration('qemu', { memory }).memory).toBe(expected);
  });

  it('finds a UUID that a tool encoded, and none where there is none', () => {
    const uuid = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
    const encoded = Buffer.from(uuid).toString('base64');
    const of = (smbios1: string) =>
      toGuestConfiguration('qemu', { smbios1 }).smbiosUuid;

    expect(of(`base64=1,uuid=${encoded}`)).toBe(uuid);
    expect(of(`uuid=${encoded}`)).toBeUndefined();
    expect(of('manufacturer=x')).toBeUndefined();
  });

  it.each([
    ['creation-qemu=9.0.2,ctime=1795297968', '2026-11-21T21:52:48.000Z'],
    ['creation-qemu=9.0.2', undefined],
    ['ctime=soon', undefined],
    ['ctime=99999999999999', undefined],
  ])('knows when it was created from meta: %s', (meta, createdAt) => {
    expect(toGuestConfiguration('qemu', { meta }).createdAt).toBe(createdAt);
  });
});

describe('parseSize', () => {
  it.each([
    ['528K', 540672],
    ['4M', 4194304],
    ['32G', 34359738368],
    ['2T', 2199023255552],
    ['1000', 1000],
    ['0', 0],
    ['', undefined],
    ['many', undefined],
    ['-1G', undefined],
  ])('%s is %s bytes', (size, bytes) => {
    expect(parseSize(size)).toBe(bytes);
  });
});
