import {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  ProxmoxResource,
  proxmoxResourceReadPermission,
  RESOURCE_TYPE_PROXMOX_RESOURCE,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { RecentAnswers } from '../services/RecentAnswers';
import { ProxmoxRuleset, compileDecision } from './compileDecision';

/** Longer, and a right that was taken away would still be used. */
const DECISION_MAX_AGE_MS = 10_000;
const DECISION_MAX_ENTRIES = 1_000;

/** Somebody who asks; services are never callers, because they pass every check. */
export type Caller = BackstageCredentials<BackstageUserPrincipal>;

/** What one caller may read, decided for lists. */
export interface Reader {
  /** @param ref - `<source>/<type>/<id>` */
  mayRead(ref: string): boolean;
}

/** A permission on things of a source. */
export type ProxmoxPermission = ResourcePermission<
  typeof RESOURCE_TYPE_PROXMOX_RESOURCE
>;

/** Asks the permission framework on behalf of the caller. */
export class ProxmoxAccess {
  readonly #permissions: PermissionsService;
  readonly #ruleset: ProxmoxRuleset;
  readonly #inventory: Pick<ProxmoxInventory, 'getResource'>;
  readonly #readers: RecentAnswers<Reader>;

  static create(options: {
    permissions: PermissionsService;
    ruleset: ProxmoxRuleset;
    inventory: Pick<ProxmoxInventory, 'getResource'>;
    now?: () => number;
  }) {
    return new ProxmoxAccess(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    ruleset: ProxmoxRuleset;
    inventory: Pick<ProxmoxInventory, 'getResource'>;
    now?: () => number;
  }) {
    this.#permissions = options.permissions;
    this.#ruleset = options.ruleset;
    this.#inventory = options.inventory;
    this.#readers = new RecentAnswers({
      maxAgeMs: DECISION_MAX_AGE_MS,
      maxEntries: DECISION_MAX_ENTRIES,
      now: options.now,
    });
  }

  /** One decision for a whole list, at most 10 s old. */
  getReader(caller: Caller): Promise<Reader> {
    return this.#readers.get(cacheKey(caller), () => this.#askReader(caller));
  }

  /** The decision on one thing, always asked anew. False for what does not exist, unless the caller may read everything. */
  async mayRead(caller: Caller, ref: string): Promise<boolean> {
    return this.isAllowed(caller, proxmoxResourceReadPermission, ref);
  }

  /**
   * The decision on one thing, always asked anew. False for what does not exist, unless the policy allows everything: so
   * look whether it exists too.
   */
  async isAllowed(
    caller: Caller,
    permission: ProxmoxPermission,
    ref: string,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: ref }],
      { credentials: caller },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** One decision for many things, asked anew: which of them the caller has the permission for. */
  async getPredicate(
    caller: Caller,
    permission: ProxmoxPermission,
  ): Promise<(resource: ProxmoxResource) => boolean> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials: caller },
    );
    return compileDecision(decision, this.#ruleset);
  }

  async #askReader(caller: Caller): Promise<Reader> {
    const allows = await this.getPredicate(
      caller,
      proxmoxResourceReadPermission,
    );
    const inventory = this.#inventory;
    return {
      mayRead(ref) {
        const resource = inventory.getResource(ref);
        return resource !== undefined && allows(resource);
      },
    };
  }
}

/** Somebody who acts through another service may be decided differently from the person alone. */
function cacheKey({ principal }: Caller): string {
  return JSON.stringify([principal.userEntityRef, principal.actor?.subject]);
}
