import { Condition } from '@rackstage/plugin-proxmox-common';
import { WireCondition } from '../wire/fields';

/** Where an object may keep its conditions. */
interface ConditionLists {
  conditions?: WireCondition[];
  v1beta2?: { conditions?: WireCondition[] };
}

/**
 * The conditions of an object, whichever dialect it was written in. Cluster API v1beta1 keeps two lists; the newer one
 * says more. In v1beta2 the older list is under `deprecated` and is not read.
 */
export function normaliseConditions(
  status: ConditionLists | undefined,
): Condition[] {
  const newer = status?.v1beta2?.conditions ?? [];
  const chosen = newer.length ? newer : status?.conditions ?? [];
  return chosen.map(({ type, status: value, ...rest }) => ({
    type,
    status: value,
    reason: rest.reason || undefined,
    message: rest.message || undefined,
    severity: rest.severity || undefined,
    since: rest.lastTransitionTime,
  }));
}
