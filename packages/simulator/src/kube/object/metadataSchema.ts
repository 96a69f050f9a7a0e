import type { ResourceSchema } from './types';

const text: ResourceSchema = { type: 'string' };
const texts: ResourceSchema = { type: 'object', values: text };
const time: ResourceSchema = { type: 'string', format: 'date-time' };
const flag: ResourceSchema = { type: 'boolean' };

/** `metadata` of every kind: the same fields and merging everywhere. */
export const metadataSchema: ResourceSchema = {
  type: 'object',
  typeName: 'ObjectMeta',
  value: true,
  properties: {
    annotations: texts,
    creationTimestamp: { ...time, nullable: true },
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    deletionTimestamp: { ...time, nullable: true },
    finalizers: {
      type: 'array',
      items: text,
      listType: 'set',
      patchMergeKey: '',
    },
    generateName: text,
    generation: { type: 'integer', format: 'int64' },
    labels: texts,
    managedFields: {
      type: 'array',
      listType: 'atomic',
      items: {
        type: 'object',
        properties: {
          apiVersion: text,
          fieldsType: text,
          fieldsV1: { type: 'object', preserveUnknown: true },
          manager: text,
          operation: text,
          subresource: text,
          time: { ...time, nullable: true },
        },
      },
    },
    name: text,
    namespace: text,
    ownerReferences: {
      type: 'array',
      listType: 'map',
      listMapKeys: ['uid'],
      patchMergeKey: 'uid',
      items: {
        type: 'object',
        typeName: 'OwnerReference',
        mapType: 'atomic',
        properties: {
          apiVersion: text,
          blockOwnerDeletion: flag,
          controller: flag,
          kind: text,
          name: text,
          uid: text,
        },
      },
    },
    resourceVersion: text,
    selfLink: text,
    uid: text,
  },
};
