import { GuestConfig } from '../pve/world/types';
import { WorldBuilder } from '../pve/world/WorldBuilder';

const hex = (value: number) =>
  value.toString(16).toUpperCase().padStart(2, '0');

/** A hardware address of the vendor's range, different for each guest and site. */
export function macFor(site: number, vmid: number, index = 0): string {
  const parts = [site * 8 + index, (vmid >> 8) % 256, vmid % 256].map(hex);
  return `BC:24:11:${parts.join(':')}`;
}

const uuidFor = (site: number, vmid: number) =>
  `${String(site).padStart(8, '0')}-0000-4000-8000-${String(vmid).padStart(
    12,
    '0',
  )}`;

/** What a virtual machine of a scenario is made of. */
export interface VirtualMachineShape {
  site: number;
  vmid: number;
  cores?: number;
  memoryMib?: number;
  disk?: string;
  storage?: string;
  bridge?: string;
  vlan?: number;
  tags?: string;
  ctime: number;
}

/** The configuration of a virtual machine as the vendor would have written it. */
export function virtualMachineConfig(shape: VirtualMachineShape): GuestConfig {
  const { site, vmid, storage = 'ceph-vm', disk = '32G', ctime } = shape;
  const tag = shape.vlan ? `,tag=${shape.vlan}` : '';
  return {
    agent: 'enabled=1',
    boot: 'order=scsi0',
    cores: shape.cores ?? 2,
    cpu: 'x86-64-v2-AES',
    ide2: `${storage}:vm-${vmid}-cloudinit,media=cdrom,size=4M`,
    memory: String(shape.memoryMib ?? 4096),
    meta: `creation-qemu=10.1.2,ctime=${ctime}`,
    net0: `virtio=${macFor(site, vmid)},bridge=${
      shape.bridge ?? 'vmbr0'
    }${tag}`,
    ostype: 'l26',
    scsi0: `${storage}:vm-${vmid}-disk-0,discard=on,iothread=1,size=${disk}`,
    scsihw: 'virtio-scsi-single',
    smbios1: `uuid=${uuidFor(site, vmid)}`,
    sockets: 1,
    ...(shape.tags ? { tags: shape.tags } : {}),
    vmgenid: uuidFor(site + 100, vmid),
  };
}

/** The configuration of a container. */
export function containerConfig(
  shape: VirtualMachineShape & { ip?: string; ostype?: string },
): GuestConfig {
  const { site, vmid, storage = 'local-lvm', disk = '8G' } = shape;
  return {
    arch: 'amd64',
    cores: shape.cores ?? 2,
    features: 'nesting=1',
    memory: shape.memoryMib ?? 2048,
    net0: `name=eth0,bridge=${shape.bridge ?? 'vmbr0'},hwaddr=${macFor(
      site,
      vmid,
    )},ip=${shape.ip ?? 'dhcp'},type=veth`,
    ostype: shape.ostype ?? 'debian',
    rootfs: `${storage}:vm-${vmid}-disk-0,size=${disk}`,
    swap: 512,
    ...(shape.tags ? { tags: shape.tags } : {}),
    unprivileged: 1,
  };
}

/** An agent that answers and reports one address on the first network. */
export function answeringAgent(shape: {
  site: number;
  vmid: number;
  hostname: string;
  address: string;
  prefix?: number;
  system?: string;
}) {
  const name = shape.system ?? 'Ubuntu';
  return {
    isAnswering: true,
    hostname: shape.hostname,
    operatingSystem: {
      id: name.toLowerCase(),
      name,
      'pretty-name': name,
      version: '24.04',
      'version-id': '24.04',
      machine: 'x86_64',
      'kernel-release': '6.8.0-51-generic',
      'kernel-version': '#52-Ubuntu SMP PREEMPT_DYNAMIC',
    },
    interfaces: [
      {
        name: 'eth0',
        mac: macFor(shape.site, shape.vmid).toLowerCase(),
        addresses: [{ address: shape.address, prefix: shape.prefix ?? 24 }],
      },
    ],
  };
}

const gib = 1024 ** 3;

/** The storages of a site with a shared pool and one backup target. */
export function addClusterStorages(builder: WorldBuilder): void {
  builder
    .addStorage({
      id: 'local',
      type: 'dir',
      content: ['iso', 'vztmpl', 'backup', 'snippets', 'import'],
      total: 180 * gib,
      used: 22 * gib,
    })
    .addStorage({
      id: 'local-lvm',
      type: 'lvmthin',
      content: ['images', 'rootdir'],
      total: 900 * gib,
      used: 120 * gib,
    })
    .addStorage({
      id: 'ceph-vm',
      type: 'rbd',
      content: ['images', 'rootdir'],
      total: 12_000 * gib,
      used: 3100 * gib,
    })
    .addStorage({
      id: 'nfs-backup',
      type: 'nfs',
      content: ['backup', 'iso', 'vztmpl'],
      total: 20_000 * gib,
      used: 7400 * gib,
    });
}
