import { flagOf, isObject, numberOf, objectsOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { applyGuestRow, configOf } from './guestRow';
import {
  anyNode,
  needGuest,
  PlannedGuest,
  PlannedInterface,
  WorldPlan,
} from './WorldPlan';

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

function applyAnswer(guest: PlannedGuest, { call, data }: Facts): void {
  if (/^GET .*\}\/config$/.test(call) && isObject(data)) {
    guest.config = configOf(data);
  }
  if (/^GET .*\/status\/current$/.test(call) && isObject(data)) {
    applyGuestRow(guest, data);
  }
  if (/^GET .*\/migrate$/.test(call) && isObject(data)) {
    for (const row of objectsOf(data.local_disks)) {
      const key = textOf(row.drivename);
      if (key) guest.config[key] = `${textOf(row.volid)},size=1G`;
    }
    if (flagOf(data.running)) guest.status = 'running';
  }
  if (/^GET .*\/rrddata$/.test(call)) {
    const isMeasured = objectsOf(data).some(row => 'netin' in row);
    if (isMeasured) guest.status = 'running';
  }
  if (/^GET .*\/cloudinit$/.test(call) && objectsOf(data).length > 0) {
    Object.assign(guest.config, { ciuser: 'admin', ipconfig0: 'ip=dhcp' });
  }
  if (/^GET .*\/pending$/.test(call)) {
    for (const { key, value } of objectsOf(data)) {
      const name = textOf(key);
      const text = textOf(value);
      if (name && text && name !== 'digest' && name !== 'REDACTED') {
        guest.config[name] = text;
      }
    }
  }
}

/** Interfaces as a guest's agent or a container's namespace shows them. */
function interfacesOf(rows: JsonObject[]): PlannedInterface[] {
  return rows
    .filter(row => textOf(row.name) !== 'lo')
    .map(row => ({
      name: textOf(row.name) ?? 'eth0',
      mac: textOf(row['hardware-address']) ?? textOf(row.hwaddr) ?? '',
      addresses: [
        ...objectsOf(row['ip-addresses']).map(entry => ({
          address: textOf(entry['ip-address']) ?? '',
          prefix: numberOf(entry.prefix) ?? 24,
        })),
        ...[row.inet, row.inet6].flatMap(cidr => {
          const [address, prefix] = (textOf(cidr) ?? '').split('/');
          const isListed = objectsOf(row['ip-addresses']).length > 0;
          return address && !isListed
            ? [{ address, prefix: Number(prefix) }]
            : [];
        }),
      ],
    }));
}

function planInterfaces(guest: PlannedGuest, { call, data }: Facts): void {
  const fromAgent = call.endsWith('/agent/network-get-interfaces');
  const rows =
    fromAgent && isObject(data) ? objectsOf(data.result) : objectsOf(data);
  const isShown = fromAgent || /\/lxc\/\{vmid\}\/interfaces$/.test(call);
  if (isShown && rows.length > 0) guest.interfaces = interfacesOf(rows);
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

/** Every guest that the rows of a list show. */
function planRows(plan: WorldPlan, facts: Facts): void {
  const { call, values, data } = facts;
  const rows = [
    ...objectsOf(data),
    ...objectsOf(data).flatMap(row => objectsOf(row.members)),
    ...(isObject(data) ? objectsOf(data.members) : []),
  ];
  const listType = /^GET \/nodes\/\{node\}\/(qemu|lxc)$/.exec(call)?.[1];
  for (const row of rows) {
    const device = textOf(row.dev)?.startsWith('veth') ? 'lxc' : 'qemu';
    const type = listType ?? textOf(row.type) ?? ('dev' in row ? device : '');
    const vmid = numberOf(row.vmid);
    const node = textOf(row.node) ?? values.node ?? anyNode(plan);
    if (
      (type === 'qemu' || type === 'lxc') &&
      vmid &&
      node &&
      !plan.createdLater.has(vmid)
    ) {
      const guest = needGuest(plan, { type, vmid, node });
      applyGuestRow(guest, row);
      if ('dev' in row) {
        guest.status = 'running';
        guest.config.net0 = 'virtio=BC:24:11:00:00:01,bridge=vmbr0';
      }
    }
  }
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
