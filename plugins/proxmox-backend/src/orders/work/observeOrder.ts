import {
  Diagnosis,
  Machine,
  ManagementClusterState,
  Order,
  SourceState,
  TenantCluster,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { guestRef, ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { Reader } from '../../access/ProxmoxAccess';
import { diagnoseTenantCluster } from '../../services/health/tenantCluster/diagnoseTenantCluster';
import { MachineTask } from '../../services/health/tenantCluster/TenantClusterFindings';
import { readMachineTasks } from '../../services/tenantClusters/readMachineTasks';
import { OrderRecord } from '../OrderStore';
import { describeProgress, ProgressLine } from './describeProgress';
import { diagnoseTemplate } from './diagnoseTemplate';

/** What an order needs of the inventory. */
export type ObservedInventory = Pick<
  ProxmoxInventory,
  | 'getManagementCluster'
  | 'getSources'
  | 'getClient'
  | 'refresh'
  | 'renewInterest'
>;

/** What can be seen of an ordered cluster. */
export interface Observation {
  cluster?: TenantCluster;
  progress: ProgressLine[];
  diagnoses: Diagnosis[];
  /** A provider has given up on a machine, or on the cluster, and does not try again. */
  hasGivenUp: boolean;
}

const FRESH = { seconds: 5 };

/** The cluster that was ordered, how far it is and what is wrong with it. Proxmox is asked only for a `thorough` look. */
export async function observeOrder(options: {
  inventory: ObservedInventory;
  record: OrderRecord;
  state: ManagementClusterState;
  now: Date;
  thorough: boolean;
}): Promise<Observation> {
  const { inventory, record, state, now, thorough } = options;
  const { order } = record;
  const { spec } = order;
  const inTenant = ({ namespace }: { namespace: string }) =>
    namespace === spec.tenant;
  const cluster = state.data?.tenantClusters
    .filter(inTenant)
    .find(({ name }) => name === spec.name);
  if (!cluster) {
    return { progress: [], diagnoses: [], hasGivenUp: false };
  }
  const machines = (state.data?.machines ?? [])
    .filter(inTenant)
    .filter(machine => machine.cluster === spec.name);
  const look = (tasks: Map<string, MachineTask>) =>
    diagnoseTenantCluster({
      cluster,
      machines,
      claims: (state.data?.addressClaims ?? []).filter(inTenant),
      pools: (state.data?.addressPools ?? []).filter(inTenant),
      state,
      tasks,
      now,
    });
  return {
    cluster,
    progress: describeProgress({ cluster, machines, spec }),
    hasGivenUp: cluster.phase === 'Failed' || machines.some(isGivenUp),
    diagnoses: thorough
      ? [
          ...diagnoseTemplate(spec, await refresh(inventory, spec)),
          ...look(
            await readMachineTasks({
              inventory,
              reader: createReader(record, machines),
              machines,
            }),
          ),
        ]
      : look(new Map()),
  };
}

async function refresh(
  inventory: ObservedInventory,
  { proxmox: { source } }: TenantClusterOrderSpec,
): Promise<SourceState | undefined> {
  const isConfigured = inventory
    .getSources()
    .some(state => state.source === source);
  return isConfigured
    ? inventory.refresh(source, { maxAge: FRESH })
    : undefined;
}

// A clone or a start that was refused is tried again by the provider; these are not.
const FINAL_REASONS = ['VMProvisionFailed', 'TaskFailed', 'TaskFailure'];

function isGivenUp({ proxmoxMachine, deletingSince }: Machine): boolean {
  const { failureReason, failureMessage, conditions } = proxmoxMachine ?? {};
  return (
    !deletingSince &&
    (Boolean(failureReason || failureMessage) ||
      (conditions ?? []).some(
        ({ status, reason }) =>
          status !== 'True' && FINAL_REASONS.includes(reason ?? ''),
      ))
  );
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
