import { z } from 'zod/v4';
import { optionalBool, optionalText, optionalWhole, text } from './fields';
import { readRows, Rows } from './readRows';

const interfaceRowSchema = z.object({
  iface: text(),
  type: text(),
  active: optionalBool(),
  cidr: optionalText(),
  cidr6: optionalText(),
  comments: optionalText(),
  'vlan-id': optionalWhole(),
});

export type NodeInterfaceRow = z.output<typeof interfaceRowSchema>;

/** Reads `GET /nodes/{node}/network`. */
export function readNodeInterfaces(data: unknown): Rows<NodeInterfaceRow> {
  return readRows(data, interfaceRowSchema);
}

const vnetRowSchema = z.object({
  vnet: text(),
  zone: optionalText(),
  tag: optionalWhole(),
  alias: optionalText(),
});

export type VnetRow = z.output<typeof vnetRowSchema>;

/** Reads `GET /cluster/sdn/vnets`. */
export function readVnets(data: unknown): Rows<VnetRow> {
  return readRows(data, vnetRowSchema);
}
