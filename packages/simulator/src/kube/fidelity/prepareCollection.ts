import { isObject, objectsOf } from '../../fidelity/json';
import type { JsonObject } from '../../fidelity/types';
import type { ResourceTarget } from '../api/http/parseTarget';
import {
  History,
  objectMetadata,
  queryOf,
  stateKey,
  statesIn,
} from './History';
import { recorder, ReplayWorld } from './ReplayWorld';
import type { KnownState, KubeRecording } from './types';

/** What a replay knows when it prepares the next request. */
export interface Preparation {
  world: ReplayWorld;
  history: History;
  /** The highest revision that an answer has shown so far. */
  revision: number;
  /** What was recorded afterwards, up to the next write. */
  following: KubeRecording[];
}

/** Events before this moment tell what was there when a watch began. */
const initialSeconds = 0.5;

function keyOf(object: JsonObject | undefined): string {
  const { namespace = '', name = '' } = objectMetadata(object);
  return `${namespace}/${name}`;
}

/** The rows of a Table with what they are about. */
function rowsOf({ answer }: KubeRecording): JsonObject[] {
  const { body } = answer;
  return objectsOf(isObject(body) ? body.rows : undefined)
    .map(row => row.object)
    .filter(isObject);
}

/** Rows tell names only: what else is known of them comes from other answers. */
function bringRows(
  recording: KubeRecording,
  target: ResourceTarget,
  { world, history, revision }: Preparation,
): void {
  for (const row of rowsOf(recording)) {
    const { name, namespace, managedFields } = objectMetadata(row);
    const own = { ...target, namespace: namespace as string | undefined };
    if (world.live(own, String(name))) continue;
    const known = history.around(stateKey(target, row), revision);
    if (known) world.arrange(target, known);
    else if (target.plural === 'namespaces') {
      const [{ manager } = { manager: undefined }] = objectsOf(managedFields);
      world.ensureNamespace(String(name), String(manager ?? recorder));
    }
  }
}

/** Whether an answer shows every object of the collection. */
function showsAll(recording: KubeRecording): boolean {
  const query = queryOf(recording);
  const { body, stream } = recording.answer;
  if (stream) {
    const start = query.get('resourceVersion');
    const isLater = start !== null && start !== '0';
    return !isLater || query.has('sendInitialEvents');
  }
  const isChosen = ['limit', 'labelSelector', 'fieldSelector'].some(name =>
    query.has(name),
  );
  const isPartial = isObject(body) && /^Partial/.test(String(body.kind));
  return !isChosen && !isPartial && isObject(body) && Array.isArray(body.items);
}

/** Brings a collection into the state that an answer about it shows. */
export function prepareCollection(
  recording: KubeRecording,
  target: ResourceTarget,
  preparation: Preparation,
): void {
  const { world } = preparation;
  // what a watch tells later is written while it is open
  const early = (recording.answer.stream ?? []).filter(
    ({ atSeconds }) => atSeconds < initialSeconds,
  );
  const states = statesIn(
    recording.answer.stream
      ? { ...recording, answer: { ...recording.answer, stream: early } }
      : recording,
  );
  states
    .sort((a, b) => a.revision - b.revision)
    .filter(state => world.isNew(state))
    .forEach(state => world.arrange(target, state));
  bringRows(recording, target, preparation);
  removeBefore(recording, target, world);
  fillUp(recording, target, world);
  if (showsAll(recording)) removeOthers(recording, target, world);
}

/** Whether a list begins, or goes on with what is there now. */
function readsWhatIsThere(recording: KubeRecording): boolean {
  const query = queryOf(recording);
  const token = query.get('continue');
  if (query.has('labelSelector') || !query.has('limit')) return false;
  if (token === null) return true;
  const point = Buffer.from(token, 'base64url').toString('utf8');
  return /"rv":-1\b/.test(point);
}

/** A first page shows what comes first. */
function removeBefore(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  const shown = statesIn(recording).map(({ object }) => keyOf(object));
  const last = shown.at(-1);
  const isFirst = !queryOf(recording).has('continue');
  if (!isFirst || !last || !readsWhatIsThere(recording)) return;
  for (const object of world.all(target)) {
    const key = keyOf(object as JsonObject);
    if (key <= last && !shown.includes(key)) world.remove(object);
  }
}

/** Makes as many objects like the last one as the page says are left. */
function fillUp(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  const last = statesIn(recording).at(-1);
  if (!last || !readsWhatIsThere(recording)) return;
  const left = Number(
    objectMetadata(recording.answer.body).remainingItemCount ?? 0,
  );
  const after = () =>
    world
      .all(target)
      .filter(object => keyOf(object as JsonObject) > keyOf(last.object));
  const name = String(objectMetadata(last.object).name);
  const stem = name.replace(/\d+$/, '');
  let number = Number(name.slice(stem.length));
  while (after().length < left) {
    number += 1;
    if (world.live(target, `${stem}${number}`)) continue;
    world.arrange(target, likeness(last, `${stem}${number}`));
  }
}

function likeness(state: KnownState, name: string): KnownState {
  const metadata = { ...(objectMetadata(state.object) as JsonObject), name };
  const object = { ...state.object, metadata };
  return { uid: `${state.uid}-${name}`, revision: 0, object };
}

/** Removes what a complete answer does not show. */
function removeOthers(
  recording: KubeRecording,
  target: ResourceTarget,
  world: ReplayWorld,
): void {
  if (recording.answer.status !== 200) return;
  const states = statesIn(recording);
  const kept = new Set(
    states.map(({ object }) => world.ids.translate(stateKey(target, object))),
  );
  if (kept.size === 0 && recording.answer.stream) return;
  for (const object of world.all(target)) {
    const { metadata } = object;
    const key = stateKey(target, object as JsonObject);
    const isOfServer = /^(kube-|default$)/.test(metadata.name ?? '');
    if (!kept.has(key) && !isOfServer) world.remove(object);
  }
}
