import { badParameters, failure } from '../ApiError';
import { Call } from '../Call';
import { ConfigValue, Guest } from '../world/types';
import { checkConfigRights } from './checkConfigRights';
import { demandUnlocked } from './demandUnlocked';
import { createDisk } from './disks';
import { diskKeys, diskVolume, isCdrom } from './figures';
import { guestOptions } from './guestOptions';
import { storedOptions } from './newGuestConfig';
import { configDigest, configOptionType } from './renderConfig';

/** Options of a running machine that wait for its next start. */
const needsRestart = {
  qemu: /^(?:memory|cores|sockets|cpu|vcpus|numa\d*|bios|machine|ostype|scsihw|vga|agent|args|smbios1|serial\d+|hostpci\d+|boot|arch|kvm|efidisk0|tpmstate0|balloon|acpi|tablet|audio0|rng0|vmgenid|watchdog)$/,
  lxc: /^(?:features|arch|ostype|unprivileged|console|tty|cmode|rootfs|env|entrypoint|hostname|nameserver|searchdomain)$/,
};

/** A change of configuration, read from a call and checked. */
export interface ConfigChange {
  set: Record<string, ConfigValue>;
  remove: string[];
  revert: string[];
}

/** Reads and checks what a call wants to change; nothing is touched yet. */
export function readConfigChange(call: Call): ConfigChange {
  call.demandRootFor('skiplock');
  const set = guestOptions(call);
  const remove = call.list('delete');
  const revert = call.list('revert');
  if (Object.keys(set).length + remove.length + revert.length === 0) {
    throw failure('no options specified');
  }
  for (const name of remove) {
    if (configOptionType(call.guestType, name) === undefined) {
      throw badParameters({ delete: `unknown option '${name}'` });
    }
    if (name in set) {
      throw badParameters({
        delete: `cannot use '-${name}' and '-delete ${name}' at the same time`,
      });
    }
  }
  const all = { ...set, ...Object.fromEntries(remove.map(name => [name, ''])) };
  checkConfigRights({
    call,
    vmid: call.vmid,
    changes: all,
    before: call.world.guests.get(call.vmid)?.config,
  });
  return { set, remove, revert };
}

/** Refuses a guest that is locked or that somebody else changed meanwhile. */
export function demandChangeable(call: Call): Guest {
  const guest = call.guest();
  const digest = call.optionalText('digest');
  if (digest !== undefined && digest !== configDigest(guest)) {
    throw failure('checksum mismatch (file change by other user?)');
  }
  if (!call.flag('skiplock')) demandUnlocked(guest);
  return guest;
}

/** Keeps a detached volume as `unusedN`, as the vendor does. */
function keepAsUnused(guest: Guest, value: ConfigValue | undefined): void {
  if (value === undefined || isCdrom(value)) return;
  const volid = diskVolume(value);
  if (!volid || /cloudinit/.test(volid)) return;
  let index = 0;
  while (guest.config[`unused${index}`] !== undefined) index += 1;
  guest.config[`unused${index}`] = volid;
}

function removeOption(guest: Guest, name: string): void {
  if (guest.status === 'running' && needsRestart[guest.type].test(name)) {
    if (name in guest.config) guest.pending[name] = null;
    return;
  }
  const value = guest.config[name];
  if (diskKeys({ [name]: '' }).length > 0) keepAsUnused(guest, value);
  delete guest.config[name];
  delete guest.pending[name];
}

/** Applies a change that was checked before. */
export function applyConfigChange(
  call: Call,
  guest: Guest,
  change: ConfigChange,
): void {
  for (const name of change.revert) delete guest.pending[name];
  for (const name of change.remove) removeOption(guest, name);
  const stored = storedOptions(guest.type, change.set);
  for (const [name, wanted] of Object.entries(stored)) {
    const isDisk = diskKeys({ [name]: '' }).length > 0;
    const value = isDisk
      ? createDisk({ site: call.site, guest }, name, wanted)
      : wanted;
    if (isDisk && guest.config[name] !== undefined) {
      const before = diskVolume(guest.config[name]);
      if (before !== diskVolume(value)) keepAsUnused(guest, guest.config[name]);
    }
    const waits =
      guest.status === 'running' && needsRestart[guest.type].test(name);
    if (waits && String(guest.config[name] ?? '') !== String(value)) {
      guest.pending[name] = value;
    } else {
      guest.config[name] = value;
      delete guest.pending[name];
    }
    dropAdopted(guest, name, value);
  }
}

/** A volume that is attached again is no longer unused. */
function dropAdopted(guest: Guest, name: string, value: ConfigValue): void {
  if (/^unused/.test(name)) return;
  const volid = diskVolume(value);
  for (const key of Object.keys(guest.config)) {
    if (/^unused\d+$/.test(key) && guest.config[key] === volid)
      delete guest.config[key];
  }
}
