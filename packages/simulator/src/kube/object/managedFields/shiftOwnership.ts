import type { Comparison } from '../fields/compareTyped';
import type { FieldSet } from '../fields/FieldSet';
import type { Owners } from './managers';

/** What other owners hold of the fields that a write changes. */
export function conflictsOf(
  owners: Owners,
  comparison: Comparison,
  writer: string,
): Map<string, FieldSet> {
  const changed = comparison.modified.union(comparison.added);
  const conflicts = new Map<string, FieldSet>();
  for (const [key, owner] of owners) {
    const held = owner.fields.intersection(changed);
    if (key !== writer && !held.isEmpty) conflicts.set(key, held);
  }
  return conflicts;
}

/** Takes the changed and the removed fields away from all other owners. */
export function shiftOwnership(
  owners: Owners,
  comparison: Comparison,
  writer: string,
): Owners {
  const lost = comparison.modified
    .union(comparison.added)
    .union(comparison.removed);
  const left: Owners = new Map();
  for (const [key, owner] of owners) {
    const fields =
      key === writer ? owner.fields : owner.fields.difference(lost);
    if (!fields.isEmpty) left.set(key, { ...owner, fields });
  }
  return left;
}
