import { badParameters } from '../ApiError';
import { demandVolumeAccess } from '../access/demandVolumeAccess';
import { Call, Handlers } from '../Call';
import { storageStatus } from '../storages/storageStatus';
import { Storage, Volume } from '../world/types';

/** The storage in the path, or the 400 that stands for "not found" here. */
export function nodeStorage(call: Call): Storage {
  const storage = call.world.storages.get(call.text('storage'));
  if (!storage || !call.world.storageIsOn(storage, call.node)) {
    throw badParameters({ storage: 'No such storage.' });
  }
  return storage;
}

function listStorages(call: Call) {
  const content = call.list('content');
  const only = call.optionalText('storage');
  return [...call.world.storages.values()]
    .filter(storage => call.world.storageIsOn(storage, call.node))
    .filter(storage => only === undefined || storage.id === only)
    .filter(storage => !(call.flag('enabled') && storage.isDisabled))
    .filter(
      s => content.length === 0 || content.some(c => s.content.includes(c)),
    )
    .filter(storage =>
      call.mayAny(
        `/storage/${storage.id}`,
        'Datastore.Audit',
        'Datastore.AllocateSpace',
      ),
    )
    .map(storage => {
      const status = storageStatus(call.site, storage, call.node);
      return {
        storage: storage.id,
        ...status,
        used_fraction: status.total > 0 ? status.used / status.total : 0,
      };
    });
}

function volumeEntry(volume: Volume) {
  const entry: Record<string, unknown> = {
    volid: volume.volid,
    content: volume.content,
    format: volume.format,
    size: volume.size,
    ctime: volume.ctime,
    ...volume.extra,
  };
  if (volume.vmid !== undefined) entry.vmid = volume.vmid;
  if (volume.notes !== undefined) entry.notes = volume.notes;
  if (volume.isProtected) entry.protected = 1;
  if (volume.subtype !== undefined) entry.subtype = volume.subtype;
  if (volume.content === 'images' || volume.content === 'rootdir') {
    entry.used = volume.used;
    entry.parent = volume.parent ?? null;
  }
  return entry;
}

function mayRead(call: Call, volume: Volume): boolean {
  try {
    demandVolumeAccess(call, volume.volid);
    return true;
  } catch {
    return false;
  }
}

function listContent(call: Call) {
  const storage = nodeStorage(call);
  const content = call.list('content');
  const vmid = call.optionalInteger('vmid');
  return call.world
    .volumesOn(storage.id, call.node)
    .filter(volume => content.length === 0 || content.includes(volume.content))
    .filter(volume => vmid === undefined || volume.vmid === vmid)
    .filter(volume => mayRead(call, volume))
    .sort((a, b) => a.volid.localeCompare(b.volid))
    .map(volumeEntry);
}

/** Reading storages as a node sees them. */
export const storageReadRoutes: Handlers = {
  'GET /nodes/{node}/storage': listStorages,
  'GET /nodes/{node}/storage/{storage}': call => {
    nodeStorage(call);
    return [
      'content',
      'download-url',
      'file-restore',
      'identity',
      'import-metadata',
      'oci-registry-pull',
      'prunebackups',
      'rrd',
      'rrddata',
      'status',
      'upload',
    ].map(subdir => ({ subdir }));
  },
  'GET /nodes/{node}/storage/{storage}/status': call =>
    storageStatus(call.site, nodeStorage(call), call.node),
  'GET /nodes/{node}/storage/{storage}/content': listContent,
};
