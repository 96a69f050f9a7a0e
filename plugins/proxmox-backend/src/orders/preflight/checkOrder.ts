import { PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { componentRules } from './componentRules';
import { credentialRules } from './credentialRules';
import { managementClusterRules } from './managementClusterRules';
import { networkRules } from './networkRules';
import { offerRules } from './offerRules';
import { placementRules } from './placementRules';
import { PreflightFacts } from './PreflightFacts';
import { storageRules } from './storageRules';
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
    ...offerRules,
    ...managementClusterRules,
    ...componentRules,
    ...networkRules,
    ...templateRules,
    ...placementRules,
    ...storageRules,
    ...credentialRules,
  ].map(rule => rule(facts));
  return { passed: checks.every(({ level }) => level !== 'error'), checks };
}
