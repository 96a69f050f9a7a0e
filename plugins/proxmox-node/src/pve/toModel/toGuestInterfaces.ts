import { GuestInterface, GuestType } from '@rackstage/plugin-proxmox-common';
import {
  ConfigurationTexts,
  parseProperties,
} from '../wire/guestConfiguration';
import { defined } from './toGuestFacts';

const macPattern = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i;

/** Network devices `net0` … `net31` of a virtual machine or container. */
export function toGuestInterfaces(
  type: GuestType,
  texts: ConfigurationTexts,
): GuestInterface[] {
  return Object.keys(texts)
    .filter(key => /^net\d{1,2}$/.test(key))
    .sort((one, other) => Number(one.slice(3)) - Number(other.slice(3)))
    .map(key => {
      const properties = parseProperties(texts[key], 'model');
      const { model, mac } =
        type === 'qemu' ? ofMachine(properties) : ofContainer(properties);
      return {
        key,
        firewall: properties.firewall === '1',
        ...defined({
          model,
          mac: mac && macPattern.test(mac) ? mac.toLowerCase() : undefined,
          bridge: properties.bridge,
          vlan: /^\d+$/.test(properties.tag ?? '')
            ? Number(properties.tag)
            : undefined,
        }),
      };
    });
}

/** `virtio=BC:24:…` or `model=virtio,macaddr=BC:24:…`. */
function ofMachine(properties: Record<string, string>) {
  const short = Object.entries(properties).find(([, value]) =>
    macPattern.test(value),
  );
  return properties.model
    ? { model: properties.model, mac: properties.macaddr }
    : { model: short?.[0], mac: short?.[1] };
}

function ofContainer(properties: Record<string, string>) {
  return { model: properties.name, mac: properties.hwaddr };
}
