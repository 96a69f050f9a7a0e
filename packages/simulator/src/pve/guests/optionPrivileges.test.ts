import { optionPrivileges } from './optionPrivileges';

describe('optionPrivileges', () => {
  it.each([
    ['cores', '2', 'VM.Config.CPU'],
    ['numa3', 'cpus=0-3', 'VM.Config.CPU'],
    ['balloon', '512', 'VM.Config.Memory'],
    ['net12', 'virtio,bridge=vmbr0', 'VM.Config.Network'],
    ['scsi0', 'ceph:8', 'VM.Config.Disk'],
    ['efidisk0', 'ceph:1', 'VM.Config.Disk'],
    ['unused2', 'ceph:vm-1-disk-2', 'VM.Config.Disk'],
    ['boot', 'order=scsi0', 'VM.Config.Disk'],
    ['ide2', 'local:iso/x.iso,media=cdrom', 'VM.Config.CDROM'],
    ['ide2', 'none,media=cdrom', 'VM.Config.CDROM'],
    ['cdrom', 'none', 'VM.Config.CDROM'],
    ['scsihw', 'virtio-scsi-pci', 'VM.Config.HWType'],
    ['acpi', '0', 'VM.Config.HWType'],
    ['bios', 'ovmf', 'VM.Config.Options'],
    ['name', 'x', 'VM.Config.Options'],
    ['tags', 'a', 'VM.Config.Options'],
    ['ostype', 'l26', 'VM.Config.Options'],
    ['freeze', '1', 'VM.PowerMgmt'],
  ])('a machine: %s=%s takes %s', (option, value, privilege) => {
    expect(optionPrivileges('qemu', option, value)).toEqual({
      names: [privilege],
      oneIsEnough: false,
    });
  });

  it.each([
    'ciuser',
    'cipassword',
    'sshkeys',
    'nameserver',
    'searchdomain',
    'ipconfig0',
    'ciupgrade',
  ])('a machine: %s takes the cloud-init or the network privilege', option => {
    expect(optionPrivileges('qemu', option, 'x')).toEqual({
      names: ['VM.Config.Cloudinit', 'VM.Config.Network'],
      oneIsEnough: true,
    });
  });

  it.each(['ceph:cloudinit', 'ceph:vm-150-cloudinit,media=cdrom'])(
    'a machine: the drive %s takes both privileges',
    value => {
      expect(optionPrivileges('qemu', 'ide2', value)).toEqual({
        names: ['VM.Config.Cloudinit', 'VM.Config.CDROM'],
        oneIsEnough: false,
      });
    },
  );

  it.each([
    ['cores', 'VM.Config.CPU'],
    ['swap', 'VM.Config.Memory'],
    ['hostname', 'VM.Config.Network'],
    ['nameserver', 'VM.Config.Network'],
    ['rootfs', 'VM.Config.Disk'],
    ['mp7', 'VM.Config.Disk'],
    ['features', 'VM.Allocate'],
    ['entrypoint', 'VM.Config.Options'],
    ['env', 'VM.Config.Options'],
    ['description', 'VM.Config.Options'],
  ])('a container: %s takes %s', (option, privilege) => {
    expect(optionPrivileges('lxc', option).names).toEqual([privilege]);
  });

  it('does not take the name of an option for another one', () => {
    expect(optionPrivileges('qemu', 'netx').names).toEqual([
      'VM.Config.Options',
    ]);
    expect(optionPrivileges('lxc', 'mp').names).toEqual(['VM.Config.Options']);
  });
});
