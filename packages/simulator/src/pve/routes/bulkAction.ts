import { badParameters, forbidden } from '../ApiError';
import { Call, Handler, Handlers } from '../Call';
import { isTemplate } from '../guests/guestName';
import { PowerContext, shutdownGuest, startGuest } from '../guests/power';
import { Worker } from '../tasks/TaskRunner';
import { Guest } from '../world/types';

/** One action on many guests, as the node's and the cluster's calls have it. */
interface BulkAction {
  /** Worker type of the node's call and of the cluster's. */
  nodeType: string;
  clusterType: string;
  privilege: string;
  /** Which guests it is for, besides those that are named. */
  concerns(guest: Guest, call: Call): boolean;
  act(guest: Guest, call: Call, worker: Worker): Promise<void>;
}

function contextOf(call: Call): PowerContext {
  return {
    clock: call.site.clock,
    nextPid: () => call.site.tasks.nextPid(),
  };
}

const start: BulkAction = {
  nodeType: 'startall',
  clusterType: 'bulkstart',
  privilege: 'VM.PowerMgmt',
  concerns: (guest, call) =>
    guest.status !== 'running' &&
    (call.flag('force') || Number(guest.config.onboot ?? 0) === 1),
  act: (guest, call, worker) => startGuest(guest, worker, contextOf(call)),
};

const shutdown: BulkAction = {
  nodeType: 'stopall',
  clusterType: 'bulkshutdown',
  privilege: 'VM.PowerMgmt',
  concerns: guest => guest.status === 'running',
  act: (guest, call, worker) =>
    shutdownGuest(guest, worker, {
      timeoutSeconds: call.optionalInteger('timeout') ?? 180,
      forceStop: call.flag('force-stop', true),
    }),
};

const suspend: BulkAction = {
  nodeType: 'suspendall',
  clusterType: 'bulksuspend',
  privilege: 'VM.PowerMgmt',
  concerns: guest => guest.status === 'running' && guest.type === 'qemu',
  act: async (guest, _call, worker) => {
    await worker.work(500);
    guest.isPaused = true;
  },
};

const migrate: BulkAction = {
  nodeType: 'migrateall',
  clusterType: 'bulkmigrate',
  privilege: 'VM.Migrate',
  concerns: (guest, call) => guest.node !== call.text('target'),
  act: async (guest, call, worker) => {
    await worker.work(2000);
    guest.node = call.text('target');
  },
};

/** Guests that are named, or all that the action is for. */
function chosen(call: Call, action: BulkAction, node?: string): Guest[] {
  const named = call.list('vms').map(Number);
  return call.world
    .sortedGuests()
    .filter(guest => node === undefined || guest.node === node)
    .filter(guest => !isTemplate(guest))
    .filter(guest =>
      named.length > 0
        ? named.includes(guest.vmid)
        : action.concerns(guest, call),
    );
}

/** All guests need no privilege each if the caller has it on every guest. */
function demandRights(call: Call, guests: Guest[], privilege: string): void {
  if (call.may('/', privilege)) return;
  const named = call.list('vms');
  if (named.length === 0) throw forbidden(`/, ${privilege}`);
  for (const guest of guests) call.demand(`/vms/${guest.vmid}`, privilege);
}

function run(
  call: Call,
  action: BulkAction,
  scope: { type: string; node?: string },
) {
  call.demandQuorum();
  const target = call.optionalText('target');
  if (target !== undefined && !call.world.nodes.has(target)) {
    throw badParameters({ target: `no such cluster node '${target}'` });
  }
  const guests = chosen(call, action, scope.node);
  demandRights(call, guests, action.privilege);
  return call.startTask({ type: scope.type, id: '' }, async worker => {
    for (const guest of guests) {
      const word = guest.type === 'qemu' ? 'VM' : 'CT';
      worker.log(`${action.clusterType.slice(4)} ${word} ${guest.vmid}`);
      try {
        await action.act(guest, call, worker);
      } catch (error) {
        worker.warn(`${word} ${guest.vmid}: ${String(error).trim()}`);
      }
    }
  });
}

const onNode =
  (action: BulkAction): Handler =>
  call =>
    run(call, action, { type: action.nodeType, node: call.node });

const inCluster =
  (action: BulkAction): Handler =>
  call =>
    run(call, action, { type: action.clusterType });

/** The same action on many guests, of one node or of the cluster. */
export const bulkActionRoutes: Handlers = {
  'POST /nodes/{node}/startall': onNode(start),
  'POST /nodes/{node}/stopall': onNode(shutdown),
  'POST /nodes/{node}/suspendall': onNode(suspend),
  'POST /nodes/{node}/migrateall': onNode(migrate),
  'POST /cluster/bulk-action/guest/start': inCluster(start),
  'POST /cluster/bulk-action/guest/shutdown': inCluster(shutdown),
  'POST /cluster/bulk-action/guest/suspend': inCluster(suspend),
  'POST /cluster/bulk-action/guest/migrate': inCluster(migrate),
};
