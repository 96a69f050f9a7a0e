import { Call, Handlers } from '../Call';
import { isTemplate } from '../guests/guestName';
import { setRunning, setStopped } from '../guests/power';
import { Worker } from '../tasks/TaskRunner';
import { Guest } from '../world/types';

function selected(call: Call, node?: string): Guest[] {
  const wanted =
    call.list('vms').length > 0 ? call.list('vms') : call.list('vmids');
  return call.world
    .sortedGuests()
    .filter(guest => node === undefined || guest.node === node)
    .filter(guest => wanted.length === 0 || wanted.includes(String(guest.vmid)))
    .filter(guest => !isTemplate(guest));
}

/** The right on everything, or on each guest that the call names. */
function demandRights(call: Call, privilege: string): void {
  if (call.may('/', privilege)) return;
  const named = [...call.list('vms'), ...call.list('vmids')];
  if (named.length === 0) call.demand('/', privilege);
  for (const vmid of named) call.demand(`/vms/${vmid}`, privilege);
}

type Act = (call: Call, guest: Guest, worker: Worker) => Promise<void>;

const start: Act = async (call, guest, worker) => {
  if (guest.status === 'running') return;
  worker.log(`Starting ${guest.type === 'qemu' ? 'VM' : 'CT'} ${guest.vmid}`);
  await worker.work(1000);
  setRunning(guest, {
    clock: call.site.clock,
    nextPid: () => call.site.tasks.nextPid(),
  });
};

/** Of a node's guests only those that start with it, unless all are meant. */
const startAtBoot: Act = async (call, guest, worker) => {
  if (Number(guest.config.onboot ?? 0) !== 1 && !call.flag('force')) return;
  await start(call, guest, worker);
};

const stop: Act = async (_, guest, worker) => {
  if (guest.status !== 'running') return;
  worker.log(`Stopping ${guest.type === 'qemu' ? 'VM' : 'CT'} ${guest.vmid}`);
  await worker.work(1500);
  setStopped(guest);
};

const suspend: Act = async (_, guest, worker) => {
  if (guest.status !== 'running' || guest.type !== 'qemu') return;
  worker.log(`Suspending VM ${guest.vmid}`);
  await worker.work(800);
  guest.isPaused = true;
};

const migrate: Act = async (call, guest, worker) => {
  const target =
    call.optionalText('target') ?? call.optionalText('target-node');
  if (!target || !call.world.nodes.has(target)) return;
  worker.log(`Migrating ${guest.vmid} to ${target}`);
  await worker.work(2000);
  guest.node = target;
};

function each(act: Act, type: string, isCluster = false) {
  return (call: Call) => {
    demandRights(call, act === migrate ? 'VM.Migrate' : 'VM.PowerMgmt');
    return call.startTask(
      { type, id: '', node: isCluster ? call.entryNode : call.node },
      async worker => {
        const guests = selected(call, isCluster ? undefined : call.node);
        for (const guest of guests) await act(call, guest, worker);
      },
    );
  };
}

const bulk = '/cluster/bulk-action/guest';

/** Many guests at once. */
export const nodeBulkRoutes: Handlers = {
  'POST /nodes/{node}/startall': each(startAtBoot, 'startall'),
  'POST /nodes/{node}/stopall': each(stop, 'stopall'),
  'POST /nodes/{node}/suspendall': each(suspend, 'suspendall'),
  'POST /nodes/{node}/migrateall': each(migrate, 'migrateall'),
  [`POST ${bulk}/start`]: each(start, 'bulkstart', true),
  [`POST ${bulk}/shutdown`]: each(stop, 'bulkshutdown', true),
  [`POST ${bulk}/suspend`]: each(suspend, 'bulksuspend', true),
  [`POST ${bulk}/migrate`]: each(migrate, 'bulkmigrate', true),
};
