import {
  ProxmoxResource,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { isDeepStrictEqual } from 'node:util';
import { SourceConfig } from '../config/ProxmoxConfig';
import { GuestClaim, inheritGuestOwners } from './inheritGuestOwners';
import { guestRef } from './resourceRefs';

interface Known {
  data: ProxmoxSnapshot;
  claims: readonly GuestClaim[];
  inherited: ReadonlyMap<string, string>;
  /** `data` with the inherited owners. */
  owned: ProxmoxSnapshot;
}

/**
 * The one place that knows who owns a guest when the management clusters are asked too. What a source knows of itself
 * keeps the owner by its rules: the join to Machines is made from it, and would otherwise depend on its own result.
 */
export class GuestOwners {
  readonly #configs: ReadonlyMap<string, SourceConfig>;
  readonly #getClaims: () => readonly GuestClaim[];
  readonly #known = new Map<string, Known>();
  readonly #told = new Map<string, ReadonlyMap<string, string>>();

  constructor(options: {
    configs: SourceConfig[];
    /** The same list until something changes. */
    getClaims: () => readonly GuestClaim[];
  }) {
    this.#configs = new Map(
      options.configs
        .filter(({ provisioning }) => provisioning?.resourcePool !== undefined)
        .map(config => [config.name, config]),
    );
    this.#getClaims = options.getClaims;
  }

  /** The state as everybody sees it. */
  ownState(state: SourceState): SourceState {
    const known = this.#look(state);
    return known?.inherited.size ? { ...state, data: known.owned } : state;
  }

  /** The thing as permission rules see it. */
  ownResource(resource: ProxmoxResource, state: SourceState): ProxmoxResource {
    const { pool } = resource;
    const config = this.#configs.get(resource.source);
    // Asked for every row of a list: most rows are not in that pool.
    if (pool === undefined || pool !== config?.provisioning?.resourcePool) {
      return resource;
    }
    const owner = this.#look(state)?.inherited.get(resource.ref);
    return owner === undefined ? resource : { ...resource, owner };
  }

  /** Whether guests have other heirs than at the last call for the source. */
  noteHeirs(state: SourceState): boolean {
    const { source } = state;
    const inherited = this.#look(state)?.inherited ?? new Map();
    const isNews = !isDeepStrictEqual(
      inherited,
      this.#told.get(source) ?? new Map(),
    );
    this.#told.set(source, inherited);
    return isNews;
  }

  #look({ source, data }: SourceState): Known | undefined {
    const config = this.#configs.get(source);
    if (!config || !data) {
      return undefined;
    }
    const claims = this.#getClaims();
    const known = this.#known.get(source);
    if (known?.data === data && known.claims === claims) {
      return known;
    }
    const inherited = inheritGuestOwners(data, { config, claims });
    const guests = data.guests.map(guest => {
      const owner = inherited.get(guestRef(guest));
      return owner === undefined ? guest : { ...guest, owner };
    });
    const now = { data, claims, inherited, owned: { ...data, guests } };
    this.#known.set(source, now);
    return now;
  }
}
