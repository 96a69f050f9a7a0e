import { describeWithRecordings, headerOf } from '../__testUtils__/recordings';
import {
  admitted,
  Known,
  managerOf,
  sentObject,
  withoutClock,
  writesOf,
  type Case,
  type Write,
} from '../__testUtils__/replay';
import { applyMergePatch } from '../patches/applyMergePatch';
import type { Json, KubeObject } from '../types';
import { trackUpdate } from './trackUpdate';

/** The object that a recorded write asks for; undefined when it is no write. */
function changedBy(write: Write, live?: KubeObject): KubeObject | undefined {
  const { method, body } = write.recording.request;
  const type = headerOf(write.recording, 'content-type') ?? '';
  if (body === undefined || type.endsWith('yaml')) return undefined;
  if (method === 'POST' || method === 'PUT') return sentObject(write);
  if (method !== 'PATCH' || !live) return undefined;
  if (!type.includes('merge-patch')) return undefined;
  const patch = typeof body === 'string' ? (JSON.parse(body) as Json) : body;
  return applyMergePatch(live, patch) as KubeObject;
}

function replay(known: Known, write: Write): Case[] {
  const { recording, target } = write;
  const answer = recording.response.body as KubeObject | undefined;
  const live = known.get(target);
  known.remember(write);
  if (answer?.kind !== target.kind.definition.kind) return [];
  const changed = changedBy(write, live);
  if (!changed) return [];
  const updated = admitted(target, changed);
  const isCreate = recording.request.method === 'POST';
  const managedFields = trackUpdate({
    kind: target.kind,
    live: isCreate ? undefined : live,
    updated,
    manager: managerOf(write),
  });
  return [
    {
      name: recording.id,
      actual: withoutClock(managedFields),
      expected: withoutClock(answer.metadata.managedFields),
    },
  ];
}

/**
 * Stored in another version, whose schema drops fields on the way; scaled
 * between two recordings.
 */
const INCOMPLETE = ['old-version', 'kamaji-class-set'];

/** The recorded object before and after two writes of its scale. */
function replayScale(): Case {
  const writes = writesOf('update');
  const bodyOf = (id: string) =>
    writes.find(({ recording }) => recording.id === id)?.recording.response
      .body as KubeObject;
  const scales = writes.filter(({ recording }) =>
    ['scale-put', 'scale-patch'].includes(recording.id),
  );
  let object = bodyOf('status-get');
  for (const write of scales) {
    const replicas = (bodyOf(write.recording.id).spec as { replicas: number })
      .replicas;
    const updated = structuredClone(object);
    Object.assign(updated.spec as object, { replicas });
    const managedFields = trackUpdate({
      kind: write.target.kind,
      live: object,
      updated,
      manager: managerOf(write),
    });
    object = { ...updated, metadata: { ...updated.metadata, managedFields } };
  }
  return {
    name: 'after-scale',
    actual: object.metadata.managedFields,
    expected: bodyOf('after-scale').metadata.managedFields,
  };
}

describeWithRecordings('managedFields of updates as recorded', () => {
  const known = new Known();
  const families = ['create', 'update', 'patch', 'validation', 'immutable'];
  const cases = families
    .flatMap(family => writesOf(family))
    .filter(({ recording }) => !INCOMPLETE.includes(recording.id))
    .flatMap(write => replay(known, write));

  it.each(cases)('$name', ({ actual, expected }) => {
    expect(actual).toEqual(expected);
  });

  it('gives the replicas to whoever scales, without a time', () => {
    const { actual, expected } = replayScale();
    expect(actual).toEqual(expected);
  });

  it('covers the recorded creates, updates and patches', () => {
    expect(cases.length).toBeGreaterThan(25);
  });
});
