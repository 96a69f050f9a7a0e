import { widget, widgetKind } from '../__testUtils__/kinds';
import { kindTable } from '../kindTable';
import type {
  Json,
  JsonObject,
  KubeObject,
  ObjectMeta,
  ResourceSchema,
  ServedKind,
} from '../types';
import { validateObject } from './validateObject';

/** Causes as one line each: `field: message`. */
function causesOf(
  kind: ServedKind,
  object: KubeObject,
  old?: KubeObject,
): string[] {
  return validateObject({ kind, object, old }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

const NOT_CHECKED = '<nil>: Invalid value: null: some validation rules';

function fieldCauses(schema: ResourceSchema, value: Json): string[] {
  const kind = widgetKind({ x: schema });
  return causesOf(kind, widget({ x: value })).filter(
    cause => !cause.startsWith(NOT_CHECKED),
  );
}

describe('validateObject: schemas', () => {
  it.each<[ResourceSchema, Json, string]>([
    [
      { type: 'integer', maximum: 5 },
      7,
      'Invalid value: 7: spec.x in body should be less than or equal to 5',
    ],
    [
      { type: 'integer', format: 'int32' },
      true,
      'Invalid value: "": spec.x in body must be of type int32: ""',
    ],
    [
      { type: 'boolean' },
      'yes',
      'Invalid value: "string": spec.x in body must be of type boolean: "string"',
    ],
    [
      { type: 'string' },
      5,
      'Invalid value: "integer": spec.x in body must be of type string: "integer"',
    ],
    [
      { type: 'string' },
      null,
      'Invalid value: "null": spec.x in body must be of type string: "null"',
    ],
    [
      { intOrString: true },
      true,
      'Invalid value: "boolean": spec.x in body must be of type integer,string: "boolean"',
    ],
    [
      { type: 'string', minLength: 3 },
      'äb',
      'Invalid value: "äb": spec.x in body should be at least 3 chars long',
    ],
    [
      { type: 'string', maxLength: 3 },
      'abcd',
      'Too long: may not be more than 3 bytes',
    ],
    [
      { type: 'string', format: 'date-time' },
      'today',
      'Invalid value: "today": spec.x in body must be of type date-time: "today"',
    ],
    [
      { type: 'array', minItems: 1, items: { type: 'string' } },
      [],
      'Invalid value: 0: spec.x in body should have at least 1 items',
    ],
    [
      { type: 'array', maxItems: 1, items: { type: 'string' } },
      ['a', 'b'],
      'Too many: 2: must have at most 1 items',
    ],
    [
      { type: 'object', minProperties: 1, values: { type: 'string' } },
      {},
      'Invalid value: 0: spec.x in body should have at least 1 properties',
    ],
    [
      { type: 'integer', enum: [1, 2] },
      3,
      'Unsupported value: 3: supported values: "1", "2"',
    ],
  ])('%j with %j', (schema, value, message) => {
    expect(fieldCauses(schema, value)).toEqual([`spec.x: ${message}`]);
  });

  it('names the place inside lists and maps', () => {
    const text: ResourceSchema = { type: 'string', pattern: '^a$' };

    expect(fieldCauses({ type: 'array', items: text }, ['a', 'b'])).toEqual([
      'spec.x[1]: Invalid value: "b": spec.x[1] in body should match \'^a$\'',
    ]);
    expect(
      fieldCauses(
        { type: 'object', required: ['b'], values: text },
        { c: 'c' },
      ),
    ).toEqual([
      'spec.x.c: Invalid value: "c": spec.x.c in body should match \'^a$\'',
      'spec.x.b: Required value',
    ]);
  });

  it('finds repeated items of sets and keyed lists', () => {
    const items: ResourceSchema = {
      type: 'object',
      properties: { name: { type: 'string' } },
    };

    expect(
      fieldCauses({ type: 'array', listType: 'set', items: {} }, ['a', 1, 'a']),
    ).toEqual(['spec.x[2]: Duplicate value: "a"']);
    expect(
      fieldCauses(
        { type: 'array', listType: 'map', listMapKeys: ['name'], items },
        [{ name: 'a' }, { name: 'a', more: 1 }],
      ),
    ).toEqual(['spec.x[1]: Duplicate value: {"name":"a"}']);
  });

  it('lets stay what was wrong before', () => {
    const kind = widgetKind({
      size: { type: 'integer', minimum: 5 },
      color: { type: 'string' },
    });
    const old = widget({ size: 1, color: 'red' });

    expect(causesOf(kind, widget({ size: 1, color: 'blue' }), old)).toEqual([]);
    expect(causesOf(kind, widget({ size: 2, color: 'red' }), old)).toHaveLength(
      1,
    );
  });
});

describe('validateObject: rules', () => {
  const rules = [
    { rule: 'self.a <= self.b', message: 'a must not exceed b' },
    { rule: 'has(self.c) == has(oldSelf.c)' },
  ];
  const number: ResourceSchema = { type: 'integer' };
  const fields = {
    a: { ...number, rules: [{ rule: 'self != 13', message: 'unlucky' }] },
    b: number,
    c: number,
  };
  const kind = widgetKind(fields, { rules });

  it('checks the outer rule first and shows scalars', () => {
    expect(causesOf(kind, widget({ a: 13, b: 1 }))).toEqual([
      'spec: Invalid value: a must not exceed b',
      'spec.a: Invalid value: 13: unlucky',
    ]);
  });

  it('tells what failed while it ran', () => {
    expect(causesOf(kind, widget({ a: 1 }))).toEqual([
      'spec: Invalid value: "object": no such key: b evaluating rule: a must not exceed b',
    ]);
  });

  it('compares with the stored object only where there is one', () => {
    const old = widget({ a: 1, b: 2 });
    const changed = widget({ a: 1, b: 2, c: 3 });

    expect(causesOf(kind, changed)).toEqual([]);
    expect(causesOf(kind, changed, old)).toEqual([
      'spec: Invalid value: failed rule: has(self.c) == has(oldSelf.c)',
    ]);
  });

  it('does not run after errors that leave values unfit, and says so', () => {
    const causes = causesOf(kind, widget({ a: 'x', b: 1 }));

    expect(causes).toHaveLength(2);
    expect(causes[1]).toContain(NOT_CHECKED);
  });

  it('finds the past of an item by its key', () => {
    const items: ResourceSchema = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        size: {
          ...number,
          rules: [{ rule: 'self >= oldSelf', message: 'shrinks' }],
        },
      },
    };
    const list = widgetKind({
      disks: { type: 'array', listType: 'map', listMapKeys: ['name'], items },
    });
    const disks = (...sizes: [string, number][]) =>
      widget({ disks: sizes.map(([name, size]) => ({ name, size })) });

    expect(
      causesOf(list, disks(['b', 1], ['a', 5]), disks(['a', 4], ['b', 2])),
    ).toEqual(['spec.disks[0].size: Invalid value: 1: shrinks']);
  });

  it('answers with the reason of the rule', () => {
    const reasons = widgetKind({
      x: {
        type: 'integer',
        rules: [
          { rule: 'false', message: 'no', reason: 'FieldValueForbidden' },
          { rule: 'false', message: 'yes', reason: 'FieldValueRequired' },
          { rule: 'false', message: '', reason: 'FieldValueDuplicate' },
        ],
      },
    });

    expect(causesOf(reasons, widget({ x: 1 }))).toEqual([
      'spec.x: Forbidden: no',
      'spec.x: Required value: yes',
      'spec.x: Duplicate value: 1',
    ]);
  });
});

describe('validateObject: metadata', () => {
  const kind = widgetKind({});
  const metadataCauses = (metadata: ObjectMeta, old?: ObjectMeta) =>
    causesOf(kind, widget({}, metadata), old && widget({}, old));

  it.each<[ObjectMeta, RegExp]>([
    [{ name: 'a'.repeat(254) }, /^metadata.name: .*must be no more than 253/],
    [{ name: undefined, generateName: 'X-' }, /^metadata.generateName: .*"X-"/],
    [{ labels: { 'a/b/c': '' } }, /^metadata.labels: .*a qualified name must/],
    [{ labels: { '/b': '' } }, /prefix part must be non-empty$/],
    [{ labels: { 'A/b': '' } }, /prefix part a lowercase RFC 1123 subdomain/],
    [{ labels: { a: 'b'.repeat(64) } }, /must be no more than 63 bytes/],
    [{ annotations: { 'a b': '' } }, /^metadata.annotations: .*"a b"/],
    [{ annotations: { a: 'x'.repeat(270000) } }, /Too long: .* 262144 bytes$/],
    [{ finalizers: ['a b'] }, /^metadata.finalizers: .*"a b": name part/],
  ])('%#: %j', (metadata, expected) => {
    const [cause] = metadataCauses(metadata);
    expect(cause).toMatch(expected);
  });

  it('wants owners that say who they are, and one controller', () => {
    const owner = { apiVersion: 'v1', kind: 'X', name: 'x', uid: '1' };

    expect(
      metadataCauses({
        ownerReferences: [
          { ...owner, controller: true },
          { ...owner, uid: '', controller: true },
        ],
      }),
    ).toEqual([
      'metadata.ownerReferences[1].uid: Invalid value: "": must not be empty',
      'metadata.ownerReferences: Invalid value: Only one reference can have Controller set to true. Found "true" in references for X/x and X/x',
    ]);
  });

  it('says everything twice about a change', () => {
    expect(metadataCauses({ uid: 'b' }, { uid: 'a' })).toEqual([
      'metadata.uid: Invalid value: "b": field is immutable',
      'metadata.uid: Invalid value: "b": field is immutable',
    ]);
  });

  it('takes no new finalizer for what is being deleted', () => {
    const old = {
      deletionTimestamp: '2026-01-01T00:00:00Z',
      finalizers: ['a'],
    };
    const [cause] = metadataCauses({ ...old, finalizers: ['a', 'b/c'] }, old);

    expect(cause).toBe(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"b/c"}',
    );
    expect(metadataCauses({ ...old, finalizers: [] }, old)).toEqual([]);
  });

  it('takes the type of the path only', () => {
    const other = { ...widget({}), kind: 'Gadget' };

    expect(causesOf(kind, other)).toEqual([
      'kind: Invalid value: "Gadget": must be Widget',
    ]);
  });
});

describe('validateObject: built-in kinds', () => {
  const check = (name: string, rest: JsonObject, old?: JsonObject) => {
    const served = kindTable('tenant').findKind('', 'v1', name);
    const objectOf = (fields: JsonObject): KubeObject => ({
      apiVersion: 'v1',
      kind: name,
      metadata: { name: 'one' },
      ...fields,
    });
    return causesOf(served as ServedKind, objectOf(rest), old && objectOf(old));
  };

  it.each<[string, JsonObject, string[]]>([
    ['Service', { spec: { type: 'ExternalName' } }, []],
    ['Service', { spec: {} }, ['spec.ports: Required value']],
    ['ConfigMap', { data: { a: 'x'.repeat(100) } }, []],
    [
      'ConfigMap',
      { data: { a: 'x'.repeat(1100000) } },
      ['[]: Too long: may not be more than 1048576 bytes'],
    ],
    [
      'PersistentVolumeClaim',
      { spec: {} },
      [
        'spec.accessModes: Required value: at least 1 access mode is required',
        'spec.resources[storage]: Required value',
      ],
    ],
    [
      'Namespace',
      { metadata: { name: 'A' } },
      [
        "metadata.name: Invalid value: \"A\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
  ])('%s %#', (name, rest, causes) => {
    expect(check(name, rest)).toEqual(causes);
  });

  it('keeps the type of a Secret', () => {
    expect(check('Secret', { type: 'b' }, { type: 'a' })).toEqual([
      'type: Invalid value: "b": field is immutable',
    ]);
  });

  it('names services by DNS labels and roles by anything in a path', () => {
    const spec = { ports: [{ port: 80 }] };
    const [cause] = check('Service', { metadata: { name: '1a' }, spec });

    expect(cause).toContain('a DNS-1035 label must consist of');
    const role = kindTable('tenant').findKind(
      'rbac.authorization.k8s.io',
      'v1',
      'Role',
    ) as ServedKind;
    const named = (name: string): KubeObject => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name },
    });
    expect(causesOf(role, named('system:x'))).toEqual([]);
    expect(causesOf(role, named('a/b'))).toEqual([
      'metadata.name: Invalid value: "a/b": may not contain \'/\'',
    ]);
  });
});
