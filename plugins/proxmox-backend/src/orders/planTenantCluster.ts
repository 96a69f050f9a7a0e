import { ConflictError } from '@backstage/errors';
import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import { TenantClusterPlan } from '@rackstage/plugin-proxmox-node';
import { OrderDecisions } from './OrderDecisions';
import { OrderSettings } from './OrderSettings';

/**
 * Everything that the manifests of an order are built from. Credentials and settings are those of today's
 * configuration; they are never kept with the order.
 *
 * @throws ConflictError where the configuration no longer allows orders in that source
 */
export function planTenantCluster(options: {
  orderId: string;
  owner: string;
  spec: TenantClusterOrderSpec;
  decisions: Omit<OrderDecisions, 'stack'>;
  settings: OrderSettings;
}): TenantClusterPlan {
  const { orderId, owner, spec, decisions, settings } = options;
  const { source } = spec.proxmox;
  const provisioning = settings.provisioning.get(source);
  if (!provisioning) {
    throw new ConflictError(
      `Proxmox source '${source}' has no 'provisioning' in the configuration, so nothing can be made there. Add it, or clean up the order.`,
    );
  }
  const { url, tokenId, tokenSecret, ca, resourcePool } = provisioning;
  const { templateNode, templateTags, vmidRange } = decisions;
  return {
    orderId,
    owner,
    spec,
    templateNode,
    templateTags,
    vmidRange,
    credentials: { url, tokenId, secret: tokenSecret, caPem: ca },
    settings: {
      ...settings.platforms.get(spec.managementCluster)?.settings,
      resourcePool,
    },
  };
}
