import { compactKind } from './compactKind';
import { compactSchema } from './compactSchema';
import { CoreSchemas } from './coreSchema';
import { SchemaSharing } from './shareSchemas';

describe('compactSchema', () => {
  it('keeps the facts and leaves the prose', () => {
    const compact = compactSchema({
      type: 'object',
      description: 'What a long story.',
      required: ['size'],
      properties: {
        size: {
          anyOf: [{ type: 'integer' }, { type: 'string' }],
          'x-kubernetes-int-or-string': true,
          description: 'Size.',
        },
        tags: {
          type: 'array',
          'x-kubernetes-list-type': 'set',
          items: { type: 'string', maxLength: 5, example: 'x' },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        open: { type: 'object', additionalProperties: true },
        any: { 'x-kubernetes-preserve-unknown-fields': true },
      },
      'x-kubernetes-validations': [
        { rule: 'self.size > 0', message: 'empty', other: 1 },
      ],
    });

    expect(compact).toEqual({
      type: 'object',
      required: ['size'],
      properties: {
        size: { intOrString: true },
        tags: {
          type: 'array',
          listType: 'set',
          items: { type: 'string', maxLength: 5 },
        },
        labels: { type: 'object', values: { type: 'string' } },
        open: { type: 'object', values: true },
        any: { preserveUnknown: true },
      },
      rules: [{ rule: 'self.size > 0', message: 'empty' }],
    });
  });
});

describe('compactKind', () => {
  it('keeps names, versions and columns, and drops what is empty', () => {
    const line = compactKind({
      spec: {
        group: 'example.org',
        scope: 'Cluster',
        names: { kind: 'Widget', plural: 'widgets', shortNames: [] },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            deprecated: false,
            subresources: { status: {} },
            additionalPrinterColumns: [
              { name: 'A', type: 'string', jsonPath: '.a', description: 'No.' },
            ],
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { metadata: { type: 'object' }, spec: {} },
              },
            },
          },
        ],
      },
    });

    expect(line).toEqual({
      group: 'example.org',
      kind: 'Widget',
      listKind: 'WidgetList',
      plural: 'widgets',
      singular: 'widget',
      origin: 'custom',
      versions: [
        {
          version: 'v1',
          served: true,
          storage: true,
          status: true,
          printerColumns: [{ name: 'A', type: 'string', jsonPath: '.a' }],
          schema: { type: 'object', properties: { spec: {} } },
        },
      ],
    });
  });
});

describe('CoreSchemas', () => {
  const models: { [name: string]: [name: string, type: string][] } = {
    V1PodSpec: [
      ['containers', 'Array<V1Container>'],
      ['nodeSelector', '{ [key: string]: string; }'],
      ['restartPolicy', 'string'],
    ],
    V1Container: [
      ['name', 'string'],
      ['limits', '{ [key: string]: string; }'],
      ['inner', 'V1PodSpec'],
    ],
  };
  const schemas = new CoreSchemas(model =>
    models[model]?.map(([baseName, type]) => ({ baseName, type, format: '' })),
  );

  it('adds merging and defaults to what the models say', () => {
    const schema = schemas.ofModel('V1PodSpec');

    expect(schema).toMatchObject({
      typeName: 'PodSpec',
      properties: {
        containers: { listType: 'map', listMapKeys: ['name'] },
        nodeSelector: { mapType: 'atomic', values: { type: 'string' } },
        restartPolicy: { default: 'Always' },
      },
    });
    const container = schema.properties?.containers.items;
    expect(container?.properties?.limits.values).toEqual({ intOrString: true });
    expect(container?.properties?.inner).toEqual({
      type: 'object',
      preserveUnknown: true,
    });
  });
});

describe('SchemaSharing', () => {
  it('writes once what occurs twice, and leaves short ones alone', () => {
    const long = { type: 'string', pattern: '^'.padEnd(80, 'x'), minLength: 1 };
    const source = { a: long, b: { c: long }, d: { type: 'string' } };
    const sharing = new SchemaSharing();
    sharing.count(source);

    expect(sharing.replace(source)).toEqual({
      a: { $: 0 },
      b: { c: { $: 0 } },
      d: { type: 'string' },
    });
    expect(sharing.shared).toEqual([JSON.stringify(long)]);
  });
});
