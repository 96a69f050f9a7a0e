import { createHash } from 'node:crypto';
import { Call } from '../Call';
import { haRoundMs } from '../world/HaManager';
import { Guest, SectionRow } from '../world/types';

/** `vm:100`, also when only the number was given. */
export function readSid(call: Call, name = 'sid'): string {
  const given = call.text(name);
  if (given.includes(':')) return given;
  const guest = call.world.guests.get(Number(given));
  return `${guest?.type === 'lxc' ? 'ct' : 'vm'}:${given}`;
}

/** What changes whenever a row of the section does. */
export function digestOf(rows: Map<string, SectionRow>): string {
  return createHash('sha1')
    .update(JSON.stringify([...rows]))
    .digest('hex');
}

/** The guest that a resource id names. */
export function guestOf(call: Call, sid: string): Guest | undefined {
  return call.world.guests.get(Number(sid.split(':')[1]));
}

/** The parameters of a call that belong into its row. */
export function ownRow(call: Call, ...skip: string[]): SectionRow {
  const ignored = new Set(['digest', 'delete', ...skip]);
  return Object.fromEntries(
    Object.entries(call.parameters).filter(([name]) => !ignored.has(name)),
  );
}

/** Whether the manager runs: since its first work, or all along. */
export function isManagerAwake(call: Call): boolean {
  const { world, site } = call;
  const elapsed = site.clock.elapsed();
  // what was managed before the first call has been managed for long
  if (world.section('haResources').size > 0) world.ha.wake(-haRoundMs);
  return world.ha.isAwake(elapsed);
}
