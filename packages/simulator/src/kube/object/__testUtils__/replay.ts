import { defaultObject } from '../admission/defaultObject';
import { pruneObject } from '../admission/pruneObject';
import type { FieldManager, KubeObject, ManagedFieldsEntry } from '../types';
import {
  headerOf,
  objectOf,
  recordingsOf,
  targetOf,
  type Recording,
  type Target,
} from './recordings';

/** What a function made of a recorded request, and what the server answered. */
export interface Case {
  name: string;
  actual: unknown;
  expected: unknown;
}

/** The objects as the recorded answers left them. */
export class Known {
  readonly #objects = new Map<string, KubeObject>();

  get(target: Target): KubeObject | undefined {
    return this.#objects.get(this.#keyOf(target));
  }

  set(target: Target, object: KubeObject): void {
    this.#objects.set(this.#keyOf(target, object), object);
  }

  /** Keeps the answer, unless it is a dry run or no object of the kind. */
  remember({ recording, target }: Write): void {
    const body = recording.response.body as KubeObject | undefined;
    if (body?.kind !== target.kind.definition.kind) return;
    if (!target.query.has('dryRun')) this.set(target, body);
  }

  #keyOf({ kind, namespace, name }: Target, object?: KubeObject): string {
    return [
      kind.definition.plural,
      object?.metadata.namespace ?? namespace,
      object?.metadata.name ?? name,
    ].join('/');
  }
}

/** A recorded request to a kind that we know. */
export interface Write {
  recording: Recording;
  target: Target;
}

/** The recorded requests of a family to kinds that we know. */
export function writesOf(family: string): Write[] {
  return recordingsOf(family).flatMap(recording => {
    const table = family === 'examples-compat' ? 'compat' : 'latest';
    const target = targetOf(recording.request.path, table);
    return target ? [{ recording, target }] : [];
  });
}

/** Times differ by the seconds that a recording took: that there is one counts. */
export function withoutClock(entries: ManagedFieldsEntry[] | undefined) {
  return (entries ?? []).map(entry => ({
    ...entry,
    ...(entry.time ? { time: 'some time' } : {}),
  }));
}

/** The body of a request, in the namespace of its path. */
export function sentObject({ recording, target }: Write): KubeObject {
  const object = objectOf(recording.request.body);
  const namespace = object.metadata.namespace ?? target.namespace;
  return {
    ...object,
    metadata: { ...object.metadata, ...(namespace ? { namespace } : {}) },
  };
}

/** The object as the server goes on with it: pruned and defaulted. */
export function admitted(target: Target, object: KubeObject): KubeObject {
  return defaultObject(target.kind, pruneObject(target.kind, object).object);
}

/** Who wrote, and when. */
export function managerOf({ recording, target }: Write): FieldManager {
  const agent = headerOf(recording, 'user-agent')?.split('/')[0] ?? '';
  const date = recording.response.headers.find(([name]) => name === 'Date');
  return {
    name: target.query.get('fieldManager') ?? agent,
    subresource: target.subresource,
    time: `${new Date(date?.[1] ?? 0).toISOString().slice(0, 19)}Z`,
  };
}
