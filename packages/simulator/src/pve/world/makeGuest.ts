import { GuestOptions } from './builderOptions';
import { Guest, GuestConfig, Snapshot } from './types';

/** Seconds since the epoch, of the day the world is built. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function makeSnapshots(options: GuestOptions, config: GuestConfig): Snapshot[] {
  return (options.snapshots ?? []).map(snapshot => ({
    name: snapshot.name,
    description: snapshot.description,
    time: snapshot.time ?? nowSeconds() - 7200,
    parent: snapshot.parent,
    withMemory: snapshot.withMemory ?? false,
    config: snapshot.config ?? { ...config },
  }));
}

/** The configuration with what the options say on their own. */
function makeConfig(options: GuestOptions): GuestConfig {
  const config: GuestConfig = { ...options.config };
  const nameKey = options.type === 'lxc' ? 'hostname' : 'name';
  if (options.name !== undefined) config[nameKey] = options.name;
  if (options.isTemplate) config.template = 1;
  if (options.lock) config.lock = options.lock;
  return config;
}

/** The guest that the options describe, its volumes not yet made. */
export function makeGuest(options: GuestOptions): Guest {
  const config = makeConfig(options);
  const status = options.status ?? 'stopped';
  const snapshots = makeSnapshots(options, config);
  return {
    type: options.type,
    vmid: options.vmid,
    node: options.node,
    status,
    isPaused: options.isPaused ?? false,
    config,
    pending: options.pending ?? {},
    snapshots,
    parent: snapshots[snapshots.length - 1]?.name,
    pool: options.pool,
    agent: options.agent,
    interfaces: options.interfaces,
    startedAt:
      status === 'running'
        ? -(options.uptimeSeconds ?? 432_000) * 1000
        : undefined,
    pid: status === 'running' ? 1000 + options.vmid : undefined,
    commands: new Map(),
    obeysShutdown: options.obeysShutdown ?? true,
  };
}
