import {
  Diagnosis,
  Machine,
  ManagementClusterState,
  Order,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { guestRef, ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { Reader } from '../../access/ProxmoxAccess';
import { diagnoseTenantCluster } from '../../services/health/tenantCluster/diagnoseTenantCluster';
import { readMachineTasks } from '../../services/tenantClusters/readMachineTasks';
import { OrderRecord } from '../OrderStore';
import { describeProgress, ProgressLine } from './describeProgress';

/** What an order needs of the inventory. */
export type ObservedInventory = Pick<
  ProxmoxInventory,
  'getManagementCluster' | 'getSources' | 'getClient'
>;

/** What can be seen of an ordered cluster. */
export interface Observation {
  cluster?: TenantCluster;
  progress: ProgressLine[];
  diagnoses: Diagnosis[];
}

/** The cluster that was ordered, how far it is and what is wrong with it. */
export async function observeOrder(options: {
  inventory: ObservedInventory;
  record: OrderRecord;
  state: ManagementClusterState;
  now: Date;
}): Promise<Observation> {
  const { inventory, record, state, now } = options;
  const { order } = record;
  const { spec } = order;
  const inTenant = ({ namespace }: { namespace: string }) =>
    namespace === spec.tenant;
  const cluster = state.data?.tenantClusters
    .filter(inTenant)
    .find(({ name }) => name === spec.name);
  if (!cluster) {
    return { progress: [], diagnoses: [] };
  }
  const machines = (state.data?.machines ?? [])
    .filter(inTenant)
    .filter(machine => machine.cluster === spec.name);
  return {
    cluster,
    progress: describeProgress({ cluster, machines, spec }),
    diagnoses: diagnoseTenantCluster({
      cluster,
      machines,
      claims: (state.data?.addressClaims ?? []).filter(inTenant),
      pools: (state.data?.addressPools ?? []).filter(inTenant),
      state,
      tasks: await readMachineTasks({
        inventory,
        reader: createReader(record, machines),
        machines,
      }),
      now,
    }),
  };
}

/**
 * Whoever may read the order reads its diagnoses, so they cite only tasks of its own machines: of guests in the range of
 * VMIDs that nobody else has. A machine's own word is no proof, since the tenant may be able to write it.
 */
function createReader(
  { order, decisions }: Pick<OrderRecord, 'decisions'> & { order: Order },
  machines: Machine[],
): Reader {
  const { start, end } = decisions.vmidRange;
  const own = new Set(
    machines.flatMap(({ guest }) =>
      guest &&
      guest.source === order.spec.proxmox.source &&
      guest.vmid >= start &&
      guest.vmid <= end
        ? [guestRef(guest)]
        : [],
    ),
  );
  return { mayRead: ref => own.has(ref) };
}
