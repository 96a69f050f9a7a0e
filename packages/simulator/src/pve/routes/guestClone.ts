import { failure } from '../ApiError';
import { demandNetworkAccess } from '../access/demandNetworkAccess';
import { Call, Handlers } from '../Call';
import { demandUnlocked } from '../guests/demandUnlocked';
import { diskKeys, diskVolume, isCdrom } from '../guests/figures';
import { isTemplate } from '../guests/guestName';
import { insertGuest } from '../guests/insertGuest';
import { renewIdentity } from '../guests/newGuestConfig';
import { allocateVolume, demandStorage } from '../storages/allocateVolume';
import { Worker } from '../tasks/TaskRunner';
import { Guest, GuestConfig, Volume } from '../world/types';
import { demandPool } from './guestCreate';

const cloning = new WeakSet<Guest>();

function sourceOf(call: Call): Guest {
  const guest = call.world.guests.get(call.vmid);
  if (!guest || guest.node !== call.node || guest.type !== call.guestType) {
    throw failure(
      `unable to find configuration file for VM ${call.vmid} on node '${call.node}'`,
    );
  }
  return guest;
}

function demandTarget(call: Call, source: Guest): void {
  const target = call.optionalText('target');
  if (target === undefined || target === call.node) return;
  if (!call.world.nodes.has(target))
    throw failure(`no such cluster node '${target}'`);
  const isLocal = diskKeys(source.config).some(key => {
    const volid = diskVolume(source.config[key]);
    return volid && !call.world.storages.get(volid.split(':')[0])?.isShared;
  });
  if (isLocal) {
    throw failure(
      source.type === 'qemu'
        ? `can't clone VM to node '${target}' (VM uses local storage)`
        : `can't clone CT to node '${target}' (CT uses local storage)`,
    );
  }
  const storage = call.optionalText('storage');
  if (storage && !call.world.storages.get(storage)?.isShared) {
    throw failure(`can't clone to non-shared storage '${storage}'`);
  }
}

function demandKind(call: Call, source: Guest, isFull: boolean): void {
  if (isFull) return;
  for (const name of ['storage', 'format']) {
    if (call.parameters[name] !== undefined) {
      throw failure(`parameter '${name}' not allowed for linked clones`);
    }
  }
  for (const key of diskKeys(source.config)) {
    const volid = diskVolume(source.config[key]);
    if (volid && !isCdrom(source.config[key]) && !/base(?:vol)?-/.test(volid)) {
      throw failure(
        `Linked clone feature is not supported for '${volid}' (${key})`,
      );
    }
  }
}

function cloneConfig(call: Call, source: Guest): GuestConfig {
  const snapname = call.optionalText('snapname');
  const snapshot = snapname
    ? source.snapshots.find(s => s.name === snapname)
    : undefined;
  if (snapname && !snapshot)
    throw failure(`snapshot '${snapname}' does not exist`);
  const config: GuestConfig = { ...(snapshot?.config ?? source.config) };
  ['template', 'lock', 'parent', 'snaptime', 'vmstate'].forEach(
    name => delete config[name],
  );
  Object.keys(config)
    .filter(name => /^unused\d+$/.test(name))
    .forEach(name => delete config[name]);
  renewIdentity(source.type, config, call.site.clock.seconds());
  const name = call.optionalText(source.type === 'qemu' ? 'name' : 'hostname');
  if (name) config[source.type === 'qemu' ? 'name' : 'hostname'] = name;
  else if (source.type === 'qemu')
    config.name = `Copy-of-VM-${source.config.name ?? source.vmid}`;
  const description = call.optionalText('description');
  if (description) config.description = description;
  return config;
}

/** A copy takes room on its storages and uses the networks of its source. */
function demandRights(call: Call, source: Guest, isFull: boolean): void {
  for (const key of diskKeys(source.config)) {
    const volid = diskVolume(source.config[key]);
    const isMedium =
      isCdrom(source.config[key]) && !/cloudinit/.test(volid ?? '');
    if (!volid || isMedium) continue;
    const wanted = isFull ? call.optionalText('storage') : undefined;
    const storage = wanted ?? volid.split(':')[0];
    call.demand(`/storage/${storage}`, 'Datastore.AllocateSpace');
  }
  for (const [name, value] of Object.entries(source.config)) {
    if (/^net\d+$/.test(name)) demandNetworkAccess(call, value);
  }
}

interface CopyOptions {
  key: string;
  isFull: boolean;
  worker: Worker;
  /** Collects the volumes that were made, to be freed if the copy fails. */
  made: Volume[];
}

/** The new volume for a disk of a copy, still empty. */
function allocateCopy(
  call: Call,
  copy: Guest,
  options: { volid: string; isFull: boolean; source?: Volume },
): Volume {
  const { volid, isFull, source } = options;
  const id = (isFull && call.optionalText('storage')) || volid.split(':')[0];
  return allocateVolume(call.site, {
    storage: demandStorage(call.site, id, call.node),
    node: call.node,
    vmid: copy.vmid,
    size: source?.size ?? 0,
    content: copy.type === 'lxc' ? 'rootdir' : 'images',
    kind: /cloudinit/.test(volid) ? 'cloudinit' : 'disk',
    format: call.optionalText('format') ?? source?.format,
  });
}

/** Takes as long as copying does, and says how far it is. */
async function copyContent(worker: Worker, size: number, stepMs: number) {
  const total = size / 1024 ** 3;
  for (const percent of [0, 25, 50, 75, 100]) {
    const done = ((total * percent) / 100).toFixed(1);
    worker.log(
      `transferred ${done} GiB of ${total.toFixed(1)} GiB (${percent.toFixed(
        2,
      )}%)`,
    );
    await worker.work(stepMs);
  }
}

async function copyDisk(call: Call, copy: Guest, options: CopyOptions) {
  const { key, isFull, worker, made } = options;
  const value = String(copy.config[key]);
  const volid = diskVolume(value);
  const isCloudInit = /cloudinit/.test(volid ?? '');
  if (!volid || (isCdrom(value) && !isCloudInit)) return;
  const source = call.world.findVolume(volid, call.node);
  const volume = allocateCopy(call, copy, { volid, isFull, source });
  made.push(volume);
  if (isFull || isCloudInit) {
    worker.log(`create full clone of drive ${key} (${volid})`);
    await copyContent(worker, volume.size, isCloudInit ? 20 : 1200);
  } else {
    volume.parent = volid;
    worker.log(`create linked clone of drive ${key} (${volid})`);
    await worker.work(300);
  }
  copy.config[key] = value.replace(volid, volume.volid);
}

function clone(call: Call) {
  call.demandQuorum();
  const pool = demandPool(call);
  const source = sourceOf(call);
  demandUnlocked(source);
  const newid = call.integer('newid');
  const isFull = call.flag('full', !isTemplate(source));
  const word = source.type === 'qemu' ? 'VM' : 'CT';
  demandTarget(call, source);
  if (call.world.guests.has(newid)) {
    throw failure(
      `unable to create ${word} ${newid}: config file already exists`,
    );
  }
  demandKind(call, source, isFull);
  demandRights(call, source, isFull);
  if (
    source.type === 'lxc' &&
    source.status === 'running' &&
    !call.optionalText('snapname')
  ) {
    throw failure(`Full clone feature is not supported for running containers`);
  }
  const copy = insertGuest(call.site, {
    type: source.type,
    vmid: newid,
    node: call.node,
    config: { ...cloneConfig(call, source), lock: 'clone' },
    pool,
  });
  const type = source.type === 'qemu' ? 'qmclone' : 'vzclone';
  return call.startTask({ type, id: call.vmid }, async worker => {
    const isExclusive = source.status === 'running';
    const made: Volume[] = [];
    try {
      if (cloning.has(source)) {
        await worker.work(1000);
        throw failure(
          `can't lock file '/var/lock/qemu-server/lock-${source.vmid}.conf' - got timeout`,
        );
      }
      if (isExclusive) cloning.add(source);
      for (const key of diskKeys(copy.config)) {
        await copyDisk(call, copy, { key, isFull, worker, made });
      }
      delete copy.config.lock;
      copy.node = call.optionalText('target') ?? copy.node;
    } catch (error) {
      call.world.guests.delete(newid);
      made.forEach(volume => call.world.removeVolume(volume));
      throw failure(
        `clone failed: ${
          error instanceof Error ? error.message.trim() : error
        }`,
      );
    } finally {
      if (isExclusive) cloning.delete(source);
    }
  });
}

/** Copies of guests. */
export const guestCloneRoutes: Handlers = {
  'POST /nodes/{node}/qemu/{vmid}/clone': clone,
  'POST /nodes/{node}/lxc/{vmid}/clone': clone,
};
