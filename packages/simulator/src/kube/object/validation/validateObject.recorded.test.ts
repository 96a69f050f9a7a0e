import { describeWithRecordings, headerOf } from '../__testUtils__/recordings';
import {
  admitted,
  Known,
  managerOf,
  sentObject,
  writesOf,
  type Case,
  type Write,
} from '../__testUtils__/replay';
import { applyServerSide } from '../managedFields/applyServerSide';
import { applyJsonPatch } from '../patches/applyJsonPatch';
import { applyMergePatch } from '../patches/applyMergePatch';
import type { Json, KubeObject, ValidationCause } from '../types';
import { validateObject } from './validateObject';

const parsed = (body: Json | undefined): Json =>
  typeof body === 'string' ? (JSON.parse(body) as Json) : body ?? null;

/** The object that a write would store; undefined when it is no such write. */
function wantedBy(write: Write, live?: KubeObject): KubeObject | undefined {
  const { target, recording } = write;
  const { method, body } = recording.request;
  const type = headerOf(recording, 'content-type') ?? 'application/json';
  if (body === undefined || target.subresource === 'scale') return undefined;
  if (type.includes('apply-patch')) {
    const outcome = applyServerSide({
      kind: target.kind,
      live,
      applied: sentObject(write),
      manager: managerOf(write),
      force: target.query.has('force'),
    });
    return outcome.outcome === 'applied' ? outcome.object : undefined;
  }
  if (type.endsWith('yaml')) return undefined;
  if (method === 'POST' || method === 'PUT') return sentObject(write);
  if (!live) return undefined;
  const patch = parsed(body);
  return (
    Array.isArray(patch)
      ? applyJsonPatch(live, patch)
      : applyMergePatch(live, patch)
  ) as KubeObject;
}

/** Objects the causes of which belong to the request, not to the object. */
const OF_REQUEST = /^(\w+Options\.meta\.k8s\.io|)$/;

/** Left to the server: what it knows only from the stored object. */
const OF_SERVER = ['no-rv', 'configmap-too-large'];

function isValidated(write: Write): boolean {
  const { status, body } = write.recording.response;
  if (OF_SERVER.includes(write.recording.id)) return false;
  if (status === 422) {
    const message = String(body?.message);
    const [subject] = message.split(' ');
    const details = body?.details as { causes?: object } | undefined;
    return details?.causes !== undefined && !OF_REQUEST.test(subject);
  }
  return (
    (status === 200 || status === 201) &&
    body?.kind === write.target.kind.definition.kind
  );
}

const sorted = (causes: ValidationCause[]) =>
  [...causes].sort((a, b) =>
    `${a.field}${a.message}`.localeCompare(`${b.field}${b.message}`),
  );

function replay(known: Known, write: Write): Case[] {
  const { recording, target } = write;
  const live = known.get(target);
  known.remember(write);
  if (!isValidated(write)) return [];
  const wanted = wantedBy(write, live);
  if (!wanted) return [];
  const causes = validateObject({
    kind: target.kind,
    object: admitted(target, wanted),
    old: recording.request.method === 'POST' ? undefined : live,
    subresource: target.subresource,
  });
  const details = recording.response.body?.details as
    | { causes: ValidationCause[] }
    | undefined;
  return [
    {
      name: recording.id,
      // The real server walks the fields in random order.
      actual: sorted(causes),
      expected: sorted(details?.causes ?? []),
    },
  ];
}

describeWithRecordings('validation as recorded', () => {
  const known = new Known();
  const cases = [
    'create',
    'update',
    'patch',
    'validation',
    'server-side-apply',
    'immutable',
    'delete',
    'examples',
    'examples-compat',
  ]
    .flatMap(writesOf)
    .flatMap(write => replay(known, write));

  it.each(cases)('$name', ({ actual, expected }) => {
    expect(actual).toEqual(expected);
  });

  it('covers refusals and what was accepted', () => {
    const refusals = cases.filter(({ expected }) => `${expected}` !== '');
    expect(refusals.length).toBeGreaterThan(30);
    expect(cases.length - refusals.length).toBeGreaterThan(60);
  });
});
