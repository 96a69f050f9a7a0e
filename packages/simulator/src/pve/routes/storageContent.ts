import { failure } from '../ApiError';
import {
  demandVolumeAccess,
  demandVolumeRemoval,
} from '../access/demandVolumeAccess';
import { Call, Handlers } from '../Call';
import { parseSize } from '../guests/figures';
import { allocateVolume, isFileStorage } from '../storages/allocateVolume';
import { volumePath } from '../storages/volumePath';
import { nodeStorage } from './storageRead';

const base = '/nodes/{node}/storage/{storage}';

/** The full volume id that a path names, with or without its storage. */
function volumeId(call: Call): string {
  const given = call.text('volume');
  return given.includes(':') ? given : `${call.text('storage')}:${given}`;
}

function getVolume(call: Call) {
  const storage = nodeStorage(call);
  const volid = volumeId(call);
  demandVolumeAccess(call, volid);
  const volume = call.world.findVolume(volid, call.node);
  if (!volume)
    throw failure(`volume_size_info on '${volid}' failed - no format`);
  return {
    path: volumePath(storage, volid),
    size: volume.size,
    used: volume.used,
    format: volume.format,
    ...(volume.notes === undefined ? {} : { notes: volume.notes }),
    ...(volume.isProtected ? { protected: 1 } : {}),
  };
}

function createVolume(call: Call) {
  const storage = nodeStorage(call);
  const size = parseSize(
    /^\d+$/.test(call.text('size'))
      ? `${call.text('size')}K`
      : call.text('size'),
  );
  const file = call.text('filename');
  const name = isFileStorage(storage) ? `${call.text('vmid')}/${file}` : file;
  if (call.world.findVolume(`${storage.id}:${name}`, call.node)) {
    throw failure(
      `disk image '${volumePath(
        storage,
        `${storage.id}:${name}`,
      )}' already exists`,
    );
  }
  return allocateVolume(call.site, {
    storage,
    node: call.node,
    vmid: call.vmid,
    size: size ?? 0,
    content: 'images',
    format:
      call.optionalText('format') ?? /\.(qcow2|raw|vmdk)$/.exec(file)?.[1],
    name,
  }).volid;
}

function deleteVolume(call: Call) {
  const storage = nodeStorage(call);
  demandVolumeRemoval(call, volumeId(call));
  const volume = call.world.findVolume(volumeId(call), call.node);
  const id =
    volume?.vmid === undefined ? storage.id : `${volume.vmid}@${storage.id}`;
  if (volume?.isProtected) throw failure("can't remove protected backup");
  return call.startTask({ type: 'imgdel', id }, async worker => {
    await worker.work(100);
    if (!volume) return;
    call.world.removeVolume(volume);
    worker.log(`Removed volume '${volume.volid}'`);
  });
}

function updateVolume(call: Call) {
  nodeStorage(call);
  const volid = volumeId(call);
  demandVolumeAccess(call, volid);
  const volume = call.world.findVolume(volid, call.node);
  if (!volume) throw failure(`volume '${volid}' does not exist`);
  volume.notes = call.optionalText('notes') ?? volume.notes;
  if (call.parameters.protected !== undefined)
    volume.isProtected = call.flag('protected');
  return null;
}

function copyVolume(call: Call) {
  nodeStorage(call);
  const source = call.world.findVolume(volumeId(call), call.node);
  return call.startTask({ type: 'imgcopy', id: '' }, async worker => {
    await worker.work(1500);
    if (!source) throw failure(`volume '${volumeId(call)}' does not exist`);
    call.world.volumes.push({
      ...source,
      volid: call.text('target'),
      node: call.optionalText('target_node') ?? source.node,
    });
  });
}

function importMetadata(call: Call) {
  nodeStorage(call);
  const volid = volumeId(call);
  demandVolumeAccess(call, volid);
  const volume = call.world.findVolume(volid, call.node);
  if (!volume) throw failure(`volume '${volid}' does not exist`);
  const name =
    volid
      .split('/')
      .pop()
      ?.replace(/\.[^.]+$/, '') ?? 'imported';
  return {
    type: 'vm',
    source: 'esxi',
    'create-args': { name, cores: 2, memory: 4096, ostype: 'l26' },
    disks: { scsi0: volid },
    net: { net0: { model: 'vmxnet3', bridge: 'vmbr0' } },
    warnings: [],
  };
}

/** The top of a backup's file tree; nothing below it is simulated. */
function listBackupFiles(call: Call) {
  nodeStorage(call);
  demandVolumeAccess(call, volumeId(call));
  const volume = call.world.findVolume(volumeId(call), call.node);
  if (!volume) throw failure(`volume '${volumeId(call)}' does not exist`);
  return ['drive-scsi0.img.fidx'].map(text => ({
    filepath: Buffer.from(`/${text}`).toString('base64'),
    text,
    type: 'v',
    leaf: 0,
  }));
}

function prunable(call: Call) {
  const storage = nodeStorage(call);
  const keep = Number(
    /keep-last=(\d+)/.exec(call.text('prune-backups'))?.[1] ?? Infinity,
  );
  const wanted = call.optionalInteger('vmid');
  const counts = new Map<string, number>();
  return call.world
    .volumesOn(storage.id, call.node)
    .filter(
      v =>
        v.content === 'backup' && (wanted === undefined || v.vmid === wanted),
    )
    .sort((a, b) => b.ctime - a.ctime)
    .map(volume => {
      const key = `${volume.subtype}/${volume.vmid}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const keepIt = count <= keep ? 'keep' : 'remove';
      return {
        volid: volume.volid,
        ctime: volume.ctime,
        type: volume.subtype ?? 'unknown',
        ...(volume.vmid === undefined ? {} : { vmid: volume.vmid }),
        mark: volume.isProtected ? 'protected' : keepIt,
      };
    });
}

function prune(call: Call) {
  const path = `/storage/${call.text('storage')}`;
  const vmid = call.optionalInteger('vmid');
  const owns =
    vmid !== undefined &&
    call.may(path, 'Datastore.AllocateSpace') &&
    call.may(`/vms/${vmid}`, 'VM.Backup');
  if (!owns) call.demand(path, 'Datastore.Allocate');
  const rows = prunable(call);
  return call.startTask(
    { type: 'prunebackups', id: call.optionalText('vmid') ?? '' },
    async worker => {
      await worker.work(500);
      for (const row of rows.filter(r => r.mark === 'remove')) {
        const volume = call.world.findVolume(row.volid, call.node);
        if (volume) call.world.removeVolume(volume);
      }
    },
  );
}

/** What lies on a storage: volumes, files and backups. */
export const storageContentRoutes: Handlers = {
  [`POST ${base}/content`]: createVolume,
  [`GET ${base}/content/{volume}`]: getVolume,
  [`PUT ${base}/content/{volume}`]: updateVolume,
  [`POST ${base}/content/{volume}`]: copyVolume,
  [`DELETE ${base}/content/{volume}`]: deleteVolume,
  [`GET ${base}/import-metadata`]: importMetadata,
  [`GET ${base}/file-restore/list`]: listBackupFiles,
  [`GET ${base}/prunebackups`]: prunable,
  [`DELETE ${base}/prunebackups`]: prune,
};
