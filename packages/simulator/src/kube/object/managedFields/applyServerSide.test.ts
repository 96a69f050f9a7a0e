import { widget, widgetKind } from '../__testUtils__/kinds';
import type { Json, KubeObject } from '../types';
import { applyServerSide, TypedPatchError } from './applyServerSide';
import { conflictMessage } from './conflictMessage';
import { keepUnchangedTimes } from './keepUnchangedTimes';
import { trackUpdate } from './trackUpdate';

const text = { type: 'string' as const };
const kind = widgetKind({
  color: text,
  size: { type: 'integer' },
  box: { type: 'object', properties: { a: text, b: text } },
  tags: { type: 'array', listType: 'set', items: text },
});

let clock = 0;
const nextTime = () => {
  clock += 1;
  return new Date(clock * 1000).toISOString().replace('.000', '');
};

interface Applying {
  live?: KubeObject;
  name?: string;
  force?: boolean;
  subresource?: string;
}

function tryApply(applied: KubeObject, applying: Applying = {}) {
  const { live, name = 'us', force = false, subresource } = applying;
  const manager = { name, subresource, time: nextTime() };
  return applyServerSide({ kind, live, applied, manager, force });
}

function apply(applied: KubeObject, applying?: Applying): KubeObject {
  const outcome = tryApply(applied, applying);
  if (outcome.outcome === 'conflicts') {
    throw new Error(conflictMessage(outcome.conflicts));
  }
  return outcome.object;
}

function update(live: KubeObject, change: Partial<KubeObject>): KubeObject {
  const updated = { ...live, ...change } as KubeObject;
  const manager = { name: 'editor', time: nextTime() };
  const managedFields = trackUpdate({ kind, live, updated, manager });
  return { ...updated, metadata: { ...updated.metadata, managedFields } };
}

const ownersOf = (object: KubeObject) =>
  Object.fromEntries(
    (object.metadata.managedFields ?? []).map(entry => [
      `${entry.manager} ${entry.operation}`,
      entry.fieldsV1 as Json,
    ]),
  );

describe('applyServerSide', () => {
  it('removes what its manager leaves out, and nothing else', () => {
    const first = apply(widget({ color: 'red', size: 1, tags: ['x'] }));
    const shared = apply(widget({ tags: ['y'], size: 1 }), {
      live: first,
      name: 'them',
    });
    const second = apply(widget({ color: 'red' }), { live: shared });

    expect(second.spec).toEqual({ color: 'red', size: 1, tags: ['y'] });
    expect(ownersOf(second)).toEqual({
      'us Apply': { 'f:spec': { 'f:color': {} } },
      'them Apply': {
        'f:spec': { 'f:size': {}, 'f:tags': { 'v:"y"': {} } },
      },
    });
  });

  it('removes an object with all that was defaulted into it', () => {
    const first = apply(widget({ color: 'red', box: { a: '1' } }));
    const defaulted = {
      ...first,
      spec: { color: 'red', box: { a: '1', b: '2' } },
    };
    const second = apply(widget({ color: 'red' }), { live: defaulted });

    expect(second.spec).toEqual({ color: 'red' });
  });

  it('names the other manager and how it wrote, and takes over when forced', () => {
    const first = apply(widget({ color: 'red', size: 1 }));
    const edited = update(first, { spec: { color: 'blue', size: 2 } });

    expect(() =>
      apply(widget({ color: 'red', size: 1 }), { live: edited }),
    ).toThrow(
      new Error(
        'Apply failed with 2 conflicts: conflicts with "editor" using example.org/v1:\n- .spec.color\n- .spec.size',
      ),
    );
    const forced = apply(widget({ color: 'red', size: 1 }), {
      live: edited,
      force: true,
    });
    expect(forced.spec).toEqual({ color: 'red', size: 1 });
    expect(Object.keys(ownersOf(forced))).toEqual(['us Apply']);
  });

  it('lists conflicts by manager', () => {
    const first = apply(widget({ color: 'red' }), { name: 'b' });
    const second = apply(widget({ size: 1 }), { name: 'a', live: first });
    const outcome = tryApply(widget({ color: 'blue', size: 2 }), {
      live: second,
    });

    expect(outcome).toMatchObject({ outcome: 'conflicts' });
    expect(() =>
      apply(widget({ color: 'blue', size: 2 }), { live: second }),
    ).toThrow(
      'Apply failed with 2 conflicts: conflicts with "a":\n- .spec.size\nconflicts with "b":\n- .spec.color',
    );
  });

  it('changes nothing the second time', () => {
    const first = apply(widget({ color: 'red' }));
    const second = apply(widget({ color: 'red' }), { live: first });

    expect(keepUnchangedTimes(first, second)).toBe(first);
    expect(second).toEqual(first);
  });

  it('gives a claim without a change no time', () => {
    const first = apply(widget({ color: 'red' }));
    const claimed = apply(widget({ color: 'red' }), { live: first, name: 'b' });
    const entry = claimed.metadata.managedFields?.[0];

    expect(entry?.manager).toBe('b');
    expect(entry?.time).toBeUndefined();
  });

  it('leaves what nobody recorded to a manager of its own', () => {
    const old = widget({ color: 'red' });

    expect(() => apply(widget({ color: 'blue' }), { live: old })).toThrow(
      'conflict with "before-first-apply" using example.org/v1: .spec.color',
    );
  });

  it('owns no status through the object, and nothing else through the status', () => {
    const applied = { ...widget({ color: 'red' }), status: { phase: 'Up' } };
    const first = apply(applied);
    const status = apply(applied, {
      name: 'c',
      subresource: 'status',
      live: first,
    });

    expect(ownersOf(status)).toEqual({
      'us Apply': { 'f:spec': { 'f:color': {} } },
      'c Apply': { 'f:status': { 'f:phase': {} } },
    });
  });

  it('refuses what the schema does not know, naming the object', () => {
    const applied = widget({ nope: 1, size: 'x' }, { namespace: 'demo' });
    const schema = kind.version.schema.properties?.metadata.properties ?? {};
    schema.namespace = text;

    expect(() => apply(applied)).toThrow(
      new TypedPatchError(
        [
          'failed to create typed patch object (demo/one; example.org/v1, Kind=Widget): errors:',
          '  .spec.nope: field not declared in schema',
          '  .spec.size: expected numeric (int or float), got string',
        ].join('\n'),
      ),
    );
  });
});
