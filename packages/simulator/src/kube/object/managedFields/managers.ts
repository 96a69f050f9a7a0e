import { FieldSet } from '../fields/FieldSet';
import type {
  FieldManager,
  KubeObject,
  ManagedFieldsEntry,
  ServedKind,
} from '../types';

/** One manager with the fields it owns. */
export interface Owner {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  time?: string;
  fields: FieldSet;
}

/** Owners by the key that makes them one and the same. */
export type Owners = Map<string, Owner>;

/** An applier stays the same when it applies another version of the kind. */
export function ownerKey(owner: Omit<Owner, 'fields'>): string {
  const { manager, operation, apiVersion, subresource } = owner;
  return JSON.stringify([
    manager,
    operation,
    operation === 'Apply' ? '' : apiVersion,
    subresource ?? '',
  ]);
}

/** The owner that a request acts as. */
export function ownerOf(
  kind: ServedKind,
  operation: Owner['operation'],
  manager: FieldManager,
): Owner {
  const { group } = kind.definition;
  const { version } = kind.version;
  return {
    manager: manager.name || 'unknown',
    operation,
    apiVersion: group ? `${group}/${version}` : version,
    subresource: manager.subresource,
    fields: new FieldSet(),
  };
}

/** Reads the owners of an object. */
export function readOwners(object: KubeObject | undefined): Owners {
  const owners: Owners = new Map();
  for (const entry of object?.metadata.managedFields ?? []) {
    const { manager, operation, apiVersion, subresource, time } = entry;
    const owner: Owner = {
      manager: manager ?? '',
      operation,
      apiVersion,
      subresource: subresource || undefined,
      time: time ?? undefined,
      fields: FieldSet.parse(entry.fieldsV1 ?? {}),
    };
    owners.set(ownerKey(owner), owner);
  }
  return owners;
}

/** Fields that the server keeps itself: nobody is recorded as their owner. */
const UNRECORDED = FieldSet.of(
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(name => ['f:metadata', `f:${name}`]),
);

/** Owners in the order in which the API lists them. */
function compareOwners(left: Owner, right: Owner): number {
  const seconds = (owner: Owner) =>
    owner.time ? Math.floor(Date.parse(owner.time) / 1000) : 0;
  const text = (a = '', b = '') => Number(a > b) - Number(a < b);
  return (
    text(left.operation, right.operation) ||
    seconds(left) - seconds(right) ||
    text(left.manager, right.manager) ||
    text(left.apiVersion, right.apiVersion) ||
    text(left.subresource, right.subresource)
  );
}

/** Writes owners as `managedFields`; undefined when there are none. */
export function writeOwners(owners: Owners): ManagedFieldsEntry[] | undefined {
  const entries = [...owners.values()]
    .map(owner => ({ ...owner, fields: owner.fields.difference(UNRECORDED) }))
    .filter(owner => !owner.fields.isEmpty)
    .sort(compareOwners)
    .map(
      ({ manager, operation, apiVersion, subresource, time, fields }) =>
        ({
          manager,
          operation,
          apiVersion,
          ...(time ? { time } : {}),
          fieldsType: 'FieldsV1',
          fieldsV1: fields.toFieldsV1(),
          ...(subresource ? { subresource } : {}),
        } as ManagedFieldsEntry),
    );
  return entries.length > 0 ? entries : undefined;
}

/** The object without the record of its owners. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Fields that a request through this door cannot set, so never owns. */
export function resetFields(
  kind: ServedKind,
  object: KubeObject,
  subresource: string | undefined,
): FieldSet {
  if (subresource === 'status') {
    const others = Object.keys(object).filter(name => name !== 'status');
    return FieldSet.of(...others.map(name => [`f:${name}`]));
  }
  return kind.version.status ? FieldSet.of(['f:status']) : new FieldSet();
}
