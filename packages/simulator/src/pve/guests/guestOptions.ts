import { Call } from '../Call';
import { ConfigValue } from '../world/types';

const notOptions = new Set([
  'node',
  'vmid',
  'pool',
  'digest',
  'delete',
  'revert',
  'force',
  'skiplock',
  'background_delay',
  'archive',
  'storage',
  'start',
  'unique',
  'bwlimit',
  'live-restore',
  'import-working-storage',
  'ha-managed',
  'ostemplate',
  'password',
  'ssh-public-keys',
  'restore',
  'ignore-unpack-errors',
  'delete-unused',
]);

/** The parameters of a call that are configuration options. */
export function guestOptions(call: Call): Record<string, ConfigValue> {
  const options: Record<string, ConfigValue> = {};
  for (const [name, value] of Object.entries(call.parameters)) {
    if (notOptions.has(name)) continue;
    options[name] = Array.isArray(value) ? value.join('\0') : value;
  }
  return options;
}
