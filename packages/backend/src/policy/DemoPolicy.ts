import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogPermissions,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  scaffolderPermissions,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  proxmoxPermissions,
  proxmoxResourceReadPermission,
  RESOURCE_TYPE_PROXMOX_RESOURCE,
} from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
} from '@rackstage/plugin-proxmox-node';
import { PLATFORM_GROUP } from '../auth/personas';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** To run templates, not to write or try out any: only the platform team registers them. */
const useOfTemplates = [
  actionExecutePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
];

const isShared = proxmoxConditions.hasType({
  types: ['cluster', 'node', 'storage', 'network'],
});

/** What is ordered is ordered for a tenant. */
const isTenant = proxmoxConditions.hasType({ types: ['tenant'] });

const isAmong = (permission: Permission, known: { name: string }[]) =>
  known.some(({ name }) => name === permission.name);

/**
 * Policy of the demo portal. The platform team reads everything, orders for everybody and manages the catalogue and
 * the templates. What the policy does not know it denies, to everybody.
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    if (!user.info.ownershipEntityRefs.includes(PLATFORM_GROUP)) {
      return decideForDeveloper(permission, user.info);
    }
    const isKnown = isAmong(permission, [
      ...proxmoxPermissions,
      ...catalogPermissions,
      ...scaffolderPermissions,
    ]);
    return isKnown ? ALLOW : DENY;
  }
}

/**
 * Everybody but the platform team reads clusters, nodes, storages and networks, and the guests that they or their
 * groups own; they order for the tenants of their groups, and see the orders of those.
 */
function decideForDeveloper(
  permission: Permission,
  { userEntityRef, ownershipEntityRefs: claims }: PolicyQueryUser['info'],
): PolicyDecision {
  if (isResourcePermission(permission, RESOURCE_TYPE_PROXMOX_RESOURCE)) {
    const isOwner = proxmoxConditions.isOwner({ claims });
    return createProxmoxConditionalDecision(
      permission,
      isPermission(permission, proxmoxResourceReadPermission)
        ? { anyOf: [isShared, isOwner] }
        : { allOf: [isTenant, isOwner] },
    );
  }
  if (isPermission(permission, catalogEntityReadPermission)) {
    return createCatalogConditionalDecision(permission, isVisible(claims));
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
    );
  }
  return isAmong(permission, useOfTemplates) ? ALLOW : DENY;
}

type CatalogCriteria = PermissionCriteria<
  PermissionCondition<'catalog-entity'>
>;

/**
 * Of the catalogue people read clusters, templates, people, their own groups and what those own, and nothing else: the
 * catalogue lists in each entity the refs of all related ones, so a node, a group or a service of another team would
 * give away which guests there are.
 */
function isVisible(claims: string[]): CatalogCriteria {
  return {
    anyOf: [
      catalogConditions.isEntityOwner({ claims }),
      catalogConditions.isEntityKind({ kinds: ['User', 'Template'] }),
      catalogConditions.hasSpec({ key: 'type', value: 'proxmox-cluster' }),
      ...groupsAmong(claims).map(isGroup),
    ],
  };
}

function isGroup(name: string): CatalogCriteria {
  return {
    allOf: [
      catalogConditions.isEntityKind({ kinds: ['Group'] }),
      catalogConditions.hasMetadata({ key: 'name', value: name }),
    ],
  };
}

/** The names of the groups; those of the demo are all in the default namespace. */
function groupsAmong(claims: string[]): string[] {
  const prefix = 'group:default/';
  return claims
    .filter(claim => claim.startsWith(prefix))
    .map(claim => claim.slice(prefix.length));
}
