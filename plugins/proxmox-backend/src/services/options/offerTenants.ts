import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  ManagementClusterState,
  Option,
  ProxmoxResource,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory, tenantRef } from '@rackstage/plugin-proxmox-node';

interface OfferTenantsOptions {
  inventory: Pick<
    ProxmoxInventory,
    'getManagementClusters' | 'getManagementCluster' | 'getResource'
  >;
  mayOrder: (resource: ProxmoxResource) => boolean;
}

/** The management clusters in which the caller may order for some tenant. */
export function offerManagementClusters(
  options: OfferTenantsOptions,
): Option[] {
  const states = options.inventory.getManagementClusters();
  const offered = states.filter(
    state => listTenants(state, options).length > 0,
  );
  if (!offered.length && states.some(({ data }) => !data)) {
    throw unavailable();
  }
  return offered.map(({ source, title, data, error, asOf }) => ({
    value: source,
    label: title,
    description: [
      data?.stack && `Cluster API ${data.stack}`,
      error && `as it was at ${asOf}`,
    ]
      .filter(Boolean)
      .join(', '),
  }));
}

/** The tenants that the caller may order for. Throws where nothing is known of the management cluster. */
export function offerTenants(
  options: OfferTenantsOptions & { managementCluster: string },
): Option[] {
  const { inventory, managementCluster } = options;
  const state = inventory.getManagementCluster(managementCluster);
  if (!state) {
    throw new NotFoundError(
      `There is no management cluster '${managementCluster}'.`,
    );
  }
  if (!state.data) {
    throw unavailable();
  }
  return listTenants(state, options).map(({ id, owner }) => ({
    value: id,
    label: id,
    // People know a team by its name.
    description: `Owner: ${parseEntityRef(owner).name}`,
  }));
}

function listTenants(
  { source, data }: ManagementClusterState,
  { inventory, mayOrder }: OfferTenantsOptions,
): ProxmoxResource[] {
  return (data?.tenants ?? [])
    .flatMap(
      ({ namespace }) =>
        inventory.getResource(tenantRef({ source, namespace })) ?? [],
    )
    .filter(mayOrder);
}

/** Tells no names: who may order there is not known either. */
function unavailable(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'The tenants are not known, because their management cluster could not be read yet. Try again in a minute, then tell the team that operates it.',
  );
}
