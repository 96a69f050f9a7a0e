import { Guest, GuestInterface } from '../world/types';
import { configOption } from './figures';

/** Hardware address of `netN`, in lower case. */
export function macOf(guest: Guest, key: string): string | undefined {
  const value = String(guest.config[key] ?? '');
  const mac =
    configOption(value, 'hwaddr') ??
    /([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})/.exec(value)?.[1];
  return mac?.toLowerCase();
}

/** What runs inside the guest: given explicitly, or derived from its networks. */
export function guestInterfaces(guest: Guest): GuestInterface[] {
  const given = guest.agent?.interfaces ?? guest.interfaces;
  if (given) return given;
  const keys = Object.keys(guest.config).filter(key => /^net\d+$/.test(key));
  return keys.sort().map(key => {
    const ip =
      configOption(guest.config[key], 'ip') ??
      configOption(guest.config[`ipconfig${key.slice(3)}`] ?? '', 'ip');
    const [address, prefix] = (ip ?? '').split('/');
    const isStatic = /^\d+\.\d+\.\d+\.\d+$/.test(address);
    return {
      name:
        configOption(guest.config[key], 'name') ??
        `ens1${8 + Number(key.slice(3))}`,
      mac: macOf(guest, key) ?? '00:00:00:00:00:00',
      addresses: isStatic ? [{ address, prefix: Number(prefix ?? 24) }] : [],
    };
  });
}
