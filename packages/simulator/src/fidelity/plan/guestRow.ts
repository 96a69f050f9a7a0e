import { flagOf, numberOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { PlannedGuest } from './WorldPlan';

const mebibyte = 1024 * 1024;

function put(guest: PlannedGuest, key: string, value?: string | number): void {
  if (value !== undefined && value !== '' && !(key in guest.config)) {
    guest.config[key] = value;
  }
}

function figures(guest: PlannedGuest, row: JsonObject): void {
  const memory = Math.round((numberOf(row.maxmem) ?? 0) / mebibyte);
  if (memory >= 16) {
    put(guest, 'memory', guest.type === 'qemu' ? String(memory) : memory);
  }
  put(guest, 'cores', numberOf(row.cpus) ?? numberOf(row.maxcpu));
  const gibibytes = (numberOf(row.maxdisk) ?? 0) / (mebibyte * 1024);
  if (gibibytes >= 1) {
    const size = `${Math.ceil(gibibytes)}G`;
    const key = guest.type === 'qemu' ? 'scsi0' : 'rootfs';
    put(
      guest,
      key,
      `local:${guest.vmid}/vm-${guest.vmid}-disk-0.raw,size=${size}`,
    );
  }
}

/** Flags of a status row that follow from a configuration value. */
const flagSources: [flag: string, key: string, value: string | number][] = [
  ['template', 'template', 1],
  ['agent', 'agent', '1'],
  ['serial', 'serial0', 'socket'],
  ['spice', 'vga', 'qxl'],
];

function states(guest: PlannedGuest, row: JsonObject): void {
  if (row.status === 'running') guest.status = 'running';
  if (row.status === 'unknown') guest.isUnreported = true;
  if (row.qmpstatus === 'paused') guest.isPaused = true;
  guest.pool = textOf(row.pool) ?? guest.pool;
}

/**
 * Brings a guest into the state that a recorded status row shows: name,
 * figures, tags, lock, template and whether it runs.
 */
export function applyGuestRow(guest: PlannedGuest, row: JsonObject): void {
  const name = textOf(row.name) ?? '';
  if (/^[A-Za-z0-9.-]+$/.test(name)) {
    put(guest, guest.type === 'qemu' ? 'name' : 'hostname', name);
  }
  figures(guest, row);
  const tags = textOf(row.tags);
  if (tags) guest.config.tags = tags.replace(/,\s*/g, ';');
  const lock = textOf(row.lock);
  if (lock) guest.config.lock = lock;
  for (const [flag, key, value] of flagSources) {
    if (flagOf(row[flag])) guest.config[key] = value;
  }
  states(guest, row);
}

/** A recorded configuration without what the server adds to it. */
export function configOf(data: JsonObject): Record<string, string | number> {
  const config: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(data)) {
    const added = [
      'digest',
      'vmid',
      'snaptime',
      'snapstate',
      'parent',
    ].includes(key);
    if (!added && (typeof value === 'string' || typeof value === 'number')) {
      config[key] = value;
    }
  }
  return config;
}
