import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { demandStorage } from '../storages/allocateVolume';
import {
  applyConfigChange,
  demandChangeable,
  readConfigChange,
} from '../guests/changeConfig';
import { demandUnlocked } from '../guests/demandUnlocked';
import { demandDisk, targetSize } from '../guests/disks';
import { diskKeys, diskVolume, formatSize, isCdrom } from '../guests/figures';
import { isTemplate } from '../guests/guestName';

function putConfig(call: Call) {
  const change = readConfigChange(call);
  applyConfigChange(call, demandChangeable(call), change);
  return null;
}

function postConfig(call: Call) {
  const change = readConfigChange(call);
  const guest = demandChangeable(call);
  return call.startTask({ type: 'qmconfig', id: call.vmid }, async worker => {
    await worker.work(200);
    applyConfigChange(call, guest, change);
  });
}

function resize(call: Call) {
  call.demandRootFor('skiplock');
  const guest = demandChangeable(call);
  const key = call.text('disk');
  const context = { site: call.site, guest };
  const volid = diskVolume(guest.config[key] ?? '');
  if (volid) {
    call.demand(`/storage/${volid.split(':')[0]}`, 'Datastore.AllocateSpace');
  }
  return call.startTask({ type: 'resize', id: call.vmid }, async worker => {
    const { value, volume } = demandDisk(context, key);
    if (isCdrom(value)) throw failure("you can't resize a cdrom");
    const present = volume?.size ?? 0;
    const size = targetSize(present, call.text('size'));
    if (size < present) {
      throw failure(
        guest.type === 'qemu'
          ? 'shrinking disks is not supported'
          : 'unable to shrink disk size',
      );
    }
    if (size === present && guest.type === 'lxc') {
      throw failure('disk is already at specified size');
    }
    await worker.work(500);
    if (volume) volume.size = size;
    guest.config[key] = /(?:^|,)size=/.test(value)
      ? value.replace(/size=[^,]+/, `size=${formatSize(size)}`)
      : `${value},size=${formatSize(size)}`;
  });
}

function makeTemplate(call: Call) {
  const guest = call.guest();
  const isQemu = guest.type === 'qemu';
  const word = isQemu ? 'VM' : 'CT';
  demandUnlocked(guest);
  if (isTemplate(guest)) {
    throw failure("you can't convert a template to a template");
  }
  if (guest.status === 'running') {
    throw failure(
      `you can't convert a ${
        isQemu ? 'VM' : 'CT'
      } to template if the ${word} is running`,
    );
  }
  if (guest.snapshots.length > 0) {
    throw failure(
      `unable to create template, because ${word} contains snapshots`,
    );
  }
  const convert = () => {
    for (const key of diskKeys(guest.config)) {
      const before = diskVolume(guest.config[key]);
      const volume = before
        ? call.world.findVolume(before, guest.node)
        : undefined;
      if (!before || !volume || isCdrom(guest.config[key])) continue;
      const after = before.replace(/(?:vm|subvol)-(\d+)-disk/, (_, id) =>
        before.includes('subvol') ? `basevol-${id}-disk` : `base-${id}-disk`,
      );
      volume.volid = after;
      guest.config[key] = String(guest.config[key]).replace(before, after);
    }
    guest.config.template = 1;
  };
  if (!isQemu) {
    convert();
    return null;
  }
  return call.startTask({ type: 'qmtemplate', id: call.vmid }, async worker => {
    await worker.work(500);
    convert();
  });
}

function unlink(call: Call) {
  const guest = demandChangeable(call);
  for (const key of call.list('idlist')) {
    const { volume } = demandDisk({ site: call.site, guest }, key);
    if (/^unused\d+$/.test(key) || call.flag('force')) {
      if (volume) call.world.removeVolume(volume);
      delete guest.config[key];
    } else {
      applyConfigChange(call, guest, { set: {}, remove: [key], revert: [] });
    }
  }
  return null;
}

function moveDisk(call: Call) {
  const guest = call.guest();
  demandUnlocked(guest);
  const isQemu = guest.type === 'qemu';
  const key = call.text(isQemu ? 'disk' : 'volume');
  const context = { site: call.site, guest };
  const storage = call.optionalText('storage');
  if (guest.config[key] === undefined)
    throw failure(`disk '${key}' does not exist`);
  if (
    storage === undefined &&
    call.optionalInteger('target-vmid') === undefined
  ) {
    throw badParameters({
      storage: 'property is missing and it is not optional',
    });
  }
  if (storage !== undefined) {
    demandStorage(call.site, storage, guest.node);
    call.demand(`/storage/${storage}`, 'Datastore.AllocateSpace');
  }
  const type = isQemu ? 'qmmove' : 'move_volume';
  return call.startTask({ type, id: call.vmid }, async worker => {
    const { value, volume } = demandDisk(context, key);
    if (!volume || !storage) return;
    worker.log(`create full clone of drive ${key} (${volume.volid})`);
    await worker.work(4000);
    const [, name] = volume.volid.split(':');
    const after = `${storage}:${name}`;
    guest.config[key] = value.replace(volume.volid, after);
    volume.volid = after;
    volume.storage = storage;
    volume.node = call.world.storages.get(storage)?.isShared
      ? undefined
      : guest.node;
  });
}

/** Changing what a guest is made of. */
export const guestConfigRoutes: Handlers = {
  'PUT /nodes/{node}/qemu/{vmid}/config': putConfig,
  'POST /nodes/{node}/qemu/{vmid}/config': postConfig,
  'PUT /nodes/{node}/lxc/{vmid}/config': putConfig,
  'PUT /nodes/{node}/qemu/{vmid}/resize': resize,
  'PUT /nodes/{node}/lxc/{vmid}/resize': resize,
  'POST /nodes/{node}/qemu/{vmid}/template': makeTemplate,
  'POST /nodes/{node}/lxc/{vmid}/template': makeTemplate,
  'PUT /nodes/{node}/qemu/{vmid}/unlink': unlink,
  'POST /nodes/{node}/qemu/{vmid}/move_disk': moveDisk,
  'POST /nodes/{node}/lxc/{vmid}/move_volume': moveDisk,
};
