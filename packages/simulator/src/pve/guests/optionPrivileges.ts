import { GuestType } from '../world/types';

const virtualMachine: [RegExp, string][] = [
  [
    /^(?:cores|sockets|cpu|cpulimit|cpuunits|vcpus|numa\d*|smp|affinity)$/,
    'VM.Config.CPU',
  ],
  [
    /^(?:memory|balloon|shares|hugepages|keephugepages|allow-ksm)$/,
    'VM.Config.Memory',
  ],
  [/^(?:net\d+|nameserver|searchdomain)$/, 'VM.Config.Network'],
  [
    /^(?:ci(?:user|password|type|upgrade|custom)|sshkeys)$/,
    'VM.Config.Cloudinit',
  ],
  [/^ipconfig\d+$/, 'VM.Config.Network'],
  [
    /^(?:ide|sata|scsi|virtio)\d+$|^(?:efidisk|tpmstate)0$|^unused\d+$|^boot(?:disk)?$|^cdrom$/,
    'VM.Config.Disk',
  ],
  [
    /^(?:hostpci|usb|serial|parallel|virtiofs)\d+$|^(?:scsihw|vga|machine|bios|smbios1|arch|kvm|rng0|watchdog|audio0|ivshmem|vmgenid|amd-sev|intel-tdx|hotplug)$/,
    'VM.Config.HWType',
  ],
];

const container: [RegExp, string][] = [
  [/^(?:cores|cpulimit|cpuunits)$/, 'VM.Config.CPU'],
  [/^(?:memory|swap)$/, 'VM.Config.Memory'],
  [/^(?:net\d+|nameserver|searchdomain|hostname)$/, 'VM.Config.Network'],
  [/^(?:rootfs|mp\d+|unused\d+)$/, 'VM.Config.Disk'],
  [/^features$/, 'VM.Allocate'],
];

/** The privilege that setting an option takes. */
export function optionPrivilege(type: GuestType, option: string): string {
  const table = type === 'qemu' ? virtualMachine : container;
  return (
    table.find(([names]) => names.test(option))?.[1] ?? 'VM.Config.Options'
  );
}

/** Options that only the superuser's login may set, never a token. */
export function isRootOnlyOption(type: GuestType, option: string): boolean {
  if (type === 'lxc') return option === 'hookscript' || /^dev\d+$/.test(option);
  return option === 'args' || option === 'hookscript';
}
