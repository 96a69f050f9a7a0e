import { objectsOf } from '../../fidelity/json';
import type { Json, JsonObject } from '../../fidelity/types';
import type { ResourceTarget } from '../api/http/parseTarget';
import { asState, objectMetadata, targetOf } from './History';
import { prepareCascade } from './prepareCascade';
import { Preparation, prepareCollection } from './prepareCollection';
import type { ReplayWorld } from './ReplayWorld';
import type { KnownState, KubeRecording } from './types';

/** The finalizers that the server itself sets for a policy of propagation. */
const ofPolicies: Json[] = ['foregroundDeletion', 'orphan'];

/** The same object before it was asked to go. */
function undeleted(state: KnownState): KnownState {
  const metadata = { ...objectMetadata(state.object) } as JsonObject;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  if (Array.isArray(metadata.finalizers)) {
    const own = metadata.finalizers.filter(name => !ofPolicies.includes(name));
    if (own.length > 0) metadata.finalizers = own;
    else delete metadata.finalizers;
  }
  // no answer showed this state, so its revision stands for none
  return {
    ...state,
    revision: state.revision - 0.5,
    object: { ...state.object, metadata },
  };
}

/** What the object must have been before a write that was answered well. */
function stateBefore(
  recording: KubeRecording,
  key: string,
  { history, revision }: Preparation,
): KnownState | undefined {
  const { body } = recording.answer;
  const { uid, resourceVersion } = objectMetadata(body);
  const after = asState(body);
  if (!resourceVersion) return history.around(key, revision);
  const before = history.before(key, Number(resourceVersion), String(uid));
  return before ?? (after && undeleted(after)) ?? history.around(key, revision);
}

/** A conflict with a manager whose write was not recorded: it is made now. */
function bringOthers(
  recording: KubeRecording,
  target: ResourceTarget & { name: string; key: string },
  { world, history, revision }: Preparation,
): void {
  const text = JSON.stringify(recording.answer.body ?? '');
  const manager = /conflict with \\"([^"\\]+)\\"/.exec(text)?.[1];
  const live = world.live(target, target.name);
  const managers = JSON.stringify(live?.metadata.managedFields ?? []);
  if (!manager || managers.includes(`"manager":"${manager}"`)) return;
  const next = history.after(target.key, revision);
  if (next) world.arrange(target, next);
}

/** Who wrote through a subresource, by what the answer shows. */
function scalerIn(object: Json | undefined): string | undefined {
  const { managedFields } = objectMetadata(object);
  const entry = objectsOf(managedFields).find(
    ({ subresource }) => subresource === 'scale',
  );
  return entry && String(entry.manager);
}

/** A scale that somebody set before, and that no recording tells of. */
function bringScale(
  recording: KubeRecording,
  target: ResourceTarget & { name: string },
  world: ReplayWorld,
): void {
  const { body, status } = recording.answer;
  const scaler = scalerIn(body);
  const live = world.live(target, target.name);
  const isOwn = target.subresource === 'scale' || status >= 300;
  if (isOwn || !live || !scaler || scalerIn(live as JsonObject) === scaler)
    return;
  world.scale(live, body as JsonObject, scaler);
}

/** A state that the object must have had before it was written or deleted. */
function originOf(
  recording: KubeRecording,
  target: ResourceTarget & { key: string },
  preparation: Preparation,
): KnownState | undefined {
  const { world, history } = preparation;
  const before = stateBefore(recording, target.key, preparation);
  // reached once, it must still be there by itself
  if (before) return world.isNew(before) ? before : undefined;
  const { method } = recording.request;
  const isSure = recording.answer.status < 300 || method === 'DELETE';
  return isSure ? history.anyOf(target) : undefined;
}

function prepareObject(
  recording: KubeRecording,
  target: ResourceTarget & { name: string },
  preparation: Preparation,
): void {
  const { world } = preparation;
  const { status, body } = recording.answer;
  const { group, plural, namespace = '', name } = target;
  const key = `${group}/${plural}/${namespace}/${name}`;
  if (status === 404 || status === 201) return;
  const shown = asState(body);
  if (recording.request.method === 'GET' && shown) {
    // what an answer showed before must still be there by itself
    if (world.isNew(shown)) world.arrange(target, shown);
    return;
  }
  if (world.live(target, name)) {
    bringScale(recording, target, world);
    if (status === 409) bringOthers(recording, { ...target, key }, preparation);
    return;
  }
  const known = originOf(recording, { ...target, key }, preparation);
  if (!known) return;
  const object = {
    ...known.object,
    metadata: { ...objectMetadata(known.object), name } as JsonObject,
  };
  world.arrange(target, { ...undeleted({ ...known, object }) });
}

/** Refused before anybody looked at it: in plain text, other than by a kind. */
function isTurnedAway({ answer }: KubeRecording): boolean {
  return (
    answer.status === 429 &&
    answer.headers.some(
      ([name, value]) => /^content-type$/i.test(name) && /^text/.test(value),
    )
  );
}

/** Tokens are asked for of accounts that the recorder made before. */
function bringAccount(
  target: ResourceTarget & { name: string },
  world: ReplayWorld,
): void {
  const { name, namespace } = target;
  if (world.live(target, name)) return;
  const metadata = { name, ...(namespace ? { namespace } : {}) };
  world.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
}

/** Makes true what an answer shows that is about objects. */
function prepareTarget(
  recording: KubeRecording,
  target: ResourceTarget,
  preparation: Preparation,
): void {
  const { method } = recording.request;
  const { world } = preparation;
  const text = JSON.stringify(recording.answer.body ?? '');
  const isMissing = /namespaces \\"[^"]*\\" not found/.test(text);
  if (method !== 'GET' && !isMissing) world.ensureNamespace(target.namespace);
  if (!target.name) {
    if (method !== 'POST') prepareCollection(recording, target, preparation);
    return;
  }
  const named = { ...target, name: target.name };
  if (target.subresource === 'token') bringAccount(named, world);
  prepareObject(recording, named, preparation);
  if (world.isAlive && method === 'DELETE') {
    prepareCascade(recording, named, preparation);
  }
}

/**
 * Makes true what a recorded answer shows to have been so before.
 *
 * @returns whether somebody needs a moment to notice
 */
export function prepare(
  recording: KubeRecording,
  preparation: Preparation,
): boolean {
  const target = targetOf(recording);
  const { status } = recording.answer;
  const { world } = preparation;
  if (isTurnedAway(recording)) world.overload();
  if (!target || status === 403) return false;
  if (status === 410) world.server.store.compact();
  // what controllers did is read as it is
  if (world.isAlive && recording.request.method === 'GET') {
    return status === 404 && world.release(target);
  }
  prepareTarget(recording, target, preparation);
  return false;
}
