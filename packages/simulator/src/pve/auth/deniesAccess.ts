import { Fault } from '../faults';
import { World } from '../world/World';
import { Caller } from './Authority';

function poolOf(world: World, path: string): string | undefined {
  const pool = /^\/pool\/(.+)$/.exec(path);
  if (pool) return pool[1];
  const guest = /^\/vms\/(\d+)$/.exec(path);
  return guest ? world.guests.get(Number(guest[1]))?.pool : undefined;
}

/** Whether a fault takes all privileges on `path` from the caller. */
export function deniesAccess(
  world: World,
  fault: Fault,
  { caller, path }: { caller: Caller; path: string },
): boolean {
  // The superuser's login keeps its rights, so that a test can still look.
  if (caller.authid === 'root@pam') return false;
  if (fault.kind === 'token-without-privileges') {
    if (caller.tokenid === undefined) return false;
    return fault.token === undefined || fault.token === caller.authid;
  }
  if (fault.kind === 'pool-privileges-lost') {
    return poolOf(world, path) === fault.pool;
  }
  return false;
}
