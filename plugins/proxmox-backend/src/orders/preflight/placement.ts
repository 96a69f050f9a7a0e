import {
  Guest,
  ProxmoxSnapshot,
  ProxmoxStorage,
} from '@rackstage/plugin-proxmox-common';
import { Offer, PreflightFacts } from './PreflightFacts';

/** Where machines may run: the chosen nodes, or else the one of the template; `undefined` where that is not known. */
export function listNodes({
  spec,
  template,
}: Pick<PreflightFacts, 'spec' | 'template'>): string[] | undefined {
  const { nodes } = spec.proxmox;
  if (nodes.length) {
    return nodes;
  }
  return template ? [template.guest.node] : undefined;
}

/** Whether the platform offers the template. */
export function isOfferedTemplate(
  guest: Pick<Guest, 'tags' | 'pool'>,
  { tag, pool }: Offer['templates'],
): boolean {
  const hasTag = guest.tags.some(own => own.toLocaleLowerCase('en-US') === tag);
  return (
    (tag === undefined || hasTag) && (pool === undefined || guest.pool === pool)
  );
}

/** Whether a node sees the storage. */
export function isOn({ node, nodes }: ProxmoxStorage, name: string): boolean {
  return node === undefined ? nodes.includes(name) : node === name;
}

/** The storages that a node sees and that take such content. */
export function findStorages(
  { storages }: Pick<ProxmoxSnapshot, 'storages'>,
  wanted: { node: string; content: string; name?: string },
): ProxmoxStorage[] {
  const { node, content, name } = wanted;
  return storages.filter(
    storage =>
      storage.content.includes(content) &&
      isOn(storage, node) &&
      (name === undefined || storage.storage === name),
  );
}
