import { Entity } from '@backstage/catalog-model';
import {
  ProxmoxResource,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { Whereabouts } from '@rackstage/plugin-proxmox-node';
import { buildEntities } from '../entities/buildEntities';
import { CatalogLookup } from './CatalogLookup';
import { CatalogueMemory } from './CatalogueMemory';

const owner = 'group:default/platform';
const snapshotOf = (
  names: Record<number, string | undefined>,
): ProxmoxSnapshot => ({
  cluster: {
    source: 'fra',
    title: 'fra',
    owner,
    entityRef: 'resource:default/fra-cluster',
    webUrl: 'https://pve:8006',
  },
  nodes: [],
  storages: [],
  guests: Object.entries(names).map(([vmid, name]) => ({
    source: 'fra',
    type: 'qemu' as const,
    vmid: Number(vmid),
    name,
    node: 'pve1',
    status: 'unknown' as const,
    template: false,
    tags: [],
    owner,
    entityRef: `resource:default/fra-guest-${vmid}`,
  })),
});

/** A memory over a catalogue that holds the guests by name, beside what the process sees of Proxmox. */
function remember(options: {
  catalogue: Record<number, string>;
  proxmox: Record<number, string | undefined>;
  whereabouts?: Record<string, Whereabouts>;
}) {
  const snapshot = snapshotOf(options.proxmox);
  const stored: Entity[] = buildEntities(snapshotOf(options.catalogue)).map(
    entity => ({
      ...entity,
      metadata: { ...entity.metadata, uid: 'u', etag: 'e' },
      relations: [{ type: 'ownedBy', targetRef: owner }],
    }),
  );
  const asked: string[][] = [];
  let now = 0;
  const memory = new CatalogueMemory({
    source: 'fra',
    now: () => now,
    lookup: new CatalogLookup({
      auth: {
        getOwnServiceCredentials: async () => ({
          $$type: '@backstage/BackstageCredentials',
          principal: { type: 'service', subject: 'plugin:catalog' },
        }),
      },
      catalog: {
        async *streamEntities() {
          yield stored;
        },
        getEntitiesByRefs: async () => ({ items: [] }),
      },
    }),
    inventory: {
      getResource: (ref): ProxmoxResource | undefined =>
        snapshot.guests.some(({ vmid }) => ref === `fra/qemu/${vmid}`)
          ? { ref, source: 'fra', type: 'qemu', id: '', owner, tags: [] }
          : undefined,
      findWhereabouts: async (_, refs) => {
        asked.push(refs);
        return new Map(
          refs.map(ref => [ref, options.whereabouts?.[ref] ?? 'unproven']),
        );
      },
    },
  });
  const run = async () => {
    await memory.recall();
    await memory.forgetWhatIsGone();
    return memory
      .complete(buildEntities(snapshot), snapshot)
      .slice(1)
      .map(({ metadata }) => metadata.title);
  };
  return { run, asked, memory, snapshot, wait: (ms: number) => (now += ms) };
}

describe('CatalogueMemory', () => {
  it('keeps what the process cannot see until it is proven gone', async () => {
    const { run, asked, wait } = remember({
      catalogue: { 1: 'one', 2: 'two', 3: 'three' },
      proxmox: { 1: 'one' },
      whereabouts: { 'fra/qemu/2': 'gone', 'fra/qemu/3': 'unreadable' },
    });
    expect(await run()).toEqual(['one', 'three']);
    expect(await run()).toEqual(['one', 'three']);
    expect(asked).toEqual([['fra/qemu/2', 'fra/qemu/3']]);

    wait(15 * 60_000);
    expect(await run()).toEqual(['one', 'three']);
    expect(asked[1]).toEqual(['fra/qemu/3']);
  });

  it('asks nothing when nothing is missing', async () => {
    const { run, asked } = remember({
      catalogue: { 1: 'one' },
      proxmox: { 1: 'one', 2: 'two' },
    });
    expect(await run()).toEqual(['one', 'two']);
    expect(asked).toEqual([]);
  });

  it('keeps the entity of a guest of which only the VMID is known', async () => {
    const { run } = remember({
      catalogue: { 1: 'one' },
      proxmox: { 1: undefined, 2: undefined },
    });
    expect(await run()).toEqual(['one', 'Virtual machine 2']);
    expect(await run()).toEqual(['one', 'Virtual machine 2']);
  });

  it('takes a cluster that shares no node with the catalogue for another one', async () => {
    const { memory, snapshot } = remember({ catalogue: {}, proxmox: {} });
    const node = (name: string) => ({
      source: 'fra',
      name,
      status: 'online' as const,
      owner,
      entityRef: `resource:default/fra-node-${name}`,
    });
    const lookup = {
      findEntitiesOf: async () =>
        buildEntities({ ...snapshot, nodes: [node('pve1'), node('pve2')] }),
    };
    const recalled = new CatalogueMemory({
      source: 'fra',
      lookup,
      now: () => 0,
      inventory: {
        getResource: () => undefined,
        findWhereabouts: async () => new Map(),
      },
    });
    await recalled.recall();
    expect(recalled.isOfAnotherCluster({ nodes: [node('other1')] })).toBe(true);
    expect(recalled.isOfAnotherCluster({ nodes: [node('pve2')] })).toBe(false);

    // From then on nodes may go, one after the other: the inventory watches over the cluster's identity.
    recalled.complete([], { ...snapshot, nodes: [node('pve2')] });
    expect(recalled.isOfAnotherCluster({ nodes: [node('other1')] })).toBe(
      false,
    );
    // A source that the catalogue does not know yet has nothing to be compared with.
    await memory.recall();
    expect(memory.isOfAnotherCluster({ nodes: [node('other1')] })).toBe(false);
  });

  it('emits without what the catalogue added', async () => {
    const { run, memory, snapshot } = remember({
      catalogue: { 1: 'one' },
      proxmox: {},
    });
    await run();
    const [, kept] = memory.complete(buildEntities(snapshot), snapshot);
    expect(kept.metadata).not.toHaveProperty('uid');
    expect(kept).not.toHaveProperty('relations');
    expect(kept).toEqual(buildEntities(snapshotOf({ 1: 'one' }))[1]);
  });
});
