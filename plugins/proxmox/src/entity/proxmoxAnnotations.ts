import { Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_CAPI_CLUSTER,
  ANNOTATION_PROXMOX_CLUSTER,
  ANNOTATION_PROXMOX_GUEST,
  ANNOTATION_PROXMOX_NODE,
  ANNOTATION_PROXMOX_STORAGE,
  GuestId,
  TenantClusterId,
} from '@rackstage/plugin-proxmox-common';

/**
 * Which guest an entity stands for, from its annotation `<source>/<qemu|lxc>/<vmid>`; `undefined`
 * where the annotation is absent or is no such text.
 *
 * @public
 */
export function readGuestId(entity: Entity): GuestId | undefined {
  const match = /^([^/]+)\/(qemu|lxc)\/(\d+)$/.exec(
    entity.metadata.annotations?.[ANNOTATION_PROXMOX_GUEST] ?? '',
  );
  return match
    ? {
        source: match[1],
        type: match[2] === 'lxc' ? 'lxc' : 'qemu',
        vmid: Number(match[3]),
      }
    : undefined;
}

/**
 * True for entities that stand for a guest: the condition under which card and tab make sense.
 *
 * @public
 */
export function isProxmoxGuestAvailable(entity: Entity): boolean {
  return readGuestId(entity) !== undefined;
}

/**
 * Which tenant cluster an entity stands for, from its annotation `<management cluster>/<namespace>/<name>`; `undefined`
 * where the annotation is absent or is no such text.
 *
 * @public
 */
export function readTenantClusterId(
  entity: Entity,
): TenantClusterId | undefined {
  const match = /^([^/]+)\/([^/]+)\/([^/]+)$/.exec(
    entity.metadata.annotations?.[ANNOTATION_CAPI_CLUSTER] ?? '',
  );
  return match
    ? { source: match[1], namespace: match[2], name: match[3] }
    : undefined;
}

/**
 * True for entities that stand for a tenant cluster: the condition under which card and tab make sense.
 *
 * @public
 */
export function isTenantClusterAvailable(entity: Entity): boolean {
  return readTenantClusterId(entity) !== undefined;
}

/** The source that an entity of any kind of ours belongs to. */
export function readSourceName(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  return (
    annotations[ANNOTATION_PROXMOX_CLUSTER] ??
    annotations[ANNOTATION_PROXMOX_NODE]?.split('/')[0] ??
    annotations[ANNOTATION_PROXMOX_STORAGE]?.split('/')[0]
  );
}

/** True where both texts name the same entity; refs may leave out the default namespace. */
export function isSameEntity(left: string, right: string): boolean {
  const [a, b] = [left, right].map(ref =>
    parseEntityRef(ref.toLocaleLowerCase('en-US')),
  );
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
