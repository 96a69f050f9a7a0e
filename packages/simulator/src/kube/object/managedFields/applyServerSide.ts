import { checkTyped } from '../fields/checkTyped';
import { compareTyped, type Comparison } from '../fields/compareTyped';
import { describePath, FieldSet } from '../fields/FieldSet';
import { mergeTyped } from '../fields/mergeTyped';
import { removeFields } from '../fields/removeFields';
import { toFieldSet } from '../fields/toFieldSet';
import { clone, deepEqual } from '../json';
import type {
  ApplyConflict,
  ApplyOutcome,
  ApplyRequest,
  KubeObject,
  ManagedFieldsEntry,
  ServedKind,
} from '../types';
import {
  ownerKey,
  ownerOf,
  readOwners,
  resetFields,
  withoutManagedFields,
  writeOwners,
  type Owner,
  type Owners,
} from './managers';
import { conflictsOf, shiftOwnership } from './shiftOwnership';
import { recordUpdate } from './trackUpdate';

/** The applied object does not fit its schema. The API answers 500, no reason. */
export class TypedPatchError extends Error {}

function demandTyped(kind: ServedKind, applied: KubeObject): void {
  const problems = checkTyped(kind.version.schema, applied);
  if (problems.length === 0) return;
  const { name, namespace } = applied.metadata;
  const group = kind.definition.group;
  const text =
    problems.length === 1
      ? problems[0]
      : ['errors:', ...problems.map(problem => `  ${problem}`)].join('\n');
  throw new TypedPatchError(
    `failed to create typed patch object (${namespace ?? ''}/${name}; ` +
      `${group}/${kind.version.version}, Kind=${kind.definition.kind}): ${text}`,
  );
}

/** Whatever an object without a record holds belongs to nobody in particular. */
function ownersBefore(request: ApplyRequest): Owners {
  const { kind, live, manager } = request;
  const owners = readOwners(live);
  if (!live || owners.size > 0) return owners;
  const comparison = compareTyped(kind.version.schema, {
    before: {},
    after: withoutManagedFields(live),
  });
  return recordUpdate({
    kind,
    owners,
    comparison,
    manager: { ...manager, name: 'before-first-apply' },
  });
}

/**
 * Removes what the manager applied the last time and left out now, unless
 * another owner holds it.
 */
function withoutLeftOut(
  kind: ServedKind,
  merged: KubeObject,
  owners: { before: FieldSet; now: Owners },
): KubeObject {
  const { schema } = kind.version;
  let held = new FieldSet();
  owners.now.forEach(owner => {
    held = held.union(owner.fields);
  });
  const leftOut = owners.before
    .withNamedParents(schema)
    .difference(held.withNamedParents(schema));
  return (removeFields(schema, merged, leftOut) ?? merged) as KubeObject;
}

function describeOwner(owner: Owner): string {
  const subresource = owner.subresource
    ? ` with subresource "${owner.subresource}"`
    : '';
  const version =
    owner.operation === 'Update' ? ` using ${owner.apiVersion}` : '';
  return `"${owner.manager}"${subresource}${version}`;
}

function describeConflicts(
  owners: Owners,
  conflicts: Map<string, FieldSet>,
): ApplyConflict[] {
  return [...conflicts].flatMap(([key, fields]) => {
    const owner = owners.get(key);
    return owner
      ? fields.paths().map(path => ({
          message: `conflict with ${describeOwner(owner)}`,
          field: describePath(path),
        }))
      : [];
  });
}

function compareApplied(request: ApplyRequest, merged: KubeObject): Comparison {
  const { kind, live, manager } = request;
  const comparison = compareTyped(kind.version.schema, {
    before: live ? withoutManagedFields(live) : {},
    after: merged,
  });
  const ignored = resetFields(kind, merged, manager.subresource);
  return {
    added: comparison.added.recursiveDifference(ignored),
    modified: comparison.modified.recursiveDifference(ignored),
    removed: comparison.removed.recursiveDifference(ignored),
  };
}

/** The object as it will be, its record of owners included. */
function withManagedFields(
  object: KubeObject,
  managedFields: ManagedFieldsEntry[] | undefined,
): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(managedFields ? { managedFields } : {}),
    },
  };
}

/**
 * Merges an applied configuration into the live object by the rules of
 * server-side apply: what the manager names it owns, what it owned and no
 * longer names goes, what others own with another value is a conflict unless
 * forced.
 *
 * @throws TypedPatchError when the configuration does not fit the schema
 */
export function applyServerSide(request: ApplyRequest): ApplyOutcome {
  const { kind, live, applied, manager, force } = request;
  const { schema } = kind.version;
  demandTyped(kind, applied);
  const writer = ownerOf(kind, 'Apply', manager);
  const key = ownerKey(writer);
  const owners = ownersBefore(request);
  const before = owners.get(key);
  const ignored = resetFields(kind, applied, manager.subresource);
  const fields = toFieldSet(schema, applied);
  const bare = live ? withoutManagedFields(live) : undefined;
  const claimed: Owners = new Map(owners).set(key, {
    ...writer,
    fields: fields.recursiveDifference(ignored),
    time: before?.time,
  });
  const held: Owners = new Map(claimed).set(key, { ...writer, fields });
  const merged = withoutLeftOut(
    kind,
    clone((mergeTyped(schema, bare, applied) ?? applied) as KubeObject),
    { before: before?.fields ?? new FieldSet(), now: held },
  );
  const comparison = compareApplied(request, merged);
  const conflicts = conflictsOf(claimed, comparison, key);
  if (conflicts.size > 0 && !force) {
    return {
      outcome: 'conflicts',
      conflicts: describeConflicts(claimed, conflicts),
    };
  }
  const left = shiftOwnership(claimed, comparison, key);
  const winner = left.get(key);
  // The time of an entry tells of a change of the object, not of a claim.
  if (winner && !(bare && deepEqual(bare, merged))) {
    left.set(key, { ...winner, time: manager.time });
  }
  return {
    outcome: 'applied',
    object: withManagedFields(merged, writeOwners(left)),
  };
}
