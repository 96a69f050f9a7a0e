import { isObject } from '../../fidelity/json';
import type { JsonObject } from '../../fidelity/types';
import type { ResourceTarget } from '../api/http/parseTarget';
import {
  asState,
  History,
  objectMetadata,
  queryOf,
  stateKey,
  statesIn,
  targetOf,
} from './History';
import type { ReplayWorld } from './ReplayWorld';
import type { KnownState, KubeRecording } from './types';

/** What a replay knows when it prepares the next request. */
export interface Preparation {
  world: ReplayWorld;
  history: History;
  /** The highest revision that an answer has shown so far. */
  revision: number;
}

/** The same object before it was asked to go. */
function undeleted(state: KnownState): KnownState {
  const metadata = { ...objectMetadata(state.object) } as JsonObject;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  // no answer showed this state, so its revision stands for none
  return {
    ...state,
    revision: state.revision - 0.5,
    object: { ...state.object, metadata },
  };
}

/** The state of an answer that has not been reached by requests alone. */
function isNew(world: ReplayWorld, state: KnownState): boolean {
  return !world.ids.hasRevision(state.revision);
}

function prepareCollection(
  recording: KubeRecording,
  target: ResourceTarget,
  { world }: Preparation,
): void {
  // what a watch tells later is written while it is open
  const early = (recording.answer.stream ?? []).filter(
    ({ atSeconds }) => atSeconds < 0.5,
  );
  const states = statesIn(
    recording.answer.stream
      ? { ...recording, answer: { ...recording.answer, stream: early } }
      : recording,
  );
  states
    .sort((a, b) => a.revision - b.revision)
    .filter(state => isNew(world, state))
    .forEach(state => world.arrange(target, state));
  const query = queryOf(recording);
  removeBefore(recording, target, world);
  const { body } = recording.answer;
  const showsAll = !['limit', 'labelSelector', 'fieldSelector'].some(name =>
    query.has(name),
  );
  if (recording.answer.stream) {
    if (
      query.get('resourceVersion') !== null &&
      query.get('resourceVersion') !== '0' &&
      !query.has('sendInitialEvents')
    )
      return;
    removeOthers(recording, target, world);
    return;
  }
  const isPartial = isObject(body) && /^Partial/.test(String(body.kind));
  if (!showsAll || isPartial || !isObject(body)) return;
  if (!Array.isArray(body.items)) return;
  removeOthers(recording, target, world);
}

/** A first page shows what comes first, and how much there is after it. */
function removeBefore(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  const query = queryOf(recording);
  const keyOf = (object: JsonObject | undefined) => {
    const { namespace = '', name = '' } = objectMetadata(object);
    return `${namespace}/${name}`;
  };
  const states = statesIn(recording).map(({ object }) => keyOf(object));
  const last = states.at(-1);
  const isFirst = query.has('limit') && !query.has('continue');
  if (!isFirst || !last || query.has('labelSelector')) return;
  for (const object of world.all(target)) {
    const { namespace = '', name } = object.metadata;
    const key = `${namespace}/${name}`;
    if (key <= last && !states.includes(key)) world.remove(object);
  }
  fillUp(recording, target, world);
}

/** Makes as many objects like the last one as the page says are left. */
function fillUp(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  const shown = statesIn(recording);
  const last = shown.at(-1);
  const left = Number(
    objectMetadata(recording.answer.body).remainingItemCount ?? 0,
  );
  const name = String(objectMetadata(last?.object).name);
  const stem = name.replace(/\d+$/, '');
  for (let number = Number(name.slice(stem.length)) + 1; last; number += 1) {
    if (world.all(target).length >= shown.length + left) return;
    const metadata = {
      ...(objectMetadata(last.object) as JsonObject),
      name: `${stem}${number}`,
    };
    const object = { ...last.object, metadata };
    world.arrange(target, {
      uid: `${last.uid}-${number}`,
      revision: 0,
      object,
    });
  }
}

/** Removes what a complete answer does not show. */
function removeOthers(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  if (recording.answer.status !== 200) return;
  const states = statesIn(recording);
  const kept = new Set(states.map(({ object }) => stateKey(target, object)));
  if (kept.size === 0 && recording.answer.stream) return;
  for (const object of world.all(target)) {
    const { metadata } = object;
    const key = `${target.group}/${target.plural}/${metadata.namespace ?? ''}/${
      metadata.name
    }`;
    const isOfServer = /^(kube-|default$)/.test(metadata.name ?? '');
    if (!kept.has(key) && !isOfServer) world.remove(object);
  }
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

function prepareObject(
  recording: KubeRecording,
  target: ResourceTarget & { name: string },
  preparation: Preparation,
): void {
  const { world, history } = preparation;
  const { method } = recording.request;
  const { status, body } = recording.answer;
  const { group, plural, namespace = '', name } = target;
  const key = `${group}/${plural}/${namespace}/${name}`;
  const isThere = world.live(target, name) !== undefined;
  if (status === 404 || status === 201) return;
  const shown = asState(body);
  if (method === 'GET' && shown && isNew(world, shown)) {
    world.arrange(target, shown);
    return;
  }
  if (isThere) {
    if (status === 409) bringOthers(recording, { ...target, key }, preparation);
    return;
  }
  const isSure = status < 300 || method === 'DELETE';
  const known =
    stateBefore(recording, key, preparation) ??
    (isSure ? history.anyOf(target) : undefined);
  if (!known) return;
  const object = {
    ...known.object,
    metadata: { ...objectMetadata(known.object), name } as JsonObject,
  };
  world.arrange(target, { ...undeleted({ ...known, object }) });
}

/** Makes true what a recorded answer shows to have been so before. */
export function prepare(
  recording: KubeRecording,
  preparation: Preparation,
): void {
  const target = targetOf(recording);
  if (!target || recording.answer.status === 403) return;
  const { method } = recording.request;
  const { world } = preparation;
  if (recording.answer.status === 410) world.server.store.compact();
  const text = JSON.stringify(recording.answer.body ?? '');
  const isMissing = /namespaces \\"[^"]*\\" not found/.test(text);
  if (method !== 'GET' && !isMissing) world.ensureNamespace(target.namespace);
  if (!target.name) {
    if (method !== 'POST') prepareCollection(recording, target, preparation);
    return;
  }
  prepareObject(recording, { ...target, name: target.name }, preparation);
}
