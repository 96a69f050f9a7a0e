import { SimulatorClock } from '../../clock';
import { isObject, objectsOf } from '../../fidelity/json';
import type { Json, JsonObject } from '../../fidelity/types';
import { CertificateAuthority } from '../../pve/certificates';
import { KindRegistry } from '../api/KindRegistry';
import type { ResourceTarget } from '../api/http/parseTarget';
import { KubeServer } from '../api/KubeServer';
import { kindTable } from '../object/kindTable';
import type { KubeObject } from '../object/types';
import { usersIn } from './callerOf';
import { Correspondence } from './Correspondence';
import { extractFields } from './extractFields';
import { objectMetadata } from './History';
import type { KnownState, KubeRecording } from './types';
import type { WorldSettings } from './worlds';

/** The manager name of the recorder's client. */
export const recorder = 'example-client';

/** What is not said when an object is written. */
const givenByServer = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
];

/** An object as somebody writes it. */
function asWritten(object: JsonObject | KubeObject): JsonObject & KubeObject {
  const metadata = { ...(object.metadata as JsonObject) };
  givenByServer.forEach(key => delete metadata[key]);
  const { status, ...rest } = object;
  return { ...rest, metadata } as JsonObject & KubeObject;
}

/** What two states of one object must have in common. */
function essence(object: JsonObject | KubeObject): string {
  const metadata = { ...(object.metadata as JsonObject) };
  for (const key of givenByServer.slice(0, 2).concat('creationTimestamp')) {
    delete metadata[key];
  }
  return JSON.stringify(sorted({ ...object, metadata } as JsonObject)).replace(
    /"time":"[^"]*"/g,
    '"time":""',
  );
}

/** The merge patch that makes one object of another. */
function difference(from: JsonObject, to: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[key], to[key]];
    if (after === undefined) patch[key] = null;
    else if (isObject(before) && isObject(after)) {
      const inner = difference(before, after);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (
      JSON.stringify(sorted(before ?? null)) !== JSON.stringify(sorted(after))
    ) {
      patch[key] = after;
    }
  }
  return patch;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}

/** One simulated API server, into which states of the recorded one are brought. */
export class ReplayWorld {
  readonly ids = new Correspondence();

  readonly server: KubeServer;
  readonly clock: SimulatorClock;

  private constructor(
    running: { server: KubeServer; clock: SimulatorClock },
    private readonly registry: KindRegistry,
    /** Whether controllers act by themselves: what they do is never arranged. */
    readonly isAlive: boolean,
  ) {
    this.server = running.server;
    this.clock = running.clock;
  }

  /** Starts a server for what was recorded on one. */
  static async start(
    settings: WorldSettings,
    recordings: KubeRecording[],
  ): Promise<ReplayWorld> {
    const clock = new SimulatorClock('manual');
    const kinds = kindTable(settings.table);
    const server = await KubeServer.start({
      name: `replay-${settings.name}`,
      kinds,
      clock,
      authority: await CertificateAuthority.create(),
      users: usersIn(recordings),
      allowsAnonymous: settings.allowsAnonymous,
      controllerManager: settings.controllerManager ?? false,
    });
    if (settings.fault) server.inject(settings.fault);
    return new ReplayWorld(
      { server, clock },
      new KindRegistry(kinds.kinds),
      settings.controllerManager === true,
    );
  }

  async close(): Promise<void> {
    await this.server.close();
    this.clock.close();
  }

  /** Turns calls away, as a server does that has too much to do. */
  overload(): void {
    this.server.inject({ kind: 'too-many-requests' });
  }

  /** Stops the server a second later, as SIGTERM does: open watches stay a while. */
  stopSoon(): void {
    void this.clock
      .wait(1000)
      .then(() => this.server.inject({ kind: 'api-restarting' }));
  }

  /** Puts right what one answer needed. */
  async settle(): Promise<void> {
    await this.server.clear('too-many-requests');
  }

  /** Whether a state of an answer has not been reached by requests alone. */
  isNew(state: KnownState): boolean {
    return !this.ids.hasRevision(state.revision);
  }

  /** The object as it is now; undefined if there is none or no such kind. */
  live(target: ResourceTarget, name: string): KubeObject | undefined {
    const { group, version, plural, namespace } = target;
    const served = this.registry.findResource(group, version, plural);
    return served
      ? this.server.store.read(served.definition, namespace, name)
      : undefined;
  }

  /** Objects of the target's collection. */
  all(target: ResourceTarget): KubeObject[] {
    const { group, version, plural, namespace } = target;
    const served = this.registry.findResource(group, version, plural);
    return served ? this.server.store.list(served.definition, namespace) : [];
  }

  ensureNamespace(name: string | undefined, manager = recorder): void {
    if (name === undefined) return;
    const client = this.server.client(manager);
    const reference = { apiVersion: 'v1', kind: 'Namespace', name };
    if (client.get(reference)) return;
    client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  /** The plural of a kind; empty if it is not served. */
  pluralOf(apiVersion: string, kind: string): string {
    return this.registry.findKind(apiVersion, kind)?.definition.plural ?? '';
  }

  /** Creates an object as the recorder did. */
  create(object: JsonObject): void {
    this.server.client(recorder).create(object as JsonObject & KubeObject);
  }

  /** Lets go what is held in a namespace that is on its way out, if anything is. */
  release(target: ResourceTarget): boolean {
    if (target.plural !== 'namespaces' || !target.name) return false;
    const client = this.server.client(recorder);
    const held = this.server.store
      .everything()
      .map(({ object }) => object)
      .filter(({ metadata }) => metadata.namespace === target.name)
      .filter(({ metadata }) => metadata.finalizers !== undefined);
    for (const object of held) {
      const { name = '', namespace } = object.metadata;
      const patch = { metadata: { finalizers: null } };
      client.patch({ ...object, name, namespace }, patch);
    }
    return held.length > 0;
  }

  /** Removes an object, whatever holds it. */
  remove(object: KubeObject): void {
    const client = this.server.client(recorder);
    const reference = { ...object, ...object.metadata } as KubeObject & {
      name: string;
    };
    if (object.metadata.finalizers) {
      client.patch(reference, { metadata: { finalizers: null } });
    }
    client.delete(reference);
  }

  /**
   * Brings an object into a state that an answer shows, by the writes of the
   * managers that the state names.
   */
  arrange(target: ResourceTarget, recorded: KnownState): void {
    const state = { ...recorded, object: this.#translated(recorded.object) };
    const wanted = objectMetadata(state.object);
    const own = {
      ...target,
      namespace: wanted.namespace as string | undefined,
    };
    const name = String(wanted.name);
    const before = this.live(own, name);
    if (!before || essence(before) !== essence(state.object)) {
      const isSame = before && this.ids.uid(state.uid) === before.metadata.uid;
      if (isSame) this.#evolve(before, state.object);
      else {
        if (before) this.remove(before);
        this.ensureNamespace(own.namespace);
        this.#write(state.object);
      }
    }
    const { uid, resourceVersion } = this.live(own, name)?.metadata ?? {};
    if (uid) {
      const revision = Number(resourceVersion);
      this.ids.replace(state, { uid, revision });
    }
  }

  /** An object that names others by the uids that they have here. */
  #translated(object: JsonObject): JsonObject {
    return JSON.parse(this.ids.translate(JSON.stringify(object))) as JsonObject;
  }

  /** Scales an object to what another state of it shows, as its manager. */
  scale(live: KubeObject, wanted: JsonObject, manager: string): KubeObject {
    const { spec } = wanted;
    const replicas = isObject(spec) ? spec.replicas : undefined;
    const { name = '', namespace } = live.metadata;
    const reference = { ...live, name, namespace };
    const client = this.server.client(manager);
    client.scale(reference, Number(replicas));
    return client.get(reference) ?? live;
  }

  /** Writes what somebody wrote between two answers. */
  #evolve(before: KubeObject, object: JsonObject): void {
    const scaler = objectsOf(objectMetadata(object).managedFields).find(
      ({ manager, subresource }) =>
        subresource === 'scale' &&
        !JSON.stringify(before.metadata.managedFields ?? []).includes(
          JSON.stringify(manager),
        ),
    );
    const live = scaler
      ? this.scale(before, object, String(scaler.manager))
      : before;
    if (essence(live) === essence(object)) return;
    const patch = difference(asWritten(live), asWritten(object));
    const known = JSON.stringify(live.metadata.managedFields ?? []);
    const writer = objectsOf(objectMetadata(object).managedFields).findLast(
      ({ manager, operation, subresource }) =>
        operation === 'Update' &&
        !subresource &&
        !known.includes(JSON.stringify(manager)),
    );
    const client = this.server.client(String(writer?.manager ?? recorder));
    client.patch(
      { ...live, ...live.metadata } as KubeObject & { name: string },
      patch,
    );
  }

  #write(object: JsonObject): void {
    const { managedFields, deletionTimestamp } = objectMetadata(object);
    const entries = objectsOf(managedFields as Json)
      .map((entry, index) => ({ entry, index }))
      .sort(
        (a, b) =>
          String(a.entry.time).localeCompare(String(b.entry.time)) ||
          a.index - b.index,
      )
      .map(({ entry }) => entry);
    const ofObject = entries.filter(entry => !entry.subresource);
    const isWhole = ofObject.length <= 1 && object.kind !== 'Namespace';
    if (isWhole && ofObject[0]?.operation !== 'Apply') {
      const manager = String(ofObject[0]?.manager ?? recorder);
      this.server.client(manager).create(asWritten(object));
    } else {
      ofObject.forEach((entry, index) => this.#writeAs(object, entry, index));
    }
    const writer = entries.find(entry => entry.subresource === 'status');
    const { status } = object;
    const reference = { ...object, ...objectMetadata(object) } as JsonObject & {
      apiVersion: string;
      kind: string;
      name: string;
    };
    if (writer && isObject(status)) {
      const client = this.server.client(String(writer.manager));
      client.patch(reference, { status }, 'status');
    }
    if (deletionTimestamp) this.server.client(recorder).delete(reference);
  }

  #writeAs(object: JsonObject, entry: JsonObject, index: number): void {
    const { apiVersion, kind } = object;
    const { name, namespace } = objectMetadata(object);
    const fields = extractFields(
      object,
      entry.fieldsV1 as JsonObject,
    ) as JsonObject;
    const part = {
      ...fields,
      apiVersion,
      kind,
      metadata: {
        ...objectMetadata(fields),
        name,
        ...(namespace ? { namespace } : {}),
      },
    } as JsonObject & KubeObject;
    const client = this.server.client(String(entry.manager));
    if (entry.operation === 'Apply') client.apply(part, { force: true });
    else if (index === 0) client.create(part);
    else {
      const reference = { ...part, ...part.metadata } as KubeObject & {
        name: string;
      };
      client.patch(reference, part);
    }
  }
}
