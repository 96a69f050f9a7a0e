import { Diagnosis } from '@rackstage/plugin-proxmox-common';
import { GuestFindings, guestRules } from './guestRules';

const ranks: Record<Diagnosis['severity'], number> = {
  error: 0,
  warning: 1,
  info: 2,
};

/** What is wrong with a guest, the worst first; equally bad things stay in the order of the rules. */
export function diagnoseGuest(findings: GuestFindings): Diagnosis[] {
  return guestRules
    .map(rule => rule(findings))
    .filter(diagnosis => diagnosis !== undefined)
    .sort((left, right) => ranks[left.severity] - ranks[right.severity]);
}
