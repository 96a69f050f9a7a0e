import {
  Diagnosis,
  Guest,
  ProxmoxNode,
  SourceState,
  Task,
} from '@rackstage/plugin-proxmox-common';
import { GuestDetailsReading } from '../details/readGuestDetails';

/** What the rules look at: no more than is in memory anyway, so that a diagnosis costs no call. */
export interface GuestFindings {
  guest: Guest;
  state: SourceState;
  node?: ProxmoxNode;
  /** Only where somebody has asked for the details a moment ago. */
  details?: GuestDetailsReading;
}

/** Looks for one thing that is wrong, and says it in one sentence. */
export type GuestRule = (findings: GuestFindings) => Diagnosis | undefined;

/** Above that a storage counts as full: thin volumes and snapshots need room to grow. */
const FULL_RATIO = 0.95;
const NEARLY_FULL_RATIO = 0.85;

function nameOf({ name, vmid }: Guest): string {
  return name ? `${name} (${vmid})` : `Guest ${vmid}`;
}

const sourceFailing: GuestRule = ({ state }) =>
  state.error && {
    ruleId: 'source-failing',
    severity: 'error',
    text: `${state.title} has not been readable since ${
      state.error.since
    }; what is shown was read at ${state.asOf ?? 'an unknown time'}.`,
    params: {
      source: state.source,
      since: state.error.since,
      ...(state.asOf ? { asOf: state.asOf } : {}),
    },
    nextStep: 'The page of the sources says why.',
  };

const noQuorum: GuestRule = ({ state }) =>
  state.data?.cluster.quorate === false
    ? {
        ruleId: 'no-quorum',
        severity: 'error',
        text: `${state.title} has no quorum: guests keep running, but nothing can be started, changed or moved.`,
        params: { source: state.source },
        nextStep: 'Bring back enough nodes for a majority.',
      }
    : undefined;

const nodeOffline: GuestRule = ({ guest, node }) =>
  node?.status === 'offline'
    ? {
        ruleId: 'node-offline',
        severity: 'error',
        text: `Node ${node.name} is offline, and ${nameOf(guest)} with it${
          guest.haState ? ' until high availability moves it' : ''
        }.`,
        params: { node: node.name },
        nextStep: `Check power and network of ${node.name}.`,
      }
    : undefined;

const statusUnknown: GuestRule = ({ guest, node }) =>
  guest.status === 'unknown' && node?.status !== 'offline'
    ? {
        ruleId: 'status-unknown',
        severity: 'warning',
        text: `Node ${guest.node} has not told the status of ${nameOf(guest)}.`,
        params: { node: guest.node },
        nextStep: `If it stays so for more than a minute, look at the service pvestatd on ${guest.node}.`,
      }
    : undefined;

const unreadable: GuestRule = ({ guest, state }) =>
  guest.unreadableSince
    ? {
        ruleId: 'unreadable',
        severity: 'warning',
        text: `The credentials of ${state.title} can no longer read ${nameOf(
          guest,
        )}: it is shown as it was at ${guest.unreadableSince}.`,
        params: { source: state.source, since: guest.unreadableSince },
        nextStep: guest.pool
          ? `Give them the privilege VM.Audit on /pool/${guest.pool} again.`
          : 'Give them the privilege VM.Audit on it again.',
      }
    : undefined;

function runningTaskOf(guest: Guest, tasks: Task[]): Task | undefined {
  return tasks.find(
    task => task.outcome === 'running' && task.id === String(guest.vmid),
  );
}

const lockedByTask: GuestRule = ({ guest, state }) => {
  const tasks = state.data?.tasks;
  const task = tasks && runningTaskOf(guest, tasks);
  if (!guest.lock || (tasks && !task)) {
    return undefined;
  }
  const { lock } = guest;
  const byTask = task
    ? ` by the task ${task.type}, which runs since ${task.startedAt}`
    : '';
  const params: Diagnosis['params'] = task
    ? { lock, task: task.type, since: task.startedAt }
    : { lock };
  return {
    ruleId: 'locked',
    severity: 'info',
    text: `${nameOf(guest)} is locked (${lock})${byTask}.`,
    params,
    nextStep: 'Wait for the task to end.',
  };
};

const lockLeftBehind: GuestRule = ({ guest, state }) => {
  const tasks = state.data?.tasks;
  if (!guest.lock || !tasks || runningTaskOf(guest, tasks)) {
    return undefined;
  }
  const command = guest.type === 'qemu' ? 'qm' : 'pct';
  return {
    ruleId: 'lock-left-behind',
    severity: 'warning',
    text: `${nameOf(guest)} is locked (${
      guest.lock
    }), but no task of it runs: the one that took the lock has probably died.`,
    params: { lock: guest.lock, node: guest.node },
    nextStep: `Look at its last tasks; if nothing works on it any more, release it with '${command} unlock ${guest.vmid}' on ${guest.node}.`,
  };
};

/** A machine whose agent is switched on should tell its addresses; elsewhere nobody expects them. */
const addressesUnknown: GuestRule = ({ guest, details }) => {
  const isExpected =
    guest.status === 'running' &&
    details !== undefined &&
    'value' in details.configuration &&
    (details.configuration.value.agent || guest.type === 'lxc');
  return isExpected && details.addressProblem
    ? {
        ruleId: guest.type === 'qemu' ? 'agent-silent' : 'addresses-unknown',
        severity: 'info',
        text: details.addressProblem.message,
        params: { vmid: guest.vmid },
        nextStep: details.addressProblem.nextStep,
      }
    : undefined;
};

const storageFull: GuestRule = ({ guest, state, details }) => {
  if (!details || !('value' in details.configuration)) {
    return undefined;
  }
  const used = new Set(
    details.configuration.value.disks
      .filter(disk => disk.media === 'disk')
      .map(disk => disk.storage),
  );
  const fullest = (state.data?.storages ?? [])
    .filter(
      storage =>
        used.has(storage.storage) &&
        (storage.node === undefined || storage.node === guest.node),
    )
    .map(({ storage, usage }) => ({
      storage,
      ratio: usage?.used && usage.total ? usage.used / usage.total : 0,
    }))
    .sort((left, right) => right.ratio - left.ratio)[0];
  if (!fullest || fullest.ratio < NEARLY_FULL_RATIO) {
    return undefined;
  }
  const percent = Math.floor(fullest.ratio * 100);
  const full = fullest.ratio >= FULL_RATIO;
  return {
    ruleId: full ? 'storage-full' : 'storage-nearly-full',
    severity: full ? 'error' : 'warning',
    text: `Storage ${fullest.storage}, which holds disks of ${nameOf(
      guest,
    )}, is ${percent} % full.`,
    params: { storage: fullest.storage, percent },
    nextStep:
      'Free or add space: a guest pauses when its disk can no longer grow.',
  };
};

/** Every rule for a guest; those on what lies underneath come first. */
export const guestRules: GuestRule[] = [
  sourceFailing,
  noQuorum,
  nodeOffline,
  statusUnknown,
  unreadable,
  lockedByTask,
  lockLeftBehind,
  storageFull,
  addressesUnknown,
];
