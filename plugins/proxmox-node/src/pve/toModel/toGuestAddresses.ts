import { isIP } from 'node:net';
import {
  GuestAddress,
  GuestInterface,
  GuestType,
} from '@rackstage/plugin-proxmox-common';
import { ObservedInterface } from '../wire/agentInterfaces';
import { splitPrefix } from '../wire/containerInterfaces';
import {
  ConfigurationTexts,
  parseProperties,
} from '../wire/guestConfiguration';
import { defined } from './toGuestFacts';

/**
 * Addresses that were seen inside a guest. Loopback and link-local ones say nothing; where an interface has the MAC of
 * a configured device, only such interfaces count, because the others are the guest's own affair (docker0, cni0).
 */
export function toObservedAddresses(
  interfaces: ObservedInterface[],
  options: {
    origin: 'agent' | 'container';
    configured: GuestInterface[];
  },
): GuestAddress[] {
  const macs = new Set(options.configured.map(({ mac }) => mac));
  const matching = interfaces.filter(({ mac }) => mac && macs.has(mac));
  const relevant = matching.length > 0 ? matching : interfaces;
  return relevant
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ name, mac, addresses }) =>
      addresses
        .filter(({ address }) => isTelling(address))
        .map(({ address, prefix }) => ({
          address: withoutZone(address),
          family: familyOf(address),
          interface: name,
          origin: options.origin,
          ...defined({ prefix, mac }),
        })),
    );
}

/** Addresses from cloud-init (`ipconfig0`) or a container's `net0`; `dhcp`, `auto` and `manual` are none. */
export function toConfiguredAddresses(
  type: GuestType,
  texts: ConfigurationTexts,
  interfaces: GuestInterface[],
): GuestAddress[] {
  return Object.keys(texts)
    .filter(key => (type === 'qemu' ? /^ipconfig\d+$/ : /^net\d+$/).test(key))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .flatMap(key => {
      const device = `net${key.replace(/^\D+/, '')}`;
      const { mac, model } =
        interfaces.find(known => known.key === device) ?? {};
      const properties = parseProperties(texts[key], '');
      return [properties.ip, properties.ip6]
        .filter(cidr => cidr !== undefined)
        .map(splitPrefix)
        .filter(({ address }) => isIP(address) !== 0)
        .map(({ address, prefix }) => ({
          address,
          family: familyOf(address),
          origin: 'configured' as const,
          ...defined({
            prefix,
            mac,
            interface: type === 'lxc' ? model : undefined,
          }),
        }));
    });
}

function isTelling(address: string): boolean {
  const plain = withoutZone(address).toLowerCase();
  const isUseless =
    plain === '::1' || plain.startsWith('127.') || /^fe[89ab]/.test(plain);
  return isIP(plain) !== 0 && !isUseless;
}

/** Windows writes `fe80::1%4`. */
function withoutZone(address: string): string {
  return address.split('%')[0];
}

function familyOf(address: string): GuestAddress['family'] {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}
