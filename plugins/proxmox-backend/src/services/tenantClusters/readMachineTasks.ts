import { Machine, SourceState, Task } from '@rackstage/plugin-proxmox-common';
import {
  clusterRef,
  guestRef,
  ProxmoxInventory,
  readTaskLog,
} from '@rackstage/plugin-proxmox-node';
import { Reader } from '../../access/ProxmoxAccess';
import { describeReadFailure } from '../details/describeReadFailure';
import { isTaskOfGuest } from '../tasks/isTaskOfGuest';
import { MachineTask } from '../health/tenantCluster/TenantClusterFindings';

/** One log is enough to see a cause; each is a call. */
const MAXIMUM_LOGS = 3;
const LOG_LINES = 50;
const DEADLINE_MS = 5_000;

/**
 * The Proxmox tasks that hold machines up, with the end of their logs. Only those that the caller may read: a task is
 * readable through its guest, or with the whole cluster.
 */
export async function readMachineTasks(options: {
  inventory: Pick<ProxmoxInventory, 'getSources' | 'getClient'>;
  reader: Reader;
  machines: Machine[];
}): Promise<Map<string, MachineTask>> {
  const { inventory, reader, machines } = options;
  const states = inventory.getSources();
  const found = machines
    .filter(machine => !machine.ready)
    .flatMap(machine => {
      const task = findTask(machine, states);
      return task && mayReadTask(reader, machine, task)
        ? [{ machine, task }]
        : [];
    });
  const entries = await Promise.all(
    found.map(async ({ machine, task }, index) => {
      const logLines =
        index < MAXIMUM_LOGS ? await readLogEnd(inventory, task) : [];
      return [machine.name, { task, logLines }] as const;
    }),
  );
  return new Map(entries);
}

/** The task that the provider waits for, else the newest one of the guest that failed. */
function findTask(machine: Machine, states: SourceState[]): Task | undefined {
  const { guest, proxmoxMachine } = machine;
  const tasks = states.flatMap(({ data }) => data?.tasks ?? []);
  const awaited = tasks.find(({ upid }) => upid === proxmoxMachine?.task);
  return (
    awaited ??
    tasks
      .filter(
        ({ source, id, outcome }) =>
          source === guest?.source &&
          id === String(guest.vmid) &&
          outcome === 'failed',
      )
      .sort((left, right) => right.startedAt.localeCompare(left.startedAt))[0]
  );
}

/**
 * The provider's task comes from an object in the tenant's own namespace, where it may have been written by somebody who
 * wants to read another's log; so it has to be a task of the guest that the caller may read.
 */
function mayReadTask(reader: Reader, machine: Machine, task: Task): boolean {
  const { guest } = machine;
  const mayReadGuest =
    guest?.source === task.source &&
    isTaskOfGuest(task, guest) &&
    reader.mayRead(guestRef(guest));
  return mayReadGuest || reader.mayRead(clusterRef(task.source));
}

async function readLogEnd(
  inventory: Pick<ProxmoxInventory, 'getClient'>,
  task: Task,
): Promise<string[]> {
  try {
    const { lines } = await readTaskLog(
      inventory.getClient(task.source),
      task.upid,
      { limit: LOG_LINES, signal: AbortSignal.timeout(DEADLINE_MS) },
    );
    return lines.map(({ text }) => text);
  } catch (error) {
    // The diagnosis goes on without it, but does not look as if the log were empty.
    const { publicProblem } = describeReadFailure(error, {
      subject: 'The log',
      since: new Date().toISOString(),
    });
    return [publicProblem.message];
  }
}
