import { kindTable } from '../kindTable';
import type { Json, JsonObject } from '../types';
import { applyJsonPatch, JsonPatchError } from './applyJsonPatch';
import { applyMergePatch } from './applyMergePatch';
import { applyStrategicPatch } from './applyStrategicPatch';

describe('applyMergePatch', () => {
  it.each<[Json, Json, Json]>([
    [{ a: 1, b: { c: 2 } }, { b: { d: 3 } }, { a: 1, b: { c: 2, d: 3 } }],
    [{ a: 1, b: 2 }, { b: null }, { a: 1 }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 'x' }, { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ])('%j with %j is %j', (target, patch, merged) => {
    expect(applyMergePatch(target, patch)).toEqual(merged);
  });
});

describe('applyJsonPatch', () => {
  const target = { a: { b: [1, 2] }, 'x/y': 1, '~': 2 };

  it.each<[JsonObject[], Json]>([
    [[{ op: 'add', path: '/a/b/1', value: 9 }], { a: { b: [1, 9, 2] } }],
    [[{ op: 'add', path: '/a/b/-', value: 9 }], { a: { b: [1, 2, 9] } }],
    [[{ op: 'remove', path: '/a/b/0' }], { a: { b: [2] } }],
    [[{ op: 'replace', path: '/x~1y', value: 5 }], { 'x/y': 5 }],
    [[{ op: 'copy', from: '/~0', path: '/c' }], { c: 2 }],
    [[{ op: 'test', path: '/a', value: { b: [1, 2] } }], {}],
  ])('%j', (operations, changed) => {
    expect(applyJsonPatch(target, operations)).toEqual({
      ...target,
      ...(changed as JsonObject),
    });
  });

  it('moves a value', () => {
    const move = { op: 'move', from: '/a/b', path: '/c' };

    expect(applyJsonPatch({ a: { b: 1 } }, [move])).toEqual({ a: {}, c: 1 });
  });

  it.each<[JsonObject]>([
    [{ op: 'test', path: '/a/b', value: [2, 1] }],
    [{ op: 'remove', path: '/nope' }],
    [{ op: 'replace', path: '/nope', value: 1 }],
    [{ op: 'add', path: '/a/b/7', value: 1 }],
    [{ op: 'add', path: '/~0/c', value: 1 }],
    [{ op: 'add', path: 'a', value: 1 }],
    [{ op: 'frob', path: '/a' }],
  ])('refuses %j and leaves the target', operation => {
    const before = structuredClone(target);

    expect(() =>
      applyJsonPatch(target, [{ op: 'remove', path: '/a/b/0' }, operation]),
    ).toThrow(JsonPatchError);
    expect(target).toEqual(before);
  });
});

describe('applyStrategicPatch', () => {
  const schema = kindTable('latest').findKind('apps', 'v1', 'Deployment')
    ?.version.schema;
  const podOf = (spec: JsonObject) => ({ spec: { template: { spec } } });
  const live = podOf({
    containers: [
      { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] },
      { name: 'side', image: 'side:1' },
    ],
    tolerations: [{ key: 'a' }],
  });

  it('merges containers by name and replaces lists without a key', () => {
    const patch = podOf({
      containers: [{ name: 'web', image: 'web:2' }],
      tolerations: [{ key: 'b' }],
      '$setElementOrder/containers': [{ name: 'web' }],
    });

    expect(applyStrategicPatch(schema, live, patch)).toEqual(
      podOf({
        containers: [
          { name: 'web', image: 'web:2', ports: [{ containerPort: 80 }] },
          { name: 'side', image: 'side:1' },
        ],
        tolerations: [{ key: 'b' }],
      }),
    );
  });

  it('follows directives', () => {
    expect(
      applyStrategicPatch(
        schema,
        live,
        podOf({
          containers: [
            { name: 'side', $patch: 'delete' },
            { name: 'added', image: 'x' },
          ],
          tolerations: null,
        }),
      ),
    ).toEqual(
      podOf({
        containers: [
          { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] },
          { name: 'added', image: 'x' },
        ],
      }),
    );
    expect(
      applyStrategicPatch(schema, live, { spec: { $patch: 'replace', a: 1 } }),
    ).toEqual({ spec: { a: 1 } });
  });

  it('adds to and deletes from lists of scalars', () => {
    const metadata = { finalizers: ['a', 'b'] };

    expect(
      applyStrategicPatch(
        schema,
        { metadata },
        {
          metadata: {
            finalizers: ['c', 'b'],
            '$deleteFromPrimitiveList/finalizers': ['a'],
          },
        },
      ),
    ).toEqual({ metadata: { finalizers: ['b', 'c'] } });
  });
});
