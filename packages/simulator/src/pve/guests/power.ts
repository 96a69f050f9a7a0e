import { SimulatorClock } from '../../clock';
import { failure } from '../ApiError';
import { Worker } from '../tasks/TaskRunner';
import { Guest } from '../world/types';
import { demandUnlocked, guestWord } from './demandUnlocked';
import { isTemplate } from './guestName';
import { withPending } from './renderConfig';

/** What changing the power state needs. */
export interface PowerContext {
  clock: SimulatorClock;
  nextPid(): number;
}

/** Puts a guest into the running state; waiting changes take effect. */
export function setRunning(guest: Guest, context: PowerContext): void {
  guest.config = withPending(guest);
  guest.pending = {};
  guest.status = 'running';
  guest.isPaused = false;
  guest.startedAt = context.clock.elapsed();
  guest.pid = context.nextPid();
}

/** Puts a guest into the stopped state. */
export function setStopped(guest: Guest): void {
  guest.config = withPending(guest);
  guest.pending = {};
  guest.status = 'stopped';
  guest.isPaused = false;
  guest.startedAt = undefined;
  guest.pid = undefined;
}

const systemdFamilies = [
  'debian',
  'ubuntu',
  'fedora',
  'archlinux',
  'centos',
  'opensuse',
];

/** Warns as the vendor does when a container's init will want nesting. */
export function warnAboutNesting(guest: Guest, worker: Worker): void {
  const needs =
    systemdFamilies.includes(String(guest.config.ostype)) &&
    Number(guest.config.unprivileged ?? 0) === 1 &&
    !/nesting=1/.test(String(guest.config.features ?? ''));
  if (needs)
    worker.warn('Systemd 257 detected. You may need to enable nesting.');
}

/** The work of a start task. */
export async function startGuest(
  guest: Guest,
  worker: Worker,
  context: PowerContext,
): Promise<void> {
  const word = guestWord(guest);
  if (isTemplate(guest)) {
    throw failure(`you can't start a ${word.toLowerCase()} if it's a template`);
  }
  demandUnlocked(guest);
  if (guest.status === 'running') {
    throw failure(`${word} ${guest.vmid} already running`);
  }
  await worker.work(2000);
  if (guest.type === 'lxc') warnAboutNesting(guest, worker);
  setRunning(guest, context);
}

/** The work of a stop task: pulls the plug. */
export async function stopGuest(guest: Guest, worker: Worker): Promise<void> {
  if (guest.status !== 'running') return;
  await worker.work(1000);
  setStopped(guest);
}

/** How to shut down. */
export interface ShutdownOptions {
  timeoutSeconds: number;
  forceStop: boolean;
}

/** The work of a shutdown task: asks the guest, and waits. */
export async function shutdownGuest(
  guest: Guest,
  worker: Worker,
  options: ShutdownOptions,
): Promise<void> {
  if (guest.status !== 'running') return;
  demandUnlocked(guest);
  const needed = guest.obeysShutdown ? 4000 : Infinity;
  const given = options.timeoutSeconds * 1000;
  await worker.work(Math.min(needed, given));
  if (needed > given) {
    if (!options.forceStop) {
      throw failure(
        guest.type === 'qemu'
          ? 'VM quit/powerdown failed - got timeout'
          : 'container did not stop',
      );
    }
    worker.log(
      `${guestWord(guest)} still running - terminating now with SIGTERM`,
    );
  }
  setStopped(guest);
}
