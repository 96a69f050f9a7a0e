import {
  ManagementClusterState,
  SourceState,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { OrderReservation } from '../../OrderDecisions';
import { TakenAddresses } from '../PreflightFacts';

/** Addresses that are known without asking anybody: those of guests, nodes, API servers and other orders. */
export function findTakenAddresses(options: {
  spec: TenantClusterOrderSpec;
  orderId?: string;
  sources: SourceState[];
  managementClusters: ManagementClusterState[];
  reservations: OrderReservation[];
}): TakenAddresses[] {
  const { spec, orderId, reservations } = options;
  const ownMachines = findOwnMachines(options.managementClusters, spec);
  return [
    ...reservations
      .filter(reservation => reservation.orderId !== orderId)
      .map(({ managementCluster, tenant, name, addresses }) => ({
        holder:
          managementCluster === spec.managementCluster && tenant === spec.tenant
            ? `the order of ${name}`
            : 'an order of another tenant',
        addresses: [addresses],
      })),
    ...options.sources.flatMap(({ source, data }) => [
      ...(data?.nodes ?? []).flatMap(({ name, address }) =>
        address ? [{ holder: `node ${name}`, addresses: [address] }] : [],
      ),
      ...Object.entries(data?.configurations ?? {})
        .filter(([key]) => !ownMachines.has(`${source}/${key}`))
        .map(([, { addresses }]) => ({
          holder: `a guest of ${source}`,
          addresses,
        })),
    ]),
    ...options.managementClusters.flatMap(({ data }) =>
      (data?.tenantClusters ?? []).flatMap(({ endpoint }) =>
        endpoint
          ? [{ holder: 'an API server', addresses: [endpoint.host] }]
          : [],
      ),
    ),
  ].filter(({ addresses }) => addresses.length > 0);
}

/** Of an order that was begun: `fra/qemu/20000`. */
function findOwnMachines(
  states: ManagementClusterState[],
  spec: TenantClusterOrderSpec,
): Set<string> {
  const own = states.find(({ source }) => source === spec.managementCluster);
  return new Set(
    (own?.data?.machines ?? [])
      .filter(
        ({ namespace, cluster }) =>
          namespace === spec.tenant && cluster === spec.name,
      )
      .flatMap(({ guest }) =>
        guest ? [`${guest.source}/${guest.type}/${guest.vmid}`] : [],
      ),
  );
}
