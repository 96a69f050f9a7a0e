import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { demandUnlocked } from '../guests/demandUnlocked';
import { destroyDisks } from '../guests/disks';
import { diskVolume } from '../guests/figures';
import { removeGuest } from '../guests/insertGuest';
import { setStopped } from '../guests/power';
import { Guest } from '../world/types';

function demandRemovable(call: Call, guest: Guest): void {
  const { vmid } = guest;
  const isQemu = guest.type === 'qemu';
  const word = isQemu ? 'VM' : 'CT';
  if (Number(guest.config.protection ?? 0) === 1) {
    throw failure(`can't remove ${word} ${vmid} - protection mode enabled`);
  }
  if (
    guest.status === 'running' &&
    !(guest.type === 'lxc' && call.flag('force'))
  ) {
    throw failure(
      isQemu
        ? `VM ${vmid} is running - destroy failed`
        : `unable to destroy CT ${vmid} - container is running`,
    );
  }
  const sid = `${isQemu ? 'vm' : 'ct'}:${vmid}`;
  if (call.world.section('haResources').has(sid) && !call.flag('purge')) {
    throw failure(
      `unable to remove ${word} ${vmid} - used in HA resources and purge parameter not set.`,
    );
  }
}

function demandNoLinkedClones(call: Call, guest: Guest): void {
  for (const value of Object.values(guest.config)) {
    const volid = diskVolume(value);
    if (!volid || !/base-/.test(volid)) continue;
    const child = call.world.volumes.find(v => v.parent === volid);
    if (child) {
      throw failure(`base volume '${volid}' is still in use by linked cloned`);
    }
  }
}

function destroyGuest(call: Call) {
  call.demandRootFor('skiplock');
  const guest = call.guest();
  demandRemovable(call, guest);
  const type = guest.type === 'qemu' ? 'qmdestroy' : 'vzdestroy';
  return call.startTask({ type, id: call.vmid }, async worker => {
    if (!call.flag('force')) demandUnlocked(guest);
    demandNoLinkedClones(call, guest);
    await worker.work(800);
    if (guest.status === 'running') setStopped(guest);
    destroyDisks({ site: call.site, guest, worker });
    if (call.flag('purge')) {
      worker.log(`purging VM ${guest.vmid} from related configurations..`);
    }
    removeGuest(call.site, guest, call.flag('purge'));
  });
}

/** Removing guests. */
export const guestDestroyRoutes: Handlers = {
  'DELETE /nodes/{node}/qemu/{vmid}': destroyGuest,
  'DELETE /nodes/{node}/lxc/{vmid}': destroyGuest,
};
