import { failure } from '../ApiError';
import { Call, Handler, Handlers } from '../Call';
import { demandUnlocked, guestWord } from '../guests/demandUnlocked';
import {
  PowerContext,
  setRunning,
  shutdownGuest,
  startGuest,
  stopGuest,
} from '../guests/power';
import { Worker } from '../tasks/TaskRunner';
import { Guest, GuestType } from '../world/types';

const prefix = (call: Call) => (call.guestType === 'qemu' ? 'qm' : 'vz');

function contextOf(call: Call): PowerContext {
  return {
    clock: call.site.clock,
    nextPid: () => call.site.tasks.nextPid(),
  };
}

function demandRunning(call: Call): Guest {
  const guest = call.guest();
  if (guest.status !== 'running') {
    throw failure(`${guestWord(guest)} ${guest.vmid} not running`);
  }
  return guest;
}

function sidOf(call: Call): string {
  return `${call.guestType === 'qemu' ? 'vm' : 'ct'}:${call.vmid}`;
}

/** Asks the HA manager instead of the guest; it acts a little later. */
function viaHighAvailability(
  call: Call,
  type: 'hastart' | 'hastop',
  act: (guest: Guest, worker: Worker) => Promise<void>,
): string | undefined {
  const resource = call.world.section('haResources').get(sidOf(call));
  const { isArmed } = call.world.ha.arming(call.site.clock.elapsed());
  if (!resource || !isArmed) return undefined;
  resource.state = type === 'hastart' ? 'started' : 'stopped';
  const guest = call.guest();
  return call.startTask({ type, id: call.vmid }, async worker => {
    worker.log(`Requesting HA ${type.slice(2)} for ${sidOf(call)}`);
    await worker.work(500);
    void act(guest, { ...worker, work: ms => call.site.clock.wait(ms) }).catch(
      error => call.site.log(`HA ${type} of ${sidOf(call)}: ${error}`),
    );
  });
}

function start(call: Call) {
  call.demandQuorum();
  call.demandRootFor('skiplock', 'stateuri', 'migratedfrom', 'migration_type');
  const context = contextOf(call);
  const managed = call.world.guests.has(call.vmid)
    ? viaHighAvailability(call, 'hastart', async (guest, worker) => {
        if (guest.status !== 'running')
          await startGuest(guest, worker, context);
      })
    : undefined;
  if (managed) return managed;
  if (call.guestType === 'lxc') {
    const known = call.world.guests.get(call.vmid);
    if (known?.type === 'lxc' && known.status === 'running') {
      throw failure(`CT ${call.vmid} already running`);
    }
  }
  return call.startTask(
    { type: `${prefix(call)}start`, id: call.vmid },
    worker => {
      return startGuest(call.guest(), worker, context);
    },
  );
}

function stop(call: Call) {
  call.demandRootFor('skiplock');
  if (call.guestType === 'lxc') demandRunning(call);
  const managed = call.world.guests.has(call.vmid)
    ? viaHighAvailability(call, 'hastop', stopGuest)
    : undefined;
  if (managed) return managed;
  return call.startTask(
    { type: `${prefix(call)}stop`, id: call.vmid },
    async worker => {
      if (!call.world.guests.has(call.vmid)) {
        throw failure(
          `unable to find configuration file for VM ${call.vmid} on node '${call.node}'`,
        );
      }
      await stopGuest(call.guest(), worker);
    },
  );
}

function shutdown(call: Call) {
  call.demandRootFor('skiplock');
  if (call.guestType === 'lxc') demandRunning(call);
  const managed = call.world.guests.has(call.vmid)
    ? viaHighAvailability(call, 'hastop', stopGuest)
    : undefined;
  if (managed) return managed;
  return call.startTask(
    { type: `${prefix(call)}shutdown`, id: call.vmid },
    worker =>
      shutdownGuest(call.guest(), worker, {
        timeoutSeconds: call.optionalInteger('timeout') ?? 60,
        forceStop: call.flag('forceStop'),
      }),
  );
}

function reboot(call: Call) {
  const guest = demandRunning(call);
  return call.startTask(
    { type: `${prefix(call)}reboot`, id: call.vmid },
    async worker => {
      demandUnlocked(guest);
      await shutdownGuest(guest, worker, {
        timeoutSeconds: call.optionalInteger('timeout') ?? 60,
        forceStop: false,
      });
      await worker.work(1500);
      setRunning(guest, contextOf(call));
    },
  );
}

function reset(call: Call) {
  const guest = demandRunning(call);
  return call.startTask({ type: 'qmreset', id: call.vmid }, async worker => {
    demandUnlocked(guest);
    await worker.work(300);
    guest.startedAt = call.site.clock.elapsed();
  });
}

function suspend(call: Call) {
  const guest = demandRunning(call);
  const pause = call.flag('todisk') ? 'qmsuspend' : 'qmpause';
  const type = guest.type === 'qemu' ? pause : 'vzsuspend';
  return call.startTask({ type, id: call.vmid }, async worker => {
    demandUnlocked(guest);
    await worker.work(500);
    guest.isPaused = true;
    if (call.flag('todisk')) {
      guest.config.lock = 'suspended';
      guest.status = 'stopped';
    }
  });
}

function resume(call: Call) {
  const guest =
    call.guest().config.lock === 'suspended'
      ? call.guest()
      : demandRunning(call);
  return call.startTask(
    { type: `${prefix(call)}resume`, id: call.vmid },
    async worker => {
      await worker.work(300);
      if (guest.config.lock === 'suspended') {
        delete guest.config.lock;
        setRunning(guest, contextOf(call));
      }
      guest.isPaused = false;
    },
  );
}

const actions: Record<string, Handler> = {
  start,
  stop,
  shutdown,
  reboot,
  suspend,
  resume,
};

function forType(type: GuestType): Handlers {
  const base = `/nodes/{node}/${type}/{vmid}/status`;
  return Object.fromEntries(
    Object.entries(actions).map(([name, act]) => [`POST ${base}/${name}`, act]),
  );
}

/** Power of guests. */
export const guestPowerRoutes: Handlers = {
  ...forType('qemu'),
  ...forType('lxc'),
  'POST /nodes/{node}/qemu/{vmid}/status/reset': reset,
};
