import { allPrivileges } from './roles';
import { World } from '../world/World';
import { User } from '../world/types';

/** Who calls: a user, or a token of a user. */
export interface Caller {
  /** `user@realm`, without token. */
  userid: string;
  /** Name of the token, if it is one. */
  tokenid?: string;
  /** `user@realm` or `user@realm!token`, as UPIDs have it. */
  authid: string;
}

/** Privileges on one path: privilege to whether it propagates further down. */
export type Privileges = Map<string, boolean>;

/** What ACLs say about a path, before pools are considered. */
interface Resolved {
  privileges: Privileges;
  /** NoAccess applies here. */
  isBarred: boolean;
}

/** `/a/b/c` as `/`, `/a`, `/a/b`, `/a/b/c`. */
export function pathPrefixes(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return ['/', ...parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`)];
}

/** Decides what a caller may do, from users, groups, tokens, roles, ACLs, pools. */
export class Authority {
  constructor(
    private readonly world: World,
    /** Whether a fault takes everything from the caller on this path. */
    private readonly isDenied: (caller: Caller, path: string) => boolean = () =>
      false,
  ) {}

  /** Whether the user may act at all now. */
  isUsable(user: User | undefined, seconds: number): user is User {
    return (
      user !== undefined &&
      user.isEnabled &&
      (user.expire === 0 || user.expire > seconds)
    );
  }

  /** What the caller may do on a path; pool membership counts. */
  privileges(caller: Caller, path: string): Privileges {
    if (this.isDenied(caller, path)) return new Map();
    if (caller.tokenid === undefined) return this.#ofUser(caller.userid, path);
    const token = this.world.users
      .get(caller.userid)
      ?.tokens.find(t => t.id === caller.tokenid);
    if (!token) return new Map();
    const ofUser = this.#ofUser(caller.userid, path);
    if (!token.hasSeparatePrivileges) return ofUser;
    const ofToken = this.#withPools(path, p => this.#ofToken(caller, p));
    return new Map([...ofToken].filter(([privilege]) => ofUser.has(privilege)));
  }

  /** Whether the caller has all of the privileges. */
  has(caller: Caller, path: string, privileges: readonly string[]): boolean {
    const own = this.privileges(caller, path);
    return privileges.every(p => own.has(p));
  }

  /** Whether the caller has one of the privileges. */
  hasAny(caller: Caller, path: string, privileges: readonly string[]): boolean {
    const own = this.privileges(caller, path);
    return privileges.some(p => own.has(p));
  }

  /** True for the login of the superuser, never for a token of it. */
  isRootLogin(caller: Caller): boolean {
    return caller.authid === 'root@pam';
  }

  #ofUser(userid: string, path: string): Privileges {
    if (userid === 'root@pam') {
      return new Map(allPrivileges.map(p => [p, true] as const));
    }
    const groups = this.world.users.get(userid)?.groups ?? [];
    return this.#withPools(path, p => this.#rolesOf(userid, groups, p));
  }

  #ofToken(caller: Caller, path: string): Resolved {
    return this.#resolve(path, level =>
      this.world.acl.filter(
        e => e.path === level && e.type === 'token' && e.ugid === caller.authid,
      ),
    );
  }

  #rolesOf(userid: string, groups: string[], path: string): Resolved {
    return this.#resolve(path, level => {
      const here = this.world.acl.filter(e => e.path === level);
      const own = here.filter(e => e.type === 'user' && e.ugid === userid);
      // An entry for the user itself hides those of its groups on that level.
      if (own.length > 0) return own;
      return here.filter(e => e.type === 'group' && groups.includes(e.ugid));
    });
  }

  #resolve(path: string, entriesAt: (level: string) => World['acl']): Resolved {
    const prefixes = pathPrefixes(path);
    const last = prefixes[prefixes.length - 1];
    let result: Resolved = { privileges: new Map(), isBarred: false };
    for (const level of prefixes) {
      const entries = entriesAt(level).filter(
        e => e.propagate || level === last,
      );
      if (entries.length === 0) continue;
      // Entries further down replace what came from above.
      const isBarred = entries.some(e => e.roleid === 'NoAccess');
      result = { privileges: new Map(), isBarred };
      if (isBarred) continue;
      for (const entry of entries) {
        for (const p of this.world.roles.get(entry.roleid)?.privileges ?? []) {
          result.privileges.set(p, entry.propagate);
        }
      }
    }
    return result;
  }

  #withPools(path: string, read: (path: string) => Resolved): Privileges {
    const { privileges, isBarred } = read(path);
    // What a pool grants does not open what NoAccess closes.
    if (isBarred) return privileges;
    for (const pool of this.#poolsOf(path)) {
      const ofPool = read(`/pool/${pool}`);
      if (ofPool.isBarred) return new Map();
      for (const privilege of ofPool.privileges.keys()) {
        if (!privileges.has(privilege)) privileges.set(privilege, false);
      }
    }
    return privileges;
  }

  #poolsOf(path: string): string[] {
    const guest = /^\/vms\/(\d+)$/.exec(path);
    if (guest) {
      const pool = this.world.guests.get(Number(guest[1]))?.pool;
      return pool ? [pool] : [];
    }
    const storage = /^\/storage\/([^/]+)$/.exec(path);
    if (!storage) return [];
    return [...this.world.pools.values()]
      .filter(pool => pool.storages.includes(storage[1]))
      .map(pool => pool.id);
  }
}
