import {
  configurationKey,
  Guest,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
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
  /**
   * Refs of the entities of the storages that hold the guest's disks, sorted; none as long as its configuration is not
   * known, and none of a storage without an entity.
   */
  storageRefs(guest: Guest): string[];
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
    storageRefs: createStorageLookup(snapshot),
  };
}

function createStorageLookup({
  storages,
  configurations = {},
}: ProxmoxSnapshot): EntityContext['storageRefs'] {
  const refs = new Map(
    storages.map(({ node, storage, entityRef }) => [
      placeOf(storage, node),
      entityRef,
    ]),
  );
  return guest => {
    const ids = configurations[configurationKey(guest)]?.storages ?? [];
    return ids
      .map(id => refs.get(placeOf(id)) ?? refs.get(placeOf(id, guest.node)))
      .filter(ref => ref !== undefined)
      .sort();
  };
}

/** Of a storage of one node, or of a shared one; neither ids nor names hold a colon. */
function placeOf(storage: string, node = ''): string {
  return `${node}:${storage}`;
}

/** The node of a thing if its entity exists, else the cluster. */
export function nodeOrCluster(context: EntityContext, node?: string): string[] {
  return [
    (node === undefined ? undefined : context.nodeRef(node)) ??
      context.clusterRef,
  ];
}
