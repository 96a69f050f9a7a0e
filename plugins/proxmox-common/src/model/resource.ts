import { z } from 'zod/v4';

/**
 * The kinds of thing that a source holds, Proxmox cluster or Kubernetes management cluster, as they appear in a
 * resource ref.
 *
 * @public
 */
export const proxmoxResourceTypes = [
  'cluster',
  'node',
  'qemu',
  'lxc',
  'storage',
  'network',
  'management-cluster',
  'tenant',
  'tenant-cluster',
] as const;

/** @public */
export type ProxmoxResourceType = (typeof proxmoxResourceTypes)[number];

/** @public */
export const guestTypeSchema = z.enum(['qemu', 'lxc']);

/** `qemu` is a virtual machine, `lxc` a container. @public */
export type GuestType = z.infer<typeof guestTypeSchema>;

/**
 * What permission rules look at. The owner comes from the inventory's owner rules and never from a
 * catalogue entity, because anyone may register an entity under a name of their choice.
 *
 * @public
 */
export interface ProxmoxResource {
  /** `<source>/<type>/<id>`, see {@link stringifyProxmoxRef}. */
  ref: string;
  source: string;
  type: ProxmoxResourceType;
  id: string;
  /** Entity ref of the owning group or user. */
  owner: string;
  tags: string[];
  pool?: string;
}

/** The parts of a resource ref. @public */
export interface ProxmoxRef {
  source: string;
  type: ProxmoxResourceType;
  /**
   * VMID, node name, `<storage>` or `<node>:<storage>`, `<network>` or `<node>:<network>`, `<namespace>` of a tenant,
   * `<namespace>.<name>` of a tenant cluster; the source's name for a Proxmox or management cluster.
   */
  id: string;
}

/** Joins the parts into `<source>/<type>/<id>`. @public */
export function stringifyProxmoxRef(ref: ProxmoxRef): string {
  return `${ref.source}/${ref.type}/${ref.id}`;
}

/** Splits `<source>/<type>/<id>`; `undefined` where the text is not such a ref. @public */
export function parseProxmoxRef(text: string): ProxmoxRef | undefined {
  const match = /^([^/]+)\/([a-z-]+)\/([^/]+)$/.exec(text);
  const type = proxmoxResourceTypes.find(known => known === match?.[2]);
  return match && type ? { source: match[1], type, id: match[3] } : undefined;
}
