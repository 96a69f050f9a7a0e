import { randomBytes, randomUUID } from 'node:crypto';
import { ConfigValue, GuestConfig, GuestType } from '../world/types';
import { diskKeys, isCdrom } from './figures';

const models =
  'e1000|e1000-82540em|e1000-82544gc|e1000-82545em|e1000e|i82551|i82557b|i82559er|ne2k_isa|ne2k_pci|pcnet|rtl8139|virtio|vmxnet3';

/** A fresh address of the range that the vendor hands out. */
export function freshMac(): string {
  const tail = [...randomBytes(3)].map(byte =>
    byte.toString(16).padStart(2, '0'),
  );
  return `BC:24:11:${tail.join(':').toUpperCase()}`;
}

/** Gives a network entry an address, where it names none. */
export function withMac(
  type: GuestType,
  value: ConfigValue,
  renew = false,
): string {
  const text = String(value);
  if (type === 'lxc') {
    const bare = renew ? text.replace(/,?hwaddr=[^,]*/, '') : text;
    const addressed = /(?:^|,)hwaddr=/.test(bare)
      ? bare
      : `${bare},hwaddr=${freshMac()}`;
    return /(?:^|,)type=/.test(addressed)
      ? addressed
      : `${addressed},type=veth`;
  }
  const explicit = text.replace(/^model=/, '');
  return explicit.replace(
    new RegExp(`^(${models})(=[0-9A-Fa-f:]+)?(?=,|$)`),
    (_, model, mac) => `${model}${mac && !renew ? mac : `=${freshMac()}`}`,
  );
}

/** Tags as stored: lower case, sorted, joined with semicolons. */
export function normaliseTags(value: ConfigValue): string {
  const tags = String(value)
    .split(/[;,\s]+/)
    .filter(Boolean)
    .map(tag => tag.toLowerCase());
  return [...new Set(tags)].sort().join(';');
}

/** Values as they are stored rather than as they were sent. */
export function storedOptions(
  type: GuestType,
  options: Record<string, ConfigValue>,
): GuestConfig {
  const config: GuestConfig = {};
  for (const [name, value] of Object.entries(options)) {
    if (/^net\d+$/.test(name)) config[name] = withMac(type, value);
    else if (name === 'tags') config[name] = normaliseTags(value);
    else if (name === 'description') config[name] = withNewline(type, value);
    else if (name === 'cdrom') config.ide2 = `${value},media=cdrom`;
    else if (name === 'cipassword') config[name] = '**********';
    else config[name] = value;
  }
  return config;
}

function withNewline(type: GuestType, value: ConfigValue): string {
  const text = String(value);
  return type === 'lxc' && !text.endsWith('\n') ? `${text}\n` : text;
}

/** What a new virtual machine has that nobody asked for. */
export function completeVirtualMachine(
  config: GuestConfig,
  seconds: number,
): void {
  config.smbios1 ??= `uuid=${randomUUID()}`;
  config.vmgenid ??= randomUUID();
  config.meta ??= `creation-qemu=10.1.2,ctime=${seconds}`;
  if (config.boot === undefined) {
    const order = [
      ...diskKeys(config)
        .filter(key => !isCdrom(config[key]) && /\d$/.test(key))
        .slice(0, 1),
      ...diskKeys(config)
        .filter(key => isCdrom(config[key]))
        .slice(0, 1),
      ...Object.keys(config).filter(key => key === 'net0'),
    ].filter(key => !/^(?:efidisk|tpmstate)/.test(key));
    if (order.length > 0) config.boot = `order=${order.join(';')}`;
  }
}

/** Renews what must not be the same in two virtual machines. */
export function renewIdentity(
  type: GuestType,
  config: GuestConfig,
  seconds: number,
): void {
  for (const name of Object.keys(config)) {
    if (/^net\d+$/.test(name)) config[name] = withMac(type, config[name], true);
  }
  if (type !== 'qemu') return;
  config.smbios1 = `uuid=${randomUUID()}`;
  config.vmgenid = randomUUID();
  config.meta = `creation-qemu=10.1.2,ctime=${seconds}`;
}
