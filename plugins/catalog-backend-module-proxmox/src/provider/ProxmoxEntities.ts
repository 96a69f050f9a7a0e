import { HumanDuration } from '@backstage/types';
import { ProxmoxSnapshot, SourceState } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { buildEntities } from '../entities/buildEntities';
import { CatalogLookup } from './CatalogLookup';
import { CatalogueMemory } from './CatalogueMemory';
import { EntityGatherer, GatheredEntities } from './SourceEntityProvider';

// The inventory reads by itself, at the intervals that are configured: this takes what is there and only makes it read
// where nothing was tried for long, as right after a start.
const MAXIMUM_AGE: HumanDuration = { minutes: 5 };

/** The entities of one Proxmox cluster. */
export class ProxmoxEntities implements EntityGatherer {
  readonly label: string;
  readonly #source: string;
  readonly #inventory: ProxmoxInventory;
  readonly #memory: CatalogueMemory;

  constructor(options: {
    source: string;
    inventory: ProxmoxInventory;
    lookup: CatalogLookup;
    now?: () => number;
  }) {
    const { source, inventory, lookup, now = Date.now } = options;
    this.label = `Proxmox source ${source}`;
    this.#source = source;
    this.#inventory = inventory;
    this.#memory = new CatalogueMemory({ source, lookup, inventory, now });
  }

  async gather(): Promise<GatheredEntities> {
    const memory = this.#memory;
    const state = await this.#inventory.refresh(this.#source, {
      maxAge: MAXIMUM_AGE,
    });
    if (!isTrustworthy(state)) {
      return { unchangedBecause: reasonOf(state) };
    }
    await memory.recall();
    if (memory.isOfAnotherCluster(state.data)) {
      return {
        unchangedBecause:
          'none of the nodes in the catalogue is among those that its endpoints now show, so they lead to another cluster. ' +
          'Correct proxmox.clusters[].endpoints; if the cluster was really replaced, give the source a new name.',
      };
    }
    const ours = memory.entityRefs;
    await memory.forgetWhatIsGone();
    // The check above may have read the source anew, with a worse result.
    const newest = this.#inventory.getSource(this.#source) ?? state;
    return isTrustworthy(newest)
      ? {
          entities: memory.complete(buildEntities(newest.data), newest.data),
          ours,
        }
      : { unchangedBecause: reasonOf(newest) };
  }
}

function isTrustworthy(
  state: SourceState,
): state is SourceState & { data: ProxmoxSnapshot } {
  return state.complete && !state.error && state.data !== undefined;
}

function reasonOf({ error, warnings }: SourceState): string {
  return (
    error?.message ?? warnings[0]?.message ?? 'it was not read in full yet'
  );
}
