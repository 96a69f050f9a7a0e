import { ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import {
  nodeEntityName,
  resourceEntityRef,
} from '@rackstage/plugin-proxmox-node';

/** What the entities of one source have in common. */
export interface EntityContext {
  source: string;
  /** Title of the source. */
  title: string;
  webUrl: string;
  clusterRef: string;
  /** Ref of the entity of a node; `undefined` where there is none, because relations must lead somewhere. */
  nodeRef(name: string): string | undefined;
}

/** Derives the context from a snapshot. */
export function createEntityContext(snapshot: ProxmoxSnapshot): EntityContext {
  const { source, title, webUrl, entityRef } = snapshot.cluster;
  const nodes = new Set(snapshot.nodes.map(node => node.name));
  return {
    source,
    title,
    webUrl: webUrl ?? '',
    clusterRef: entityRef,
    nodeRef: name =>
      nodes.has(name)
        ? resourceEntityRef(nodeEntityName(source, name))
        : undefined,
  };
}

/** The node of a thing if its entity exists, else the cluster. */
export function nodeOrCluster(context: EntityContext, node?: string): string[] {
  return [
    (node === undefined ? undefined : context.nodeRef(node)) ??
      context.clusterRef,
  ];
}
