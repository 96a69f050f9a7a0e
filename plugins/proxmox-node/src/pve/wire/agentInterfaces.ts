import { z } from 'zod/v4';
import { optionalText, optionalWhole, text } from './fields';
import { expectObject, readRows, Rows, UnexpectedShape } from './readRows';

const addressSchema = z.object({
  'ip-address': text(),
  prefix: optionalWhole(),
});

const interfaceSchema = z.object({
  name: text(),
  'hardware-address': optionalText(),
  'ip-addresses': z.array(z.unknown()).nullish(),
});

/** An interface as the guest itself sees it. */
export interface ObservedInterface {
  name: string;
  mac?: string;
  addresses: Array<{ address: string; prefix?: number }>;
}

/**
 * Reads `GET /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces`. The agent's own complaint comes as a success
 * with `result.error`.
 */
export function readAgentInterfaces(data: unknown): Rows<ObservedInterface> {
  const result = Array.isArray(data) ? data : expectObject(data).result;
  if (!Array.isArray(result)) {
    const complaint = Object(Object(result).error).desc;
    throw new UnexpectedShape(
      typeof complaint === 'string'
        ? `the guest agent says: ${complaint.slice(0, 200)}`
        : 'the guest agent gave no list of interfaces',
    );
  }
  const { rows, remarks } = readRows(result, interfaceSchema);
  const interfaces = rows.map(row => {
    const addresses = readRows(row['ip-addresses'] ?? [], addressSchema);
    remarks.push(...addresses.remarks);
    return {
      name: row.name,
      mac: row['hardware-address']?.toLowerCase(),
      addresses: addresses.rows.map(address => ({
        address: address['ip-address'],
        prefix: address.prefix,
      })),
    };
  });
  return { rows: interfaces, remarks };
}
