import { z } from 'zod/v4';
import { usageSchema } from './guest';

/** @public */
export const proxmoxClusterSchema = z.object({
  source: z.string(),
  title: z.string(),
  /** The cluster's own name (`GET /cluster/status`); absent for a node that is in no cluster. */
  name: z.string().optional(),
  /** For example `9.2.4`. */
  version: z.string().optional(),
  /** Absent for a node that is in no cluster. */
  quorate: z.boolean().optional(),
  owner: z.string(),
  entityRef: z.string(),
  /** Where people open this cluster in Proxmox's own interface. */
  webUrl: z.string().optional(),
});

/** A Proxmox VE cluster, or a single node that is in none. @public */
export interface ProxmoxCluster extends z.infer<typeof proxmoxClusterSchema> {}

/** @public */
export const proxmoxNodeSchema = z.object({
  source: z.string(),
  name: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
  /** Address in the cluster network; absent without Sys.Audit. */
  address: z.string().optional(),
  cpu: z.object({ used: z.number().optional(), cores: z.number() }).optional(),
  memory: usageSchema.optional(),
  rootDisk: usageSchema.optional(),
  /** In seconds. */
  uptime: z.number().optional(),
  owner: z.string(),
  entityRef: z.string(),
  unreadableSince: z.string().optional(),
});

/** A Proxmox VE host. @public */
export interface ProxmoxNode extends z.infer<typeof proxmoxNodeSchema> {}

/** @public */
export const proxmoxStorageSchema = z.object({
  source: z.string(),
  storage: z.string(),
  shared: z.boolean(),
  /** The node it belongs to; absent for a shared storage, which is listed once. */
  node: z.string().optional(),
  /** Nodes on which the storage is seen. */
  nodes: z.array(z.string()),
  /** Proxmox's plugin type: `dir`, `lvmthin`, `rbd`, `nfs`, `zfspool` … */
  plugin: z.string().optional(),
  /** `images`, `rootdir`, `iso`, `vztmpl`, `backup`, `snippets`, `import`. */
  content: z.array(z.string()),
  status: z.enum(['available', 'unknown']),
  usage: usageSchema.optional(),
  owner: z.string(),
  entityRef: z.string(),
  unreadableSince: z.string().optional(),
});

/** A storage; once if shared, else one per node. @public */
export interface ProxmoxStorage extends z.infer<typeof proxmoxStorageSchema> {}

/** @public */
export const proxmoxNetworkSchema = z.object({
  source: z.string(),
  name: z.string(),
  /** Absent for a VNet, which belongs to the cluster. */
  node: z.string().optional(),
  kind: z.enum(['bridge', 'vlan', 'vnet', 'zone']),
  /** VLAN id, where the network is one. */
  vlan: z.number().optional(),
  cidr: z.string().optional(),
  comment: z.string().optional(),
  active: z.boolean().optional(),
  owner: z.string(),
  entityRef: z.string(),
  unreadableSince: z.string().optional(),
});

/** A bridge or VLAN of a node, or a VNet of the cluster. @public */
export interface ProxmoxNetwork extends z.infer<typeof proxmoxNetworkSchema> {}
