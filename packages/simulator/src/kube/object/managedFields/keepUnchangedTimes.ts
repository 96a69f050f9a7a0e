import { deepEqual } from '../json';
import type { KubeObject, ManagedFieldsEntry } from '../types';
import { withoutManagedFields } from './managers';

function withoutTimes(entries: ManagedFieldsEntry[] | undefined) {
  return (entries ?? []).map(({ time, ...entry }) => entry);
}

/**
 * A write that would change nothing but the times in managedFields changes
 * nothing: such an object is answered as it was, so that its resourceVersion
 * stays.
 */
export function keepUnchangedTimes(
  live: KubeObject,
  updated: KubeObject,
): KubeObject {
  const same =
    deepEqual(withoutManagedFields(live), withoutManagedFields(updated)) &&
    deepEqual(
      withoutTimes(live.metadata.managedFields),
      withoutTimes(updated.metadata.managedFields),
    );
  return same ? live : updated;
}
