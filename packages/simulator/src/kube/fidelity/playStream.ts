import { isObject } from '../../fidelity/json';
import type { Json, JsonObject, WireAnswer } from '../../fidelity/types';
import type { ResourceTarget } from '../api/http/parseTarget';
import type { KubeObject } from '../object/types';
import {
  History,
  objectMetadata,
  queryOf,
  stateKey,
  targetOf,
} from './History';
import { recorder, ReplayWorld } from './ReplayWorld';
import type { KubeRecording, StreamLine } from './types';

/** Events before this moment tell what was there when the watch began. */
const initialSeconds = 0.5;

interface Stage {
  world: ReplayWorld;
  history: History;
  send: () => Promise<WireAnswer>;
  pause: (milliseconds: number) => Promise<void>;
}

/** The metadata that an event shows; those of a Table stand in its row. */
function shownMetadata(line: StreamLine) {
  const object = isObject(line.line) ? line.line.object : undefined;
  if (isObject(object) && Array.isArray(object.rows)) {
    const [row] = object.rows;
    return objectMetadata(isObject(row) ? row.object : undefined);
  }
  return objectMetadata(object);
}

/** Writes what must have been written for an event to come. */
function cause(
  recording: KubeRecording,
  event: StreamLine,
  { world, history }: Stage,
): void {
  const target = targetOf(recording);
  const metadata = shownMetadata(event);
  if (!target || typeof metadata.name !== 'string') return;
  const { name, namespace, labels } = metadata;
  const key = stateKey(target, {
    metadata: { name, namespace: namespace ?? '' },
  });
  const like = history.ofGeneration(key, metadata.generation);
  if (!like) return;
  const { type } = event.line as JsonObject;
  const live = world.live(withNamespace(target, namespace), name);
  const { apiVersion, kind, spec } = like.object;
  const client = world.server.client(recorder);
  const chosen = { labels: labels ?? null };
  if (!live) {
    if (type !== 'ADDED') return;
    const own = { name, labels: labels ?? {} } as JsonObject;
    const object = { apiVersion, kind, spec, metadata: own };
    client.create(object as JsonObject & KubeObject);
  } else if (type === 'DELETED') {
    leave(live, queryOf(recording).has('labelSelector'), world);
  } else {
    client.patch({ ...live, name }, { metadata: chosen, spec } as JsonObject);
  }
}

/** Takes an object out of what is watched: out of the selection, or away. */
function leave(live: KubeObject, isSelected: boolean, world: ReplayWorld) {
  if (!isSelected) {
    world.remove(live);
    return;
  }
  const reference = { ...live, name: String(live.metadata.name) };
  const client = world.server.client(recorder);
  client.patch(reference, { metadata: { labels: null } });
}

function withNamespace(
  target: ResourceTarget,
  namespace: Json | undefined,
): ResourceTarget {
  return { ...target, namespace: namespace as string | undefined };
}

/** Whether a watch ended because its server did. */
export function endsEarly({ answer }: KubeRecording): boolean {
  return answer.endedAtSeconds !== undefined && answer.status === 200;
}

/** Opens the recorded watch and lets happen what it tells, until it ends. */
export async function playStream(
  recording: KubeRecording,
  stage: Stage,
): Promise<WireAnswer> {
  const events = (recording.answer.stream ?? []).filter(
    ({ atSeconds, line }) =>
      atSeconds > initialSeconds && isObject(line) && line.type !== 'BOOKMARK',
  );
  const answer = stage.send();
  answer.catch(() => {});
  if (endsEarly(recording)) stage.world.stopSoon();
  if (events.length > 0) await stage.pause(30);
  for (const event of events) cause(recording, event, stage);
  return answer;
}
