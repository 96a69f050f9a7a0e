import { z } from 'zod/v4';
import { ReadingRemark } from '../facts';
import {
  oneOf,
  optionalBool,
  optionalNum,
  optionalText,
  text,
  whole,
} from './fields';
import { expectList, readRow } from './readRows';

const guestRowSchema = z.object({
  type: oneOf('qemu', 'lxc'),
  vmid: whole(),
  node: text(),
  // Everything else is missing until the node's first status broadcast, and again when the node has been gone for long.
  name: optionalText(),
  status: optionalText(),
  template: optionalBool(),
  tags: optionalText(),
  pool: optionalText(),
  lock: optionalText(),
  hastate: optionalText(),
  cpu: optionalNum(),
  maxcpu: optionalNum(),
  mem: optionalNum(),
  maxmem: optionalNum(),
  disk: optionalNum(),
  maxdisk: optionalNum(),
  uptime: optionalNum(),
  netin: optionalNum(),
  netout: optionalNum(),
});

const nodeRowSchema = z.object({
  node: text(),
  status: optionalText(),
  cpu: optionalNum(),
  maxcpu: optionalNum(),
  mem: optionalNum(),
  maxmem: optionalNum(),
  disk: optionalNum(),
  maxdisk: optionalNum(),
  uptime: optionalNum(),
});

const storageRowSchema = z.object({
  storage: text(),
  node: text(),
  status: optionalText(),
  shared: optionalBool(),
  plugintype: optionalText(),
  content: optionalText(),
  disk: optionalNum(),
  maxdisk: optionalNum(),
});

export type GuestRow = z.output<typeof guestRowSchema>;
export type NodeRow = z.output<typeof nodeRowSchema>;
export type StorageRow = z.output<typeof storageRowSchema>;

/** The entries of `GET /cluster/resources` that the suite uses. */
export interface ClusterResourceRows {
  guests: GuestRow[];
  nodes: NodeRow[];
  storages: StorageRow[];
  remarks: ReadingRemark[];
}

/** `sdn` until 8, `network` since 9; pools and zones are read from elsewhere or not at all. */
const otherTypes = new Set(['pool', 'sdn', 'network', 'openvz']);

/** Reads `GET /cluster/resources` of Proxmox VE 6 to 9. */
export function readClusterResources(data: unknown): ClusterResourceRows {
  const result: ClusterResourceRows = {
    guests: [],
    nodes: [],
    storages: [],
    remarks: [],
  };
  expectList(data).forEach((entry, index) => {
    result.remarks.push(...readEntry(entry, `entry ${index + 1}`, result));
  });
  return result;
}

function readEntry(
  entry: unknown,
  subject: string,
  into: ClusterResourceRows,
): ReadingRemark[] {
  const type = typeOf(entry);
  if (type === 'qemu' || type === 'lxc') {
    return collect(readRow(entry, guestRowSchema, subject), into.guests);
  }
  if (type === 'node') {
    return collect(
      readRow(withNode(entry), nodeRowSchema, subject),
      into.nodes,
    );
  }
  if (type === 'storage') {
    return collect(readRow(entry, storageRowSchema, subject), into.storages);
  }
  if (otherTypes.has(type)) {
    return [];
  }
  const reason = type
    ? `the type ${JSON.stringify(type.slice(0, 40))} is not known`
    : 'has no type';
  // A kind of thing that a later release adds is no loss; an entry without a type may be anything.
  return [{ subject, reason, dropped: type === '' }];
}

function collect<T>(
  result: { row?: T; remarks: ReadingRemark[] },
  into: T[],
): ReadingRemark[] {
  if (result.row) {
    into.push(result.row);
  }
  return result.remarks;
}

function typeOf(entry: unknown): string {
  return typeof entry === 'object' &&
    entry !== null &&
    'type' in entry &&
    typeof entry.type === 'string'
    ? entry.type
    : '';
}

/** Some servers leave `node` out and say it in `id` only. */
function withNode(entry: unknown): unknown {
  const row = Object(entry);
  return row.node === undefined && typeof row.id === 'string'
    ? { ...row, node: row.id.replace(/^node\//, '') }
    : entry;
}
