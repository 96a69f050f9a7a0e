import {
  KubeError,
  KubeErrorKind,
  KubeLocation,
  KubeObject,
} from '@rackstage/plugin-proxmox-node';
import { KubeWriter } from '../orders/writableKinds';

/** Keeps objects and notes what is done to them; `hold` are those that finalizers keep. */
export class FakeKube implements KubeWriter {
  readonly objects = new Map<string, KubeObject>();
  readonly done: string[] = [];
  readonly hold = new Set<string>();
  fail?: { at: string; error: Error };
  #uids = 0;

  async get(location: KubeLocation) {
    const object = this.objects.get(keyOf(location));
    if (!object) {
      throw aKubeError(
        'not-found',
        `${location.plural} "${location.name}" not found`,
      );
    }
    return object;
  }

  async apply(object: KubeObject, options: { plural: string }) {
    const key = `${options.plural}/${object.metadata.name}`;
    if (this.fail?.at === key) {
      throw this.fail.error;
    }
    const known = this.objects.get(key);
    const uid = known?.metadata.uid ?? `uid-${++this.#uids}`;
    const stored = { ...object, metadata: { ...object.metadata, uid } };
    this.objects.set(key, stored);
    this.done.push(`apply ${key}`);
    return { object: stored, created: !known, warnings: [] };
  }

  async delete(location: KubeLocation, options: { uid: string }) {
    const key = keyOf(location);
    const object = this.objects.get(key)!;
    if (object.metadata.uid !== options.uid) {
      throw aKubeError('conflict');
    }
    this.done.push(`delete ${key}`);
    if (this.hold.has(key)) {
      object.metadata.deletionTimestamp = '2026-11-22T10:00:00Z';
    } else {
      this.objects.delete(key);
    }
    return true;
  }
}

function keyOf({ plural, name }: KubeLocation) {
  return `${plural}/${name}`;
}

/** An error as the client makes it. */
export function aKubeError(kind: KubeErrorKind, reason: string = kind) {
  return new KubeError({
    source: 'mgmt-a',
    kind,
    status: 0,
    reason,
    causes: [
      { field: '.spec.replicas', message: 'conflict with "autoscaler"' },
    ],
    method: 'GET',
    path: '/',
    nextStep: 'Look.',
  });
}
