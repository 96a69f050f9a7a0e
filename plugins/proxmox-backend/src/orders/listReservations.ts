import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { OrderReservation } from './OrderDecisions';
import { OrderRecord } from './OrderStore';

/**
 * What orders hold: names, VMIDs and addresses, from their acceptance until they are cleaned up. An order that ended well
 * holds them as long as its cluster is there, which may be deleted without the portal.
 */
export function listReservations(
  records: OrderRecord[],
  inventory: {
    getManagementCluster(name: string): ManagementClusterState | undefined;
  },
): OrderReservation[] {
  return records
    .filter(record => !isDeleted(record, inventory))
    .map(({ order, decisions }) => {
      const { spec } = order;
      return {
        orderId: order.id,
        managementCluster: spec.managementCluster,
        tenant: spec.tenant,
        name: spec.name,
        source: spec.proxmox.source,
        vmidRange: decisions.vmidRange,
        addresses: spec.network.addresses,
      };
    });
}

/** Only what is known to be gone counts: a snapshot that is complete and of now does not show it. */
function isDeleted(
  { order }: OrderRecord,
  inventory: Parameters<typeof listReservations>[1],
): boolean {
  const { spec, state } = order;
  const cluster = inventory.getManagementCluster(spec.managementCluster);
  if (state !== 'ready' || !cluster?.data || cluster.error) {
    return false;
  }
  return (
    cluster.complete &&
    !cluster.data.tenantClusters.some(
      ({ namespace, name }) => namespace === spec.tenant && name === spec.name,
    )
  );
}
