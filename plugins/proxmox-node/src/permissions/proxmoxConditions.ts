import { createConditionExports } from '@backstage/plugin-permission-node';
import { proxmoxPermissionRules } from './proxmoxPermissionRules';
import { proxmoxResourceRef } from './proxmoxResourceRef';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: proxmoxResourceRef,
  rules: proxmoxPermissionRules,
});

/**
 * Conditions for policies, one per rule: `proxmoxConditions.isOwner({ claims })` and so on.
 *
 * @public
 */
export const proxmoxConditions = conditions;

/**
 * Makes the conditional decision that a policy returns for a permission on Proxmox resources.
 *
 * @example
 * ```ts
 * createProxmoxConditionalDecision(request.permission, {
 *   anyOf: [
 *     proxmoxConditions.hasType({ types: ['cluster', 'node'] }),
 *     proxmoxConditions.isOwner({ claims: user.info.ownershipEntityRefs }),
 *   ],
 * });
 * ```
 *
 * @public
 */
export const createProxmoxConditionalDecision = createConditionalDecision;
