import { z } from 'zod/v4';
import { ReadingRemark } from '../facts';
import { optionalBool, optionalText, text } from './fields';
import { readRows } from './readRows';

const rowSchema = z.object({
  type: text(),
  name: text(),
  quorate: optionalBool(),
  online: optionalBool(),
  ip: optionalText(),
});

/** `GET /cluster/status`. */
export interface ClusterStatusRows {
  /** Absent for a node that is in no cluster. */
  cluster?: { name: string; quorate?: boolean };
  nodes: Array<{ name: string; online?: boolean; ip?: string }>;
  remarks: ReadingRemark[];
}

/** Reads `GET /cluster/status`: one entry for the cluster, if there is one, and one per node. */
export function readClusterStatus(data: unknown): ClusterStatusRows {
  const { rows, remarks } = readRows(data, rowSchema);
  const cluster = rows.find(row => row.type === 'cluster');
  return {
    cluster: cluster && { name: cluster.name, quorate: cluster.quorate },
    nodes: rows
      .filter(row => row.type === 'node')
      .map(({ name, online, ip }) => ({ name, online, ip })),
    remarks: remarks.map(remark => ({ ...remark, dropped: false })),
  };
}
