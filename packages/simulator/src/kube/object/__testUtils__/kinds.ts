import type { KubeObject, ResourceSchema, ServedKind } from '../types';

/** A kind of our own with the given fields, for stories that need no real one. */
export function widgetKind(
  fields: { [name: string]: ResourceSchema },
  rest: Partial<ResourceSchema> = {},
): ServedKind {
  const text: ResourceSchema = { type: 'string' };
  const version = {
    version: 'v1',
    served: true,
    storage: true,
    deprecated: false,
    status: true,
    scale: {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.replicas',
    },
    printerColumns: [],
    selectableFields: [],
    schema: {
      type: 'object' as const,
      properties: {
        apiVersion: text,
        kind: text,
        metadata: {
          type: 'object' as const,
          properties: {
            name: text,
            labels: { type: 'object' as const, values: text },
          },
        },
        spec: { type: 'object' as const, properties: fields, ...rest },
        status: {
          type: 'object' as const,
          properties: { phase: text, replicas: { type: 'integer' as const } },
        },
      },
    },
  };
  return {
    version,
    definition: {
      group: 'example.org',
      kind: 'Widget',
      listKind: 'WidgetList',
      plural: 'widgets',
      singular: 'widget',
      shortNames: [],
      categories: [],
      namespaced: true,
      origin: 'custom',
      storageVersion: 'v1',
      versions: [version],
    },
  };
}

/** A widget with a spec, and more metadata where a story needs it. */
export function widget(
  spec: KubeObject['spec'],
  metadata: KubeObject['metadata'] = {},
): KubeObject {
  return {
    apiVersion: 'example.org/v1',
    kind: 'Widget',
    metadata: { name: 'one', ...metadata },
    ...(spec === undefined ? {} : { spec }),
  };
}
