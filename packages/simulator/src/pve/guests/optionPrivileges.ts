import { ConfigValue, GuestType } from '../world/types';

/** Privileges that setting an option takes: all of them, or one of them. */
export interface NeededPrivileges {
  names: string[];
  oneIsEnough: boolean;
}

const virtualMachine: [RegExp, string][] = [
  [
    /^(?:cores|sockets|cpu|cpulimit|cpuunits|vcpus|numa\d*|smp|affinity)$/,
    'VM.Config.CPU',
  ],
  [/^(?:memory|balloon|shares|allow-ksm)$/, 'VM.Config.Memory'],
  [/^net\d+$/, 'VM.Config.Network'],
  [
    /^(?:ide|sata|scsi|virtio)\d+$|^(?:efidisk|tpmstate)0$|^unused\d+$|^boot(?:disk)?$|^vmstatestorage$/,
    'VM.Config.Disk',
  ],
  [/^cdrom$/, 'VM.Config.CDROM'],
  [/^freeze$/, 'VM.PowerMgmt'],
  [
    /^(?:hostpci|usb|serial|parallel|virtiofs)\d+$|^(?:scsihw|vga|machine|smbios1|kvm|acpi|tablet|hotplug|watchdog|audio0|rng0)$/,
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

const drive = /^(?:ide|sata|scsi|virtio)\d+$/;
const cloudInit =
  /^(?:ci(?:user|password|type|upgrade|custom)|sshkeys|nameserver|searchdomain|ipconfig\d+)$/;

const all = (...names: string[]) => ({ names, oneIsEnough: false });

/** What a drive takes depends on what is in it. */
function drivePrivileges(value: ConfigValue): NeededPrivileges {
  const text = String(value);
  const file = text.split(',')[0];
  if (/:(?:.*-)?cloudinit(?:\.\w+)?$/.test(file)) {
    return all('VM.Config.Cloudinit', 'VM.Config.CDROM');
  }
  return /(?:^|,)media=cdrom/.test(text)
    ? all('VM.Config.CDROM')
    : all('VM.Config.Disk');
}

/** The privileges that setting an option to a value takes. */
export function optionPrivileges(
  type: GuestType,
  option: string,
  value: ConfigValue = '',
): NeededPrivileges {
  const table = type === 'qemu' ? virtualMachine : container;
  if (type === 'qemu' && drive.test(option)) return drivePrivileges(value);
  if (type === 'qemu' && cloudInit.test(option)) {
    return {
      names: ['VM.Config.Cloudinit', 'VM.Config.Network'],
      oneIsEnough: true,
    };
  }
  return all(
    table.find(([names]) => names.test(option))?.[1] ?? 'VM.Config.Options',
  );
}
