import { failure } from '../ApiError';
import { Call, Handler, Handlers } from '../Call';
import { demandUnlocked } from '../guests/demandUnlocked';
import { diskKeys, diskVolume, isCdrom } from '../guests/figures';
import { setRunning, setStopped } from '../guests/power';
import { configDigest, renderConfig } from '../guests/renderConfig';
import { isFileStorage } from '../storages/allocateVolume';
import { Guest, GuestType, Snapshot } from '../world/types';

function demandSnapshot(guest: Guest, name: string): Snapshot {
  const snapshot = guest.snapshots.find(s => s.name === name);
  if (!snapshot) throw failure(`snapshot '${name}' does not exist`);
  return snapshot;
}

/** Raw files and plain volume groups cannot be snapshotted. */
function supportsSnapshots(call: Call, guest: Guest): boolean {
  return diskKeys(guest.config).every(key => {
    const value = guest.config[key];
    const volid = diskVolume(value);
    if (!volid || isCdrom(value)) return true;
    const storage = call.world.storages.get(volid.split(':')[0]);
    if (!storage) return true;
    const format = call.world.findVolume(volid, guest.node)?.format ?? 'raw';
    if (isFileStorage(storage))
      return format === 'qcow2' || storage.type === 'btrfs';
    return storage.type !== 'lvm';
  });
}

function listSnapshots(call: Call) {
  const guest = call.guest();
  const rows = guest.snapshots.map(snapshot => ({
    name: snapshot.name,
    description: snapshot.description ?? '',
    snaptime: snapshot.time,
    ...(guest.type === 'qemu' ? { vmstate: Number(snapshot.withMemory) } : {}),
    ...(snapshot.parent ? { parent: snapshot.parent } : {}),
  }));
  const current = {
    name: 'current',
    description: 'You are here!',
    ...(guest.type === 'qemu' ? { digest: configDigest(guest) } : {}),
    ...(guest.type === 'qemu' || guest.status === 'running'
      ? { running: Number(guest.status === 'running') }
      : {}),
    ...(guest.parent ? { parent: guest.parent } : {}),
  };
  return [...rows, current];
}

function createSnapshot(call: Call) {
  const name = call.text('snapname');
  if (name === 'current') {
    throw failure(`unable to use snapshot name 'current' (reserved name)`);
  }
  if (name === 'pending') {
    throw failure(`unable to use snapshot name 'pending' (reserved name)`);
  }
  const type = call.guestType === 'qemu' ? 'qmsnapshot' : 'vzsnapshot';
  return call.startTask({ type, id: call.vmid }, async worker => {
    const guest = call.guest();
    demandUnlocked(guest);
    if (guest.snapshots.some(s => s.name === name)) {
      throw failure(`snapshot name '${name}' already used`);
    }
    if (!supportsSnapshots(call, guest)) {
      throw failure('snapshot feature is not available');
    }
    guest.config.lock = 'snapshot';
    try {
      await worker.work(call.flag('vmstate') ? 5000 : 1200);
    } finally {
      delete guest.config.lock;
    }
    guest.snapshots.push({
      name,
      description: call.optionalText('description'),
      time: call.site.clock.seconds(),
      parent: guest.parent,
      withMemory: call.flag('vmstate') && guest.status === 'running',
      config: { ...guest.config },
    });
    guest.parent = name;
  });
}

function deleteSnapshot(call: Call) {
  const name = call.text('snapname');
  const type = call.guestType === 'qemu' ? 'qmdelsnapshot' : 'vzdelsnapshot';
  return call.startTask({ type, id: call.vmid }, async worker => {
    const guest = call.guest();
    if (!call.flag('force')) demandUnlocked(guest);
    const snapshot = demandSnapshot(guest, name);
    guest.config.lock = 'snapshot-delete';
    try {
      await worker.work(1000);
    } finally {
      delete guest.config.lock;
    }
    guest.snapshots = guest.snapshots.filter(s => s !== snapshot);
    for (const other of guest.snapshots) {
      if (other.parent === name) other.parent = snapshot.parent;
    }
    if (guest.parent === name) guest.parent = snapshot.parent;
  });
}

function rollback(call: Call) {
  const name = call.text('snapname');
  const isQemu = call.guestType === 'qemu';
  return call.startTask(
    { type: isQemu ? 'qmrollback' : 'vzrollback', id: call.vmid },
    async worker => {
      const guest = call.guest();
      const snapshot = demandSnapshot(guest, name);
      demandUnlocked(guest);
      guest.config.lock = 'rollback';
      try {
        await worker.work(1500);
      } finally {
        delete guest.config.lock;
      }
      if (guest.status === 'running') setStopped(guest);
      guest.config = { ...snapshot.config };
      guest.pending = {};
      guest.parent = name;
      if (snapshot.withMemory || call.flag('start')) {
        setRunning(guest, {
          clock: call.site.clock,
          nextPid: () => call.site.tasks.nextPid(),
        });
      }
    },
  );
}

function getSnapshotConfig(call: Call) {
  const guest = call.guest();
  const snapshot = demandSnapshot(guest, call.text('snapname'));
  return {
    ...renderConfig(guest.type, snapshot.config),
    ...(snapshot.description === undefined
      ? {}
      : { description: snapshot.description }),
    ...(snapshot.parent ? { parent: snapshot.parent } : {}),
    snaptime: snapshot.time,
  };
}

function putSnapshotConfig(call: Call) {
  const guest = call.guest();
  demandUnlocked(guest);
  const snapshot = demandSnapshot(guest, call.text('snapname'));
  const description = call.optionalText('description');
  if (description !== undefined) snapshot.description = description;
  return null;
}

const handlers: [string, Handler][] = [
  ['GET', listSnapshots],
  ['POST', createSnapshot],
];

function forType(type: GuestType): Handlers {
  const base = `/nodes/{node}/${type}/{vmid}/snapshot`;
  return {
    ...Object.fromEntries(
      handlers.map(([method, act]) => [`${method} ${base}`, act]),
    ),
    [`GET ${base}/{snapname}`]: call => {
      call.guest();
      return [{ cmd: 'rollback' }, { cmd: 'config' }];
    },
    [`DELETE ${base}/{snapname}`]: deleteSnapshot,
    [`POST ${base}/{snapname}/rollback`]: rollback,
    [`GET ${base}/{snapname}/config`]: getSnapshotConfig,
    [`PUT ${base}/{snapname}/config`]: putSnapshotConfig,
  };
}

/** Snapshots of guests. */
export const guestSnapshotRoutes: Handlers = {
  ...forType('qemu'),
  ...forType('lxc'),
};
