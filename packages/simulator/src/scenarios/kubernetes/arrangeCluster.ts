import type {
  MachineDeployment,
  MachineSet,
  ProxmoxMachine,
} from '../../controllers/objects/kinds';
import { kindRef, KindName, StackName } from '../../controllers/objects/stack';
import { machineSetOf } from '../../controllers/reconcilers/machineDeployment';
import { createMachine } from '../../controllers/reconcilers/machineSet';
import { addressClaim } from '../../controllers/reconcilers/proxmoxMachine';
import { proxmoxMachineStatus } from '../../controllers/reconcilers/proxmoxMachineStatus';
import type { ControllerApi } from '../../controllers/runtime/ControllerApi';
import { smbiosUuid } from '../../controllers/tenant/GuestSystems';
import type { World } from '../../pve/world/World';
import { clusterManifests, ClusterOrder } from './clusterManifests';
import type { ArrangedCluster, ArrangedWorker } from './ManagementPlan';
import { workerTemplate } from './workerHardware';

const manager = 'manager';

/** Where a cluster is arranged. */
export interface Arrangement {
  api: ControllerApi;
  stack: StackName;
  world: World;
  credentials: ClusterOrder['credentials'];
  /** Milliseconds since the epoch. */
  now: number;
}

/** A worker whose virtual machine is there, in the state in which the provider left it. */
function arrangeWorker(
  arrangement: Arrangement,
  set: MachineSet,
  worker: ArrangedWorker,
): void {
  const { api, stack, world, now } = arrangement;
  const context = { api, stack, ref: (kind: KindName) => kindRef(stack, kind) };
  createMachine(context, set, worker.name);
  const machine = api.find<ProxmoxMachine>(
    kindRef(stack, 'ProxmoxMachine'),
    set.metadata.namespace,
    worker.name,
  );
  const guest = world.guests.get(worker.vmid);
  if (!machine || !guest) {
    throw new Error(
      `The scenario has no virtual machine ${worker.vmid} for worker ${worker.name}.`,
    );
  }
  const known = api.change(
    machine,
    live => ({
      ...live,
      spec: {
        ...live.spec,
        virtualMachineID: worker.vmid,
        providerID: `proxmox://${smbiosUuid(guest.config.smbios1)}`,
      },
    }),
    { manager },
  );
  if (!known) return;
  const isDone = worker.address !== undefined;
  api.change(
    known,
    live => ({
      ...live,
      status: proxmoxMachineStatus(stack, live, {
        now,
        node: guest.node,
        ...(isDone
          ? { isDone, address: worker.address }
          : { reason: 'WaitingForStaticIPAllocation' }),
      }),
    }),
    { manager, subresource: 'status' },
  );
  if (isDone) api.create(addressClaim(context, known), manager);
}

/**
 * Writes a tenant cluster whose machines exist already. Everything else comes
 * from the controllers, which find it in a state that they agree with.
 */
export function arrangeCluster(
  arrangement: Arrangement,
  { order, workers }: ArrangedCluster,
): void {
  const { api, stack, credentials } = arrangement;
  const objects = clusterManifests({
    ...order,
    stack,
    credentials,
    templateID: workerTemplate,
  }).map(object => api.create(object, 'portal'));
  const deployment = objects.find(o => o.kind === 'MachineDeployment');
  const set = api.create(
    machineSetOf(deployment as MachineDeployment),
    manager,
  );
  workers.forEach(worker => arrangeWorker(arrangement, set, worker));
}
