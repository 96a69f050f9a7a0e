import { z } from 'zod/v4';
import { ObservedInterface } from './agentInterfaces';
import { optionalText, text } from './fields';
import { readRows, Rows } from './readRows';

const rowSchema = z.object({
  name: text(),
  hwaddr: optionalText(),
  'hardware-address': optionalText(),
  inet: optionalText(),
  inet6: optionalText(),
  'ip-addresses': z.array(z.unknown()).nullish(),
});

const addressSchema = z.object({
  'ip-address': text(),
  prefix: optionalText(),
});

/** Reads `GET /nodes/{node}/lxc/{vmid}/interfaces` (8 and later; 9 adds `ip-addresses`, which lists all of them). */
export function readContainerInterfaces(
  data: unknown,
): Rows<ObservedInterface> {
  const { rows, remarks } = readRows(data ?? [], rowSchema);
  const interfaces = rows.map(row => {
    const all = readRows(row['ip-addresses'] ?? [], addressSchema).rows.map(
      address =>
        splitPrefix(
          address.prefix
            ? `${address['ip-address']}/${address.prefix}`
            : address['ip-address'],
        ),
    );
    const first = [row.inet, row.inet6]
      .filter(address => address !== undefined)
      .map(splitPrefix);
    return {
      name: row.name,
      mac: (row.hwaddr ?? row['hardware-address'])?.toLowerCase(),
      addresses: all.length > 0 ? all : first,
    };
  });
  return { rows: interfaces, remarks };
}

/** `10.0.0.5/24` to its parts. */
export function splitPrefix(cidr: string): {
  address: string;
  prefix?: number;
} {
  const [address, prefix] = cidr.split('/');
  return /^\d{1,3}$/.test(prefix ?? '')
    ? { address, prefix: Number(prefix) }
    : { address };
}
