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
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
  isPermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { proxmoxResourceReadPermission } from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
} from '@rackstage/plugin-proxmox-node';
import { PLATFORM_GROUP } from '../auth/personas';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Policy of the demo portal. The platform team reads everything and manages the catalogue. Everybody
 * else reads clusters, nodes, storages and networks, and the guests that they or their groups own.
 * In the catalogue they read clusters, people, their own groups and what those own, and nothing else: the catalogue
 * lists in each entity the refs of all related ones, so a node, a group or a service of another team would give away
 * which guests there are. What the policy does not know it denies.
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    const isPlatform = claims.includes(PLATFORM_GROUP);
    if (isPermission(permission, proxmoxResourceReadPermission)) {
      return isPlatform
        ? ALLOW
        : createProxmoxConditionalDecision(permission, {
            anyOf: [
              proxmoxConditions.hasType({
                types: ['cluster', 'node', 'storage', 'network'],
              }),
              proxmoxConditions.isOwner({ claims }),
            ],
          });
    }
    if (isPermission(permission, catalogEntityReadPermission)) {
      return isPlatform
        ? ALLOW
        : createCatalogConditionalDecision(permission, {
            anyOf: [
              catalogConditions.isEntityOwner({ claims }),
              catalogConditions.isEntityKind({ kinds: ['User'] }),
              catalogConditions.hasSpec({
                key: 'type',
                value: 'proxmox-cluster',
              }),
              ...groupsAmong(claims).map(isGroup),
            ],
          });
    }
    const isCatalog = catalogPermissions.some(
      ({ name }) => name === permission.name,
    );
    return isPlatform && isCatalog ? ALLOW : DENY;
  }
}

type CatalogCriteria = PermissionCriteria<
  PermissionCondition<'catalog-entity'>
>;

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
