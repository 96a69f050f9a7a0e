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
  PolicyDecision,
  isPermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  ANNOTATION_PROXMOX_CLUSTER,
  proxmoxResourceReadPermission,
} from '@rackstage/plugin-proxmox-common';
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
 * In the catalogue they do not read the entities of nodes, storages and networks: the catalogue lists in each
 * the refs of everything that depends on it, other teams' guests too. What the policy does not know it denies.
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
              {
                not: catalogConditions.hasAnnotation({
                  annotation: ANNOTATION_PROXMOX_CLUSTER,
                }),
              },
              catalogConditions.hasSpec({
                key: 'type',
                value: 'proxmox-cluster',
              }),
              catalogConditions.isEntityOwner({ claims }),
            ],
          });
    }
    const isCatalog = catalogPermissions.some(
      ({ name }) => name === permission.name,
    );
    return isPlatform && isCatalog ? ALLOW : DENY;
  }
}
