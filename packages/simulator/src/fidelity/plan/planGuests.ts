import {
  flagOf,
  isObject,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from '../json';
import type { Json, JsonObject } from '../types';
import type { Facts } from './Facts';
import { applyGuestRow, configOf } from './guestRow';
import { planInterfaces } from './planInterfaces';
import { anyNode, needGuest, PlannedGuest, WorldPlan } from './WorldPlan';

/** Calls that need a running guest to succeed. */
const needsRunning =
  /\/status\/(stop|shutdown|reboot|reset|suspend)$|\/agent(\/|$)|\/(vnc|term|spice)proxy$|\/monitor$|\/vncwebsocket$|\/interfaces$/;

/** Calls that only succeed on a guest that does not run. */
const needsStopped = /^(DELETE|POST .*\/template$|POST .*\/status\/start$)/;

/** The answer says that the guest of the path is not there. */
function isMissing({ refusal, values }: Facts): boolean {
  const vmid = values.vmid;
  return (
    refusal.includes(`/${vmid}.conf' does not exist`) ||
    refusal.includes(`unable to find configuration file for VM ${vmid} `)
  );
}

function typeOfCall(call: string): 'qemu' | 'lxc' | undefined {
  const match = / \/nodes\/\{node\}\/(qemu|lxc)(\/|$)/.exec(call);
  if (!match) return undefined;
  return match[1] === 'lxc' ? 'lxc' : 'qemu';
}

function applySuccess(
  guest: PlannedGuest,
  { call, params, recording }: Facts,
): void {
  const { exact } = recording;
  if (needsRunning.test(call)) guest.status = 'running';
  if (/\/status\/resume$/.test(call)) {
    guest.status = 'running';
    guest.isPaused = true;
  }
  if (/\/agent(\/|$)/.test(call)) guest.config.agent = '1';
  if (/\/migrate$/.test(call) && params.online === '1')
    guest.status = 'running';
  if (needsStopped.test(call) && !exact) guest.status = 'stopped';
  if (/\/cloudinit/.test(call))
    guest.config.ide2 = `local:${guest.vmid}/vm-${guest.vmid}-cloudinit.qcow2,media=cdrom`;
}

/** The rows of a configuration with its waiting changes. */
function applyPending(guest: PlannedGuest, data: Json): void {
  for (const { key, value, pending } of objectsOf(data)) {
    const name = textOf(key) ?? 'REDACTED';
    if (name === 'digest' || name === 'REDACTED') continue;
    const text = textOf(value);
    const waiting = textOf(pending);
    if (text) guest.config[name] = text;
    if (waiting) {
      guest.pending[name] = waiting;
      guest.status = 'running';
    }
  }
}

function applyCloudinit(guest: PlannedGuest, data: Json): void {
  const rows = objectsOf(data);
  if (rows.length === 0) return;
  Object.assign(guest.config, { ciuser: 'admin', ipconfig0: 'ip=dhcp' });
  if (rows.some(row => 'pending' in row)) {
    guest.status = 'running';
    guest.pending.ipconfig0 = 'ip=10.0.0.11/24,gw=10.0.0.1';
  }
}

function applyMigration(guest: PlannedGuest, data: Json): void {
  const answer = objectOf(data);
  for (const row of objectsOf(answer.local_disks)) {
    const key = textOf(row.drivename);
    if (key) guest.config[key] = `${textOf(row.volid)},size=1G`;
  }
  if (flagOf(answer.running)) guest.status = 'running';
}

function applySamples(guest: PlannedGuest, data: Json): void {
  const isMeasured = objectsOf(data).some(row => 'netin' in row);
  if (isMeasured) guest.status = 'running';
}

/** What the answers of reading calls tell of a guest, by the end of the call. */
const readers: [RegExp, (guest: PlannedGuest, data: Json) => void][] = [
  [
    /^GET .*\}\/config$/,
    (guest, data) => {
      if (isObject(data)) guest.config = configOf(data);
    },
  ],
  [
    /^GET .*\/status\/current$/,
    (guest, data) => applyGuestRow(guest, objectOf(data)),
  ],
  [/^GET .*\/migrate$/, applyMigration],
  [/^GET .*\/rrddata$/, applySamples],
  [/^GET .*\/cloudinit$/, applyCloudinit],
  [/^GET .*\/pending$/, applyPending],
];

function applyAnswer(guest: PlannedGuest, { call, data }: Facts): void {
  for (const [pattern, apply] of readers) {
    if (pattern.test(call)) apply(guest, data);
  }
}

function addSnapshot(
  guest: PlannedGuest,
  name: string,
  row: JsonObject = {},
): void {
  if (name === 'current' || guest.snapshots.some(s => s.name === name)) return;
  guest.snapshots.push({
    name,
    description: textOf(row.description),
    time: numberOf(row.snaptime) ?? 1700000000,
    config: { ...guest.config },
  });
}

function planSnapshots(guest: PlannedGuest, facts: Facts): void {
  const { call, values, data, isSuccess } = facts;
  if (/^GET .*\/snapshot$/.test(call)) {
    for (const row of objectsOf(data)) {
      addSnapshot(guest, textOf(row.name) ?? 'current', row);
    }
  }
  const needed = isSuccess && values.snapname && !refusedLater(facts);
  if (needed) {
    addSnapshot(guest, values.snapname, isObject(data) ? data : {});
    const snapshot = guest.snapshots.find(s => s.name === values.snapname);
    if (snapshot && isObject(data)) {
      const recorded = configOf(data);
      delete recorded.description;
      snapshot.config = recorded;
    }
  }
}

/** Rollback to a missing snapshot is accepted and fails as a task. */
function refusedLater({ recording }: Facts): boolean {
  return /unknown/.test(recording.label);
}

const listCall = /^GET \/nodes\/\{node\}\/(qemu|lxc)$/;

/** Which kind of guest a row shows; rows of interfaces tell it by their name. */
function typeOfRow(row: JsonObject, call: string): 'qemu' | 'lxc' | undefined {
  const device = textOf(row.dev);
  const ofDevice = device?.startsWith('veth') ? 'lxc' : 'qemu';
  const type =
    listCall.exec(call)?.[1] ?? textOf(row.type) ?? (device ? ofDevice : '');
  return type === 'qemu' || type === 'lxc' ? type : undefined;
}

function planRow(plan: WorldPlan, row: JsonObject, facts: Facts): void {
  const type = typeOfRow(row, facts.call);
  const vmid = numberOf(row.vmid);
  if (!type || !vmid || plan.createdLater.has(vmid)) return;
  const node = textOf(row.node) ?? facts.values.node ?? anyNode(plan);
  const guest = needGuest(plan, { type, vmid, node });
  applyGuestRow(guest, row);
  if ('dev' in row) {
    guest.status = 'running';
    guest.config.net0 = 'virtio=BC:24:11:00:00:01,bridge=vmbr0';
  }
}

/** Every guest that the rows of a list show, or those of a pool's members. */
function planRows(plan: WorldPlan, facts: Facts): void {
  const { data } = facts;
  const rows = [
    ...objectsOf(data),
    ...objectsOf(data).flatMap(row => objectsOf(row.members)),
    ...objectsOf(objectOf(data).members),
  ];
  for (const row of rows) planRow(plan, row, facts);
}

/**
 * Guests: the one of the path (unless the answer says that it is missing) in
 * the state that the answer implies, and those of a list's rows.
 */
export function planGuests(plan: WorldPlan, facts: Facts): void {
  const { call, values, isSuccess } = facts;
  const type = typeOfCall(call);
  const vmid = Number(values.vmid);
  const isNumber = Number.isInteger(vmid) && vmid >= 100;
  if (
    type &&
    isNumber &&
    values.node &&
    !isMissing(facts) &&
    !plan.createdLater.has(vmid)
  ) {
    const elsewhere = facts.recording.answer.status === 403;
    if (!elsewhere || plan.guests.has(vmid) || isSuccess) {
      const guest = needGuest(plan, { type, vmid, node: values.node });
      if (isSuccess) applySuccess(guest, facts);
      applyAnswer(guest, facts);
      planInterfaces(guest, facts);
      planSnapshots(guest, facts);
    }
  }
  planRows(plan, facts);
}
