import { PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { managementClusterRules } from './managementClusterRules';
import { networkRules } from './networkRules';
import { placementRules } from './placementRules';
import { PreflightFacts } from './PreflightFacts';
import { templateRules } from './templateRules';

/**
 * Whether an order can end well, as far as it can be told before anything is created. All rules are asked, so that a
 * person learns everything at once.
 */
export function checkOrder(facts: PreflightFacts): {
  passed: boolean;
  checks: PreflightCheck[];
} {
  const checks = [
    ...managementClusterRules,
    ...networkRules,
    ...templateRules,
    ...placementRules,
  ].map(rule => rule(facts));
  return { passed: checks.every(({ level }) => level !== 'error'), checks };
}
