import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_NODE,
  configurationKey,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { CatalogLookup, refOf, toEmittable } from './CatalogLookup';
import { readProxmoxRef } from './readProxmoxRef';

// To find out what became of something costs a few calls to Proxmox, and what could not be found out stays anyway.
const RECHECK_MS = 15 * 60_000;

/**
 * The entities that the catalogue has of a source though this process never saw what they stand for: a source that
 * lost privileges before a restart looks as if it had less. They are emitted again as they are until it is proven
 * that what they stand for is gone.
 */
export class CatalogueMemory {
  readonly #source: string;
  readonly #lookup: Pick<CatalogLookup, 'findEntitiesOf'>;
  readonly #inventory: Pick<
    ProxmoxInventory,
    'findWhereabouts' | 'getResource'
  >;
  readonly #now: () => number;
  #copies?: Map<string, Entity>;
  #checkedAt?: number;
  /** Once a snapshot was taken over, the inventory itself tells another cluster apart. */
  #confirmed = false;

  constructor(options: {
    source: string;
    lookup: Pick<CatalogLookup, 'findEntitiesOf'>;
    inventory: Pick<ProxmoxInventory, 'findWhereabouts' | 'getResource'>;
    now: () => number;
  }) {
    this.#source = options.source;
    this.#lookup = options.lookup;
    this.#inventory = options.inventory;
    this.#now = options.now;
  }

  /** Looks the catalogue up once per process. Rejects where it does not answer: then nothing may be removed. */
  async recall(): Promise<void> {
    if (!this.#copies) {
      const found = await this.#lookup.findEntitiesOf(this.#source);
      this.#copies = new Map(
        found.map(entity => [refOf(entity), toEmittable(entity)]),
      );
    }
  }

  /**
   * Whether the snapshot is that of a cluster that shares no node with the one in the catalogue. Nodes are never
   * filtered, so the endpoints then lead somewhere else, and everything would look gone.
   */
  isOfAnotherCluster(snapshot: Pick<ProxmoxSnapshot, 'nodes'>): boolean {
    const known = this.#confirmed ? [] : this.#nodes();
    const seen = new Set(snapshot.nodes.map(node => node.name));
    return known.length > 0 && !known.some(name => seen.has(name));
  }

  /** Refs of the entities that were found. */
  get entityRefs(): string[] {
    return [...(this.#copies?.keys() ?? [])];
  }

  /** Forgets whatever is proven gone. Needs a recent read of the source; makes one, and a few calls, of its own. */
  async forgetWhatIsGone(): Promise<void> {
    const missing = this.#missing();
    const due =
      this.#checkedAt === undefined ||
      this.#now() - this.#checkedAt >= RECHECK_MS;
    if (!missing.size || !due) {
      return;
    }
    const found = await this.#inventory.findWhereabouts(this.#source, [
      ...missing.keys(),
    ]);
    this.#checkedAt = this.#now();
    for (const [ref, whereabouts] of found) {
      if (whereabouts === 'gone') {
        this.#copies?.delete(missing.get(ref)!);
      }
    }
  }

  /** What is emitted besides, or instead of, the entities built from the snapshot. */
  complete(built: Entity[], snapshot: ProxmoxSnapshot): Entity[] {
    const copies = this.#copies ?? new Map<string, Entity>();
    // A guest whose node is down since before the start shows nothing but its VMID; the catalogue knows more.
    const nameless = new Set(
      snapshot.guests
        .filter(guest => guest.name === undefined)
        .map(guest => guest.entityRef),
    );
    const unconfigured = findUnconfigured(snapshot);
    const storages = new Set(
      snapshot.storages.map(storage => storage.entityRef),
    );
    const emitted = new Set<string>();
    this.#confirmed = true;
    const entities = built.map(entity => {
      const ref = refOf(entity);
      const copy = copies.get(ref);
      emitted.add(ref);
      if (!copy || nameless.has(ref)) {
        return copy ?? entity;
      }
      return unconfigured.has(ref)
        ? addStorages(entity, copy, storages)
        : entity;
    });
    const kept = [...this.#missing().values()].filter(ref => !emitted.has(ref));
    this.#forgetAllBut(new Set([...kept, ...nameless, ...unconfigured]));
    return [...entities, ...kept.map(ref => copies.get(ref)!)];
  }

  /** Proxmox ref to entity ref of what the inventory does not know. */
  #missing(): Map<string, string> {
    const missing = new Map<string, string>();
    for (const [entityRef, entity] of this.#copies ?? []) {
      const ref = readProxmoxRef(entity);
      if (ref && !this.#inventory.getResource(ref)) {
        missing.set(ref, entityRef);
      }
    }
    return missing;
  }

  #nodes(): string[] {
    return [...(this.#copies?.values() ?? [])].flatMap(
      ({ metadata }) =>
        metadata.annotations?.[ANNOTATION_PROXMOX_NODE]?.split('/')[1] ?? [],
    );
  }

  // Copies of 10,000 entities are not held for the lifetime of the process.
  #forgetAllBut(entityRefs: ReadonlySet<string>) {
    for (const ref of this.#copies?.keys() ?? []) {
      if (!entityRefs.has(ref)) {
        this.#copies?.delete(ref);
      }
    }
  }
}

/** Entity refs of the guests whose configuration is not known, or not yet. */
function findUnconfigured({
  guests,
  configurations = {},
}: ProxmoxSnapshot): Set<string> {
  return new Set(
    guests
      .filter(guest => !configurations[configurationKey(guest)])
      .map(guest => guest.entityRef),
  );
}

// Configurations take minutes to hours to be read anew where no database kept them. Until then the relations from
// before the restart stay: to lose and regain them would cost the catalogue two stitches of every guest.
function addStorages(
  entity: Entity,
  copy: Entity,
  storages: ReadonlySet<string>,
): Entity {
  const dependsOn = dependenciesOf(entity);
  const known = dependenciesOf(copy).filter(
    ref => storages.has(ref) && !dependsOn.includes(ref),
  );
  return known.length
    ? {
        ...entity,
        spec: { ...entity.spec, dependsOn: [...dependsOn, ...known] },
      }
    : entity;
}

function dependenciesOf({ spec }: Entity): string[] {
  const { dependsOn } = spec ?? {};
  return Array.isArray(dependsOn)
    ? dependsOn.filter(ref => typeof ref === 'string')
    : [];
}
