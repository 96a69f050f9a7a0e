import { widget, widgetKind } from '../__testUtils__/kinds';
import { kindTable } from '../kindTable';
import type { JsonObject, KubeObject, ServedKind } from '../types';
import { defaultObject } from './defaultObject';
import { findDecodeProblem } from './findDecodeProblem';
import { findDuplicateKeys } from './findDuplicateKeys';
import { pruneObject } from './pruneObject';

const text = { type: 'string' as const };
const kind = widgetKind({
  color: { ...text, default: 'red' },
  maybe: { ...text, default: 'x', nullable: true },
  box: {
    type: 'object',
    properties: { size: { type: 'integer', default: 5 }, a: text },
  },
  parts: {
    type: 'array',
    items: { type: 'object', properties: { kind: { ...text, default: 'p' } } },
  },
  byName: {
    type: 'object',
    values: { type: 'object', properties: { on: { type: 'boolean' } } },
  },
  open: {
    type: 'object',
    preserveUnknown: true,
    properties: { known: { type: 'object', properties: { a: text } } },
  },
});

function builtIn(name: string): ServedKind {
  const served = kindTable('tenant').findKind('', 'v1', name);
  if (!served) throw new Error(`${name} is not served.`);
  return served;
}

const core = (name: string, rest: JsonObject): KubeObject => ({
  apiVersion: 'v1',
  kind: name,
  metadata: { name: 'one' },
  ...rest,
});

describe('pruneObject', () => {
  it('drops and names what no schema declares', () => {
    const { object, unknownFields } = pruneObject(
      kind,
      widget({
        color: 'blue',
        nope: 1,
        box: { b: 1 },
        parts: [{ kind: 'x' }, { other: true }],
        byName: { a: { on: true, off: false } },
      }),
    );

    expect(object.spec).toEqual({
      color: 'blue',
      box: {},
      parts: [{ kind: 'x' }, {}],
      byName: { a: { on: true } },
    });
    expect(unknownFields).toEqual([
      'spec.box.b',
      'spec.byName.a.off',
      'spec.nope',
      'spec.parts[1].other',
    ]);
  });

  it('keeps what stands in open objects, and prunes what they declare', () => {
    const { object, unknownFields } = pruneObject(
      kind,
      widget({ open: { any: { thing: [1] }, known: { a: 'x', b: 'y' } } }),
    );

    expect(object.spec).toEqual({
      open: { any: { thing: [1] }, known: { a: 'x' } },
    });
    expect(unknownFields).toEqual(['spec.open.known.b']);
  });
});

describe('defaultObject', () => {
  it('fills in what is left out, inside of what is there', () => {
    const object = defaultObject(
      kind,
      widget({ color: null, maybe: null, box: {}, parts: [{}] }),
    );

    expect(object.spec).toEqual({
      color: 'red',
      maybe: null,
      box: { size: 5 },
      parts: [{ kind: 'p' }],
    });
    expect(defaultObject(kind, widget({})).spec).toEqual({
      color: 'red',
      maybe: 'x',
    });
  });

  it('moves the texts of a Secret into its data, and keeps other keys', () => {
    const secret = core('Secret', {
      stringData: { a: 'ä' },
      data: { b: 'Mg==' },
    });

    expect(defaultObject(builtIn('Secret'), secret)).toEqual(
      core('Secret', { type: 'Opaque', data: { a: 'w6Q=', b: 'Mg==' } }),
    );
  });

  it('completes the ports of a Service and the labels of a Namespace', () => {
    const service = core('Service', { spec: { ports: [{ port: 80 }] } });
    const ports = (
      defaultObject(builtIn('Service'), service).spec as { ports: JsonObject[] }
    ).ports;

    expect(ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }]);
    expect(
      defaultObject(builtIn('Namespace'), core('Namespace', {})).metadata
        .labels,
    ).toEqual({ 'kubernetes.io/metadata.name': 'one' });
  });
});

describe('findDuplicateKeys', () => {
  it.each<[string, string[]]>([
    ['{"a":1,"b":{"c":[{"d":1,"d":2}]},"a":"x"}', ['b.c[0].d', 'a']],
    ['{"a":{"x":1},"b":{"x":1},"c":[1,"},",{"x":"\\""}]}', []],
    ['{"a" : true , "a" :null}', ['a']],
    ['[{"a":1},{"a":1}]', []],
    ['{"a":', []],
    ['', []],
    ['{"a":[', []],
  ])('%s: %j', (json, paths) => {
    expect(findDuplicateKeys(json)).toEqual(paths);
  });
});

describe('findDecodeProblem', () => {
  it.each<[string, JsonObject, string | undefined]>([
    [
      'Service',
      { spec: { ports: '80' } },
      'json: cannot unmarshal string into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ],
    [
      'Service',
      { spec: { ports: [{ port: 'http' }] } },
      'json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      'ConfigMap',
      { data: { a: 1 } },
      'json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    ],
    [
      'ConfigMap',
      { data: ['a'] },
      'json: cannot unmarshal array into Go struct field ConfigMap.data of type map[string]string',
    ],
    ['Secret', { data: { a: 'YQ=' } }, 'illegal base64 data at input byte 3'],
    ['Secret', { data: { a: 'YQ==' } }, undefined],
    [
      'Service',
      { spec: { ports: [{ port: 80, targetPort: 'x' }] } },
      undefined,
    ],
  ])('%s %j', (name, rest, problem) => {
    expect(findDecodeProblem(builtIn(name), core(name, rest))).toBe(problem);
  });

  it('looks at the metadata only of custom resources', () => {
    const named = widget({ color: 5 }, { labels: { a: 'b' } });
    const wrong = {
      ...named,
      metadata: { ...named.metadata, generation: 1.5 },
    };

    expect(findDecodeProblem(kind, named)).toBeUndefined();
    expect(findDecodeProblem(kind, wrong)).toBe(
      'json: cannot unmarshal number 1.5 into Go struct field ObjectMeta.generation of type int64',
    );
  });
});
