import type { KindDefinition, KubeObject } from '../../object/types';

/** How an object changed. */
export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One write, in the order of revisions. */
export interface StoreChange {
  revision: number;
  type: ChangeType;
  definition: KindDefinition;
  /** The object after the write; for a deletion its last state. */
  object: KubeObject;
  /** The object before the write. */
  previous?: KubeObject;
}

/** Called for each write, in order. */
export type StoreListener = (change: StoreChange) => void;

interface Shelf {
  definition: KindDefinition;
  objects: Map<string, KubeObject>;
  changes: StoreChange[];
  /** Changes up to this revision are forgotten. */
  forgotten: number;
}

/** Changes kept per kind for watches and for lists of the past. */
const keptChanges = 5000;

/** Revisions that a server has spent on itself before the first user comes. */
const firstRevision = 400;

function shelfName(definition: KindDefinition): string {
  return `${definition.group}/${definition.plural}`;
}

/** Key of an object within its kind. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isIn(object: KubeObject, namespace: string | undefined): boolean {
  return namespace === undefined || object.metadata.namespace === namespace;
}

function sortByKey(objects: KubeObject[]): KubeObject[] {
  const keyed = objects.map(object => ({
    object,
    key: objectKey(object.metadata.namespace, object.metadata.name ?? ''),
  }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(k => k.object);
}

/**
 * The objects of one API server with one revision counter for all of them, as
 * etcd has it. Stored objects are never changed, only replaced: whoever holds
 * one holds a snapshot.
 */
export class ResourceStore {
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Set<StoreListener>();
  #revision = firstRevision;
  #compacted = firstRevision;

  /** The revision of the last write. */
  get revision(): number {
    return this.#revision;
  }

  /** Reads one object. */
  read(
    definition: KindDefinition,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.#shelf(definition).objects.get(objectKey(namespace, name));
  }

  /** Objects of a kind, sorted as the API lists them. */
  list(definition: KindDefinition, namespace?: string): KubeObject[] {
    const all = [...this.#shelf(definition).objects.values()];
    return sortByKey(all.filter(object => isIn(object, namespace)));
  }

  /** Objects of a kind as they were at a revision that is not forgotten yet. */
  listAt(
    definition: KindDefinition,
    namespace: string | undefined,
    revision: number,
  ): KubeObject[] {
    const shelf = this.#shelf(definition);
    const objects = new Map(shelf.objects);
    for (const change of [...shelf.changes].reverse()) {
      if (change.revision <= revision) break;
      const { metadata } = change.object;
      const key = objectKey(metadata.namespace, metadata.name ?? '');
      if (change.previous) objects.set(key, change.previous);
      else objects.delete(key);
    }
    const all = [...objects.values()];
    return sortByKey(all.filter(object => isIn(object, namespace)));
  }

  /** Changes of a kind after a revision. */
  changesSince(definition: KindDefinition, revision: number): StoreChange[] {
    const { changes } = this.#shelf(definition);
    return changes.filter(change => change.revision > revision);
  }

  /** The oldest revision from which a kind's changes are still known. */
  oldestRevision(definition: KindDefinition): number {
    return Math.max(this.#compacted, this.#shelf(definition).forgotten);
  }

  /** Stores an object under a new resourceVersion and returns what is stored. */
  put(definition: KindDefinition, object: KubeObject): KubeObject {
    const shelf = this.#shelf(definition);
    const { metadata } = object;
    const key = objectKey(metadata.namespace, metadata.name ?? '');
    const previous = shelf.objects.get(key);
    const stored = this.#stamp(object);
    shelf.objects.set(key, stored);
    this.#record(shelf, {
      revision: this.#revision,
      type: previous ? 'MODIFIED' : 'ADDED',
      definition,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Removes an object; `last` is the state that watches are shown. */
  remove(definition: KindDefinition, last: KubeObject): KubeObject {
    const shelf = this.#shelf(definition);
    const { metadata } = last;
    const key = objectKey(metadata.namespace, metadata.name ?? '');
    const previous = shelf.objects.get(key);
    const gone = this.#stamp(last);
    shelf.objects.delete(key);
    this.#record(shelf, {
      revision: this.#revision,
      type: 'DELETED',
      definition,
      object: gone,
      previous,
    });
    return gone;
  }

  /** Follows all writes; returns what ends it. */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every object of every kind. */
  everything(): { definition: KindDefinition; object: KubeObject }[] {
    return [...this.#shelves.values()].flatMap(shelf =>
      [...shelf.objects.values()].map(object => ({
        definition: shelf.definition,
        object,
      })),
    );
  }

  /**
   * Forgets changes up to a revision (default: all so far): older watches and
   * continue tokens are expired from now on.
   */
  compact(revision = this.#revision): void {
    this.#compacted = Math.max(this.#compacted, revision);
    for (const shelf of this.#shelves.values()) {
      shelf.changes = shelf.changes.filter(c => c.revision > revision);
    }
  }

  #shelf(definition: KindDefinition): Shelf {
    const name = shelfName(definition);
    let shelf = this.#shelves.get(name);
    if (!shelf) {
      shelf = { definition, objects: new Map(), changes: [], forgotten: 0 };
      this.#shelves.set(name, shelf);
    }
    return shelf;
  }

  #stamp(object: KubeObject): KubeObject {
    this.#revision += 1;
    const resourceVersion = String(this.#revision);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  #record(shelf: Shelf, change: StoreChange): void {
    shelf.changes.push(change);
    if (shelf.changes.length > keptChanges) {
      const dropped = shelf.changes.splice(0, keptChanges / 2);
      shelf.forgotten = dropped[dropped.length - 1].revision;
    }
    [...this.#listeners].forEach(listener => listener(change));
  }
}
