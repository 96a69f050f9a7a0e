import {
  Guest,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxSnapshot,
  ProxmoxStorage,
} from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import {
  ClusterFacts,
  GuestFacts,
  NetworkFacts,
  NodeFacts,
  StorageFacts,
} from '../pve';
import {
  clusterEntityName,
  guestEntityName,
  networkEntityName,
  nodeEntityName,
  resourceEntityRef,
  storageEntityName,
} from './entityNames';
import { ownerOf } from './ownerOf';
import { guestRef, nodeRef, storageRef } from './resourceRefs';
import { Settlement } from './settleVanished';

type Fleet = Pick<ProxmoxSnapshot, 'guests' | 'nodes' | 'storages'>;

/** What is known beside the newest answer. */
export interface Carried {
  previous?: ProxmoxSnapshot;
  /** By ref, of everything in `previous` that the answer does not show; what is not settled is kept as it is. */
  settled: ReadonlyMap<string, Settlement>;
  /** Guests whose pool is kept because Pool.Audit was lost. */
  pools: ReadonlyMap<string, string>;
  /** ISO 8601; the moment of this read. */
  now: string;
}

/**
 * The next snapshot: what the answer shows, with owners and names, and what it does not show but is not proven gone.
 */
export function joinSnapshot(
  config: SourceConfig,
  facts: ClusterFacts,
  carried: Carried,
): ProxmoxSnapshot {
  const { previous } = carried;
  const before = new Map(
    previous?.guests.map(guest => [guestRef(guest), guest]) ?? [],
  );
  const guests = facts.guests.map(guest =>
    ownGuest(config, withLastKnown(guest, { before, pools: carried.pools })),
  );
  const nodes = facts.nodes.map(node => ownNode(config, node));
  const storages = facts.storages.map(storage => ownStorage(config, storage));
  const kept = keepUnproven({ guests, nodes, storages }, carried);
  return {
    cluster: {
      source: config.name,
      title: config.title,
      name: facts.cluster.name ?? previous?.cluster.name,
      quorate: facts.cluster.quorate,
      version: previous?.cluster.version,
      owner: config.owners.default,
      entityRef: resourceEntityRef(clusterEntityName(config.name)),
      webUrl: config.webUrl,
    },
    guests: [...guests, ...kept.guests],
    nodes: [...nodes, ...kept.nodes],
    storages: [...storages, ...kept.storages],
    networks: previous?.networks,
    tasks: facts.tasks,
  };
}

/**
 * Gives a snapshot from before a restart the owners and names of today's configuration: the rules may have changed
 * meanwhile, and ownership gives rights.
 */
export function ownSnapshot(
  config: SourceConfig,
  snapshot: ProxmoxSnapshot,
): ProxmoxSnapshot {
  return {
    ...snapshot,
    cluster: {
      ...snapshot.cluster,
      title: config.title,
      owner: config.owners.default,
      entityRef: resourceEntityRef(clusterEntityName(config.name)),
      webUrl: config.webUrl,
    },
    guests: snapshot.guests.map(guest => ownGuest(config, guest)),
    nodes: snapshot.nodes.map(node => ownNode(config, node)),
    storages: snapshot.storages.map(storage => ownStorage(config, storage)),
    networks: snapshot.networks && {
      asOf: snapshot.networks.asOf,
      items: snapshot.networks.items.map(network =>
        ownNetwork(config, network),
      ),
    },
  };
}

function ownGuest(config: SourceConfig, guest: GuestFacts): Guest {
  return {
    ...guest,
    owner: ownerOf(guest, config.owners),
    entityRef: resourceEntityRef(guestEntityName(config.name, guest.vmid)),
  };
}

function ownNode(config: SourceConfig, node: NodeFacts): ProxmoxNode {
  return {
    ...node,
    owner: config.owners.default,
    entityRef: resourceEntityRef(nodeEntityName(config.name, node.name)),
  };
}

function ownStorage(
  config: SourceConfig,
  storage: StorageFacts,
): ProxmoxStorage {
  return {
    ...storage,
    owner: config.owners.default,
    entityRef: resourceEntityRef(storageEntityName(config.name, storage)),
  };
}

/** A network with its owner and name. */
export function ownNetwork(
  config: SourceConfig,
  network: NetworkFacts,
): ProxmoxNetwork {
  return {
    ...network,
    owner: config.owners.default,
    entityRef: resourceEntityRef(networkEntityName(config.name, network)),
  };
}

// While a node is down Proxmox forgets, sooner or later, everything of its guests that comes by status broadcast.
function withLastKnown(
  guest: GuestFacts,
  known: {
    before: ReadonlyMap<string, Guest>;
    pools: ReadonlyMap<string, string>;
  },
): GuestFacts {
  const ref = guestRef(guest);
  const pool = guest.pool ?? known.pools.get(ref);
  const before =
    guest.name === undefined && guest.status === 'unknown'
      ? known.before.get(ref)
      : undefined;
  if (!before) {
    return pool === guest.pool ? guest : { ...guest, pool };
  }
  return {
    ...guest,
    pool,
    name: before.name,
    template: guest.template || before.template,
    tags: guest.tags.length ? guest.tags : before.tags,
  };
}

function keepUnproven(shown: Fleet, carried: Carried): Fleet {
  const { previous, settled, now } = carried;
  if (!previous) {
    return { guests: [], nodes: [], storages: [] };
  }
  const keep = <T extends { unreadableSince?: string }>(
    rows: T[],
    current: T[],
    ref: (row: T) => string,
  ): T[] => {
    const seen = new Set(current.map(ref));
    return rows
      .filter(
        row =>
          !seen.has(ref(row)) && settled.get(ref(row))?.whereabouts !== 'gone',
      )
      .map(row =>
        settled.get(ref(row))?.whereabouts === 'unreadable'
          ? { ...row, unreadableSince: row.unreadableSince ?? now }
          : row,
      );
  };
  // Refs of two guests may differ in type only, their entities may not.
  const vmids = new Set(shown.guests.map(guest => guest.vmid));
  return {
    guests: keep(
      previous.guests.filter(guest => !vmids.has(guest.vmid)),
      shown.guests,
      guestRef,
    ),
    nodes: keep(previous.nodes, shown.nodes, nodeRef),
    storages: keep(previous.storages, shown.storages, storageRef),
  };
}
