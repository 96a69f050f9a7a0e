import { isObject, numberOf, objectsOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import type { PlannedGuest, PlannedInterface } from './planned';

/** Interfaces as a guest's agent or a container's namespace shows them. */
function interfacesOf(rows: JsonObject[]): PlannedInterface[] {
  return rows
    .filter(row => textOf(row.name) !== 'lo')
    .map(row => ({
      name: textOf(row.name) ?? 'eth0',
      mac: textOf(row['hardware-address']) ?? textOf(row.hwaddr) ?? '',
      addresses: [
        ...objectsOf(row['ip-addresses']).map(entry => ({
          address: textOf(entry['ip-address']) ?? '',
          prefix: numberOf(entry.prefix) ?? 24,
        })),
        ...[row.inet, row.inet6].flatMap(cidr => {
          const [address, prefix] = (textOf(cidr) ?? '').split('/');
          const isListed = objectsOf(row['ip-addresses']).length > 0;
          return address && !isListed
            ? [{ address, prefix: Number(prefix) }]
            : [];
        }),
      ],
    }));
}

/** What the answer shows of a guest's network becomes its own. */
export function planInterfaces(
  guest: PlannedGuest,
  { call, data }: Facts,
): void {
  const fromAgent = call.endsWith('/agent/network-get-interfaces');
  const rows =
    fromAgent && isObject(data) ? objectsOf(data.result) : objectsOf(data);
  const isShown = fromAgent || /\/lxc\/\{vmid\}\/interfaces$/.test(call);
  if (isShown && rows.length > 0) guest.interfaces = interfacesOf(rows);
}
