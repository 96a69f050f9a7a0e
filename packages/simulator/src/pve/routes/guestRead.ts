import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import {
  configDigest,
  renderConfig,
  renderConfigValue,
  withPending,
} from '../guests/renderConfig';
import { guestListEntry, guestStatus } from '../guests/statusEntry';
import { GuestType } from '../world/types';

function listGuests(call: Call) {
  const elapsed = call.site.clock.elapsed();
  return call.world
    .sortedGuests()
    .filter(
      guest =>
        guest.node === call.node &&
        guest.type === call.guestType &&
        call.may(`/vms/${guest.vmid}`, 'VM.Audit'),
    )
    .map(guest => ({
      ...guestListEntry(call.world, guest, elapsed),
      ...(call.flag('full') && guest.type === 'qemu'
        ? { qmpstatus: guest.isPaused ? 'paused' : guest.status }
        : {}),
    }));
}

function getConfig(call: Call) {
  const guest = call.guest();
  const name = call.optionalText('snapshot');
  const digest = configDigest(guest);
  if (name !== undefined) {
    const snapshot = guest.snapshots.find(s => s.name === name);
    if (!snapshot) throw failure(`snapshot '${name}' does not exist`);
    return { ...renderConfig(guest.type, snapshot.config), digest };
  }
  const config = call.flag('current') ? guest.config : withPending(guest);
  return {
    ...renderConfig(guest.type, config),
    ...(guest.parent ? { parent: guest.parent } : {}),
    digest,
  };
}

function getPending(call: Call) {
  const guest = call.guest();
  const names = new Set([
    ...Object.keys(guest.config),
    ...Object.keys(guest.pending),
  ]);
  const rows = [...names].map(key => {
    const row: Record<string, unknown> = { key };
    const value = guest.config[key];
    const pending = guest.pending[key];
    if (value !== undefined) {
      row.value = renderConfigValue(guest.type, key, value);
    }
    if (pending === null) row.delete = 1;
    else if (pending !== undefined) {
      row.pending = renderConfigValue(guest.type, key, pending);
    }
    return row;
  });
  return [...rows, { key: 'digest', value: configDigest(guest) }];
}

function forType(type: GuestType): Handlers {
  const base = `/nodes/{node}/${type}`;
  return {
    [`GET ${base}`]: listGuests,
    [`GET ${base}/{vmid}/config`]: getConfig,
    [`GET ${base}/{vmid}/pending`]: getPending,
    [`GET ${base}/{vmid}/status/current`]: call =>
      guestStatus(call.world, call.guest(), call.site.clock.elapsed()),
  };
}

/** Reading guests: lists, configuration, present state. */
export const guestReadRoutes: Handlers = {
  ...forType('qemu'),
  ...forType('lxc'),
};
