import { toGuestConfiguration } from '../../pve/toModel/toGuestConfiguration';
import { toConfiguredAddresses } from '../../pve/toModel/toGuestAddresses';
import { summariseConfiguration } from './summariseConfiguration';

const asOf = '2026-11-01T12:00:00.000Z';

function summarise(type: 'qemu' | 'lxc', texts: Record<string, string>) {
  const configuration = toGuestConfiguration(type, texts);
  const configuredAddresses = toConfiguredAddresses(
    type,
    texts,
    configuration.interfaces,
  );
  return summariseConfiguration(
    { configuration, configuredAddresses, node: 'pve1', remarks: [] },
    asOf,
  );
}

describe('summariseConfiguration', () => {
  it('keeps the storages of disks, MACs, addresses and the UUID of a virtual machine, and no secret', () => {
    const summary = summarise('qemu', {
      scsi1: 'local-lvm:vm-1-disk-1,size=8G',
      scsi0: 'ceph-vm:vm-1-disk-0,size=8G',
      efidisk0: 'ceph-vm:vm-1-disk-2,size=4M',
      ide2: 'nfs-iso:iso/debian.iso,media=cdrom',
      ide0: 'local:vm-1-cloudinit,media=cdrom',
      unused0: 'old:vm-1-disk-9',
      net1: 'virtio=BC:24:11:00:00:02,bridge=vmbr1',
      net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
      ipconfig0: 'ip=10.0.0.5/24,gw=10.0.0.1,ip6=fd00::5/64',
      smbios1: 'uuid=0B9C1F6E-5C8D-4C1A-9B62-6F1F5A2C7D10',
      cipassword: 'hunter2',
      sshkeys: 'ssh-ed25519%20AAAA',
      description: 'password: hunter2',
    });
    expect(summary).toEqual({
      asOf,
      storages: ['ceph-vm', 'local-lvm'],
      macs: ['bc:24:11:00:00:01', 'bc:24:11:00:00:02'],
      addresses: ['10.0.0.5', 'fd00::5'],
      smbiosUuid: '0b9c1f6e-5c8d-4c1a-9b62-6f1f5a2c7d10',
    });
  });

  it('knows root and mount points of a container, but no bind mount as a storage', () => {
    const summary = summarise('lxc', {
      rootfs: 'local-lvm:subvol-2-disk-0,size=8G',
      mp0: 'nfs-data:subvol-2-disk-1,mp=/data',
      mp1: '/srv/shared,mp=/shared',
      net0: 'name=eth0,hwaddr=BC:24:11:00:00:03,ip=10.0.0.6/24',
    });
    expect(summary).toEqual({
      asOf,
      storages: ['local-lvm', 'nfs-data'],
      macs: ['bc:24:11:00:00:03'],
      addresses: ['10.0.0.6'],
    });
  });
});
