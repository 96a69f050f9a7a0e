import { createHash } from 'node:crypto';
import { findParameter, parseRoutes } from '../register/parseDeclarations';
import * as declarations from '../register/declarations';
import { ConfigValue, Guest, GuestConfig, GuestType } from '../world/types';

const configRoutes = {
  qemu: parseRoutes(declarations.qemuDeclarations).find(
    r => r.method === 'PUT' && r.path.endsWith('/qemu/{vmid}/config'),
  ),
  lxc: parseRoutes(declarations.lxcDeclarations).find(
    r => r.method === 'PUT' && r.path.endsWith('/lxc/{vmid}/config'),
  ),
};

/** The declared type of a configuration option, or undefined if unknown. */
export function configOptionType(
  type: GuestType,
  name: string,
): string | undefined {
  const route = configRoutes[type];
  return route && findParameter(route, name)?.type;
}

/** A value as answers have it: options declared as numbers are numbers. */
export function renderConfigValue(
  type: GuestType,
  name: string,
  value: ConfigValue,
): ConfigValue {
  const declared = configOptionType(type, name);
  if (declared === undefined) return value;
  return declared === 'string' ? String(value) : Number(value);
}

/** The digest by which clients notice that somebody else changed it. */
export function configDigest(guest: Pick<Guest, 'config' | 'pending'>): string {
  const lines = [guest.config, guest.pending].map(part =>
    Object.keys(part)
      .sort()
      .map(key => `${key}: ${part[key]}`)
      .join('\n'),
  );
  return createHash('sha1').update(lines.join('\n[PENDING]\n')).digest('hex');
}

/** A configuration as an answer. */
export function renderConfig(
  type: GuestType,
  config: GuestConfig,
): Record<string, ConfigValue> {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([name]) => !name.startsWith('#'))
      .map(([name, value]) => [name, renderConfigValue(type, name, value)]),
  );
}

/** The configuration with what waits for the next start applied. */
export function withPending(guest: Guest): GuestConfig {
  const merged: GuestConfig = { ...guest.config };
  for (const [name, value] of Object.entries(guest.pending)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}
