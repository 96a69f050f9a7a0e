import { isObject, objectsOf } from '../../fidelity/json';
import type { Json, JsonObject } from '../../fidelity/types';
import { parseTarget, ResourceTarget } from '../api/http/parseTarget';
import type { KnownState, KubeRecording } from './types';

/** Objects that a namespace waits for when it goes. */
export interface Remainder {
  plural: string;
  group: string;
  count: number;
  finalizer: string;
}

/** Kinds of answers that show an object only in part. */
const partial =
  /^(PartialObjectMetadata|Table|Scale|Status|APIGroup|APIResource)/;

/** The objects that a recorded request is about; undefined for other paths. */
export function targetOf(recording: KubeRecording): ResourceTarget | undefined {
  const target = parseTarget(recording.request.path.split('?')[0]);
  return target.type === 'resource' ? target : undefined;
}

/** The parameters of a recorded request. */
export function queryOf(recording: KubeRecording): URLSearchParams {
  return new URLSearchParams(recording.request.path.split('?')[1] ?? '');
}

/** Names an object across versions of its kind. */
export function stateKey(target: ResourceTarget, object: JsonObject): string {
  const { namespace, name } = objectMetadata(object);
  return `${target.group}/${target.plural}/${namespace ?? ''}/${name ?? ''}`;
}

/** The metadata of an object; empty if it has none. */
export function objectMetadata(object: Json | undefined): {
  [key: string]: Json | undefined;
} {
  return isObject(object) && isObject(object.metadata) ? object.metadata : {};
}

/** A whole object as a state; undefined for anything else. */
export function asState(object: Json | undefined): KnownState | undefined {
  if (!isObject(object)) return undefined;
  const { uid, resourceVersion } = objectMetadata(object);
  const isWhole = !partial.test(String(object.kind ?? 'Status'));
  return isWhole && typeof uid === 'string' && resourceVersion
    ? { uid, revision: Number(resourceVersion), object }
    : undefined;
}

/** Whole objects that an answer shows. */
export function statesIn(recording: KubeRecording): KnownState[] {
  const { body, stream, status } = recording.answer;
  if (status >= 300) return [];
  const lines = (stream ?? []).map(({ line }) =>
    isObject(line) ? line.object : undefined,
  );
  // metadata only: nothing is known of the rest
  const isPartial = isObject(body) && /^Partial/.test(String(body.kind));
  const listed =
    isObject(body) && !isPartial
      ? objectsOf(body.items).map(item => ({
          // items of core lists name neither version nor kind
          apiVersion: body.apiVersion,
          kind: String(body.kind).replace(/List$/, ''),
          ...item,
        }))
      : [];
  return [body, ...listed, ...lines].flatMap(value => asState(value) ?? []);
}

/** What is known of every object at every time, from all answers. */
export class History {
  readonly #states = new Map<string, KnownState[]>();

  constructor(recordings: KubeRecording[]) {
    for (const recording of recordings) {
      const target = targetOf(recording);
      if (!target || queryOf(recording).has('dryRun')) continue;
      for (const state of statesIn(recording)) {
        const key = stateKey(target, state.object);
        const known = this.#states.get(key) ?? [];
        known.push(state);
        this.#states.set(key, known);
      }
    }
    for (const known of this.#states.values()) {
      known.sort((a, b) => a.revision - b.revision);
    }
  }

  /** The last state of an object before a revision. */
  before(key: string, revision: number, uid?: string): KnownState | undefined {
    return (this.#states.get(key) ?? [])
      .filter(
        state =>
          state.revision < revision && (uid === undefined || state.uid === uid),
      )
      .at(-1);
  }

  /** The first state after a revision. */
  after(key: string, revision: number): KnownState | undefined {
    return this.#states.get(key)?.find(state => state.revision > revision);
  }

  /** The state at a revision, or the first that was seen later. */
  around(key: string, revision: number): KnownState | undefined {
    return (
      this.before(key, revision + 1) ??
      this.#states.get(key)?.find(state => state.revision > revision)
    );
  }

  /** The first state of everything that an object owns. */
  dependantsOf(uid: string): KnownState[] {
    return [...this.#states.values()].flatMap(
      states =>
        states.find(({ object }) =>
          JSON.stringify(objectMetadata(object).ownerReferences ?? []).includes(
            uid,
          ),
        ) ?? [],
    );
  }

  /** What answers say that holds a namespace back: kinds and finalizers. */
  remainderOf(namespace: string): Remainder | undefined {
    const text = JSON.stringify(this.#states.get(`/namespaces//${namespace}`));
    const kind = /remaining: ([a-z]+)\.([a-z0-9.-]+) has (\d+)/.exec(text);
    const finalizer = /remaining: (\S+) in \d+ resource/.exec(text)?.[1];
    if (!kind || !finalizer) return undefined;
    const [, plural, group, count] = kind;
    return { plural, group, count: Number(count), finalizer };
  }

  /** Any object of a kind, to make another one like it. */
  anyOf(
    target: Pick<ResourceTarget, 'group' | 'plural'>,
  ): KnownState | undefined {
    const prefix = `${target.group}/${target.plural}/`;
    for (const [key, states] of this.#states) {
      if (key.startsWith(prefix)) return states[0];
    }
    return undefined;
  }

  /** A state of an object with a generation, whichever life of it. */
  ofGeneration(key: string, generation: Json | undefined) {
    return this.#states
      .get(key)
      ?.find(({ object }) => objectMetadata(object).generation === generation);
  }
}
