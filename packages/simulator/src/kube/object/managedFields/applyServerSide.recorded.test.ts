import {
  describeWithRecordings,
  headerOf,
  type Recording,
} from '../__testUtils__/recordings';
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
import type { ApplyConflict, KubeObject } from '../types';
import { applyServerSide } from './applyServerSide';
import { conflictMessage } from './conflictMessage';
import { keepUnchangedTimes } from './keepUnchangedTimes';
import { trackUpdate } from './trackUpdate';

/** Refused before merging begins, by the server and not by these functions. */
const BEFORE_MERGING =
  /^(no-field-manager|field-manager-.*|no-kind|wrong-kind|name-mismatch|no-name|managed-fields-in-body|rv-in-body|uid-in-body-new|bad-yaml|json-content-type|namespace-not-found.*|two-documents)$/;

/** Writes between the recorded ones, which the recorder left out. */
const UNRECORDED: {
  [before: string]: { manager: string; subresource?: string; spec: object };
} = {
  'conflict-with-update': {
    manager: 'kubectl-edit',
    spec: { template: { spec: { numCores: 6 } } },
  },
  'md-conflict-scale': {
    manager: 'autoscaler',
    subresource: 'scale',
    spec: { replicas: 5 },
  },
};

function writeUnrecorded(known: Known, { recording, target }: Write): void {
  const write = UNRECORDED[recording.id];
  const live = known.get(target);
  if (!write || !live) return;
  const updated = structuredClone(live);
  const spec = updated.spec as { template: { spec: object } };
  Object.assign(
    spec,
    'template' in write.spec
      ? { template: { spec: { ...spec.template.spec, numCores: 6 } } }
      : write.spec,
  );
  const { manager: name, subresource } = write;
  const manager = { name, subresource, time: '2026-11-21T22:48:29Z' };
  const { kind } = target;
  const managedFields = trackUpdate({ kind, live, updated, manager });
  known.set(target, {
    ...updated,
    metadata: { ...updated.metadata, managedFields },
  });
}

const statusOf = (conflicts: ApplyConflict[]) => ({
  message: conflictMessage(conflicts),
  causes: conflicts.map(conflict => ({
    reason: 'FieldManagerConflict',
    ...conflict,
  })),
});

const viewOf = (object: KubeObject) => ({
  spec: object.spec,
  data: object.data,
  labels: object.metadata.labels,
  managedFields: withoutClock(object.metadata.managedFields),
});

function expectedOf({ status, body }: Recording['response']) {
  const details = body?.details as { causes: object } | undefined;
  if (status === 409) return { message: body?.message, ...details };
  return status === 500 ? body?.message : viewOf(body as KubeObject);
}

function actualOf(known: Known, write: Write): unknown {
  const { target } = write;
  const live = known.get(target);
  try {
    const outcome = applyServerSide({
      kind: target.kind,
      live,
      applied: sentObject(write),
      manager: managerOf(write),
      force: target.query.get('force') === 'true',
    });
    if (outcome.outcome === 'conflicts') return statusOf(outcome.conflicts);
    const object = admitted(target, outcome.object);
    return viewOf(live ? keepUnchangedTimes(live, object) : object);
  } catch (error) {
    return String((error as Error).message);
  }
}

/** 422: merged without a problem, and refused afterwards by the schema. */
const REFUSED_LATER = 422;

function replay(family: string): Case[] {
  const known = new Known();
  return writesOf(family).flatMap(write => {
    const { recording } = write;
    const type = headerOf(recording, 'content-type');
    writeUnrecorded(known, write);
    const isOurs =
      type === 'application/apply-patch+yaml' &&
      !BEFORE_MERGING.test(recording.id) &&
      recording.response.status !== REFUSED_LATER;
    const made = isOurs ? actualOf(known, write) : undefined;
    known.remember(write);
    if (!isOurs) return [];
    const expected = expectedOf(recording.response);
    return [{ name: `${family}: ${recording.id}`, actual: made, expected }];
  });
}

describeWithRecordings('server-side apply as recorded', () => {
  const cases = ['server-side-apply', 'examples', 'examples-compat'].flatMap(
    replay,
  );

  it.each(cases)('$name', ({ actual, expected }) => {
    expect(actual).toEqual(expected);
  });

  it('covers every recorded apply that reaches merging', () => {
    expect(cases.length).toBeGreaterThan(60);
  });
});
