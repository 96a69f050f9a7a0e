import { compareTyped, type Comparison } from '../fields/compareTyped';
import { FieldSet } from '../fields/FieldSet';
import type {
  FieldManager,
  KubeObject,
  ManagedFieldsEntry,
  ServedKind,
  UpdateTracking,
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
import { shiftOwnership } from './shiftOwnership';

/** More updaters than this are merged into one, the oldest first. */
const MOST_UPDATERS = 10;
const ANCIENT = 'ancient-changes';

/**
 * The managedFields of an object after a create, PUT or patch. Undefined when
 * nothing is recorded: an object whose record was reset stays without one.
 */
export function trackUpdate(
  tracking: UpdateTracking,
): ManagedFieldsEntry[] | undefined {
  const { kind, live, updated, manager } = tracking;
  if (manager.subresource === 'scale') return trackScale(tracking);
  const owners = ownersBefore(live, updated, manager);
  if (live && owners.size === 0) return undefined;
  const comparison = compareWrite(kind, { live, updated, manager });
  return writeOwners(recordUpdate({ kind, owners, comparison, manager }));
}

/** A PUT may change the record itself; `[{}]` or `[]` clears it. */
function ownersBefore(
  live: KubeObject | undefined,
  updated: KubeObject,
  manager: FieldManager,
): Owners {
  const sent = updated.metadata.managedFields;
  if (manager.subresource || !live || !sent) return readOwners(live);
  if (sent.every(entry => Object.keys(entry).length === 0)) {
    return sent.length > 0 ? new Map() : readOwners(live);
  }
  return readOwners(updated);
}

function compareWrite(
  kind: ServedKind,
  write: { live?: KubeObject; updated: KubeObject; manager: FieldManager },
): Comparison {
  const { live, updated, manager } = write;
  const comparison = compareTyped(kind.version.schema, {
    before: live ? withoutManagedFields(live) : {},
    after: withoutManagedFields(updated),
  });
  const ignored = resetFields(kind, updated, manager.subresource);
  return {
    added: comparison.added.recursiveDifference(ignored),
    modified: comparison.modified.recursiveDifference(ignored),
    removed: comparison.removed.recursiveDifference(ignored),
  };
}

interface Recording {
  kind: ServedKind;
  owners: Owners;
  comparison: Comparison;
  manager: FieldManager;
}

/** Gives the writer what it changed, on top of what it had. */
export function recordUpdate(recording: Recording): Owners {
  const { kind, owners, comparison, manager } = recording;
  const writer = ownerOf(kind, 'Update', manager);
  const key = ownerKey(writer);
  const left = shiftOwnership(owners, comparison, key);
  const previous = left.get(key);
  const won = comparison.modified.union(comparison.added);
  const kept = (previous?.fields ?? new FieldSet()).difference(
    comparison.removed,
  );
  if (!won.isEmpty) {
    const fields = kept.union(won);
    left.set(key, { ...writer, fields, time: manager.time });
  } else if (previous) {
    left.set(key, { ...previous, fields: kept });
  }
  return withoutAncient(left);
}

/** Merges the oldest updaters when there are too many. */
function withoutAncient(owners: Owners): Owners {
  const updaters = [...owners.values()]
    .filter(owner => owner.operation === 'Update')
    .sort((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  const tooMany = updaters.slice(0, updaters.length - MOST_UPDATERS + 1);
  if (updaters.length <= MOST_UPDATERS) return owners;
  const capped: Owners = new Map(owners);
  for (const owner of tooMany) {
    capped.delete(ownerKey(owner));
    const ancient = { ...owner, manager: ANCIENT, subresource: undefined };
    const before = capped.get(ownerKey(ancient));
    const fields = owner.fields.union(before?.fields ?? new FieldSet());
    capped.set(ownerKey(ancient), { ...ancient, fields });
  }
  return capped;
}

/**
 * The scale subresource owns the replicas of the object and nothing else, and
 * its entry carries no time.
 */
function trackScale(
  tracking: UpdateTracking,
): ManagedFieldsEntry[] | undefined {
  const { kind, live, updated, manager } = tracking;
  const path = (kind.version.scale?.specReplicasPath ?? '.spec.replicas')
    .split('.')
    .slice(1)
    .map(name => `f:${name}`);
  const owners = readOwners(live);
  const comparison = compareTyped(kind.version.schema, {
    before: live ? withoutManagedFields(live) : {},
    after: withoutManagedFields(updated),
  });
  const replicas = FieldSet.of(path);
  const changed = comparison.modified.union(comparison.added);
  if (!changed.has(path)) return live?.metadata.managedFields;
  const scaled: Owners = new Map();
  for (const [key, owner] of owners) {
    const fields = owner.fields.difference(replicas);
    if (!fields.isEmpty) scaled.set(key, { ...owner, fields });
  }
  const writer: Owner = ownerOf(kind, 'Update', manager);
  scaled.set(ownerKey(writer), {
    ...writer,
    fields: replicas,
    time: owners.get(ownerKey(writer))?.time,
  });
  return writeOwners(scaled);
}
