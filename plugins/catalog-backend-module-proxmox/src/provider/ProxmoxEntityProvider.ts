import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ProxmoxSnapshot, SourceState } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { buildEntities } from '../entities/buildEntities';
import { locationOf } from '../entities/buildResourceEntity';
import { CatalogLookup, refOf } from './CatalogLookup';
import { CatalogueMemory } from './CatalogueMemory';
import { NameWatch } from './NameWatch';

// The inventory reads by itself, at the intervals that are configured: the provider takes what is there and only makes
// it read where nothing was tried for long, as right after a start.
const MAXIMUM_AGE: HumanDuration = { minutes: 5 };

/** The collaborators of a {@link ProxmoxEntityProvider}. */
export interface ProxmoxEntityProviderOptions {
  /** Name of the source in the configuration. */
  source: string;
  inventory: ProxmoxInventory;
  catalog: Pick<CatalogService, 'streamEntities' | 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
  now?: () => number;
}

/**
 * Keeps the entities of one Proxmox cluster. Without a good and complete read of the source it changes nothing, so a
 * dead source, or one that lost privileges, deletes nothing.
 */
export class ProxmoxEntityProvider implements EntityProvider {
  readonly #options: ProxmoxEntityProviderOptions;
  readonly #memory: CatalogueMemory;
  readonly #names: NameWatch;
  #connection?: EntityProviderConnection;
  #wasSkipped = false;

  constructor(options: ProxmoxEntityProviderOptions) {
    this.#options = options;
    const { source, inventory, now = Date.now } = options;
    const lookup = new CatalogLookup(options);
    this.#memory = new CatalogueMemory({ source, lookup, inventory, now });
    this.#names = new NameWatch({ source, lookup });
  }

  /** One provider per source: a full mutation replaces what this name brought before, and nothing else. */
  getProviderName(): string {
    return locationOf(this.#options.source);
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.taskRunner.run({
      id: `${this.getProviderName()}:refresh`,
      fn: () => this.refresh(),
    });
  }

  /** Brings the entities up to date with the inventory. */
  async refresh(): Promise<void> {
    const { source, inventory } = this.#options;
    const connection = this.#connection;
    if (!connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    const state = await inventory.refresh(source, { maxAge: MAXIMUM_AGE });
    if (!isTrustworthy(state)) {
      this.#logSkipped(state);
      return;
    }
    await this.#memory.recall();
    if (this.#memory.isOfAnotherCluster(state.data)) {
      this.#logSkipped(
        state,
        'none of the nodes in the catalogue is among those that its endpoints now show, so they lead to another cluster. ' +
          'Correct proxmox.clusters[].endpoints; if the cluster was really replaced, give the source a new name.',
      );
      return;
    }
    this.#names.confirm(this.#memory.entityRefs);
    await this.#memory.forgetWhatIsGone();
    // The check above may have read the source anew, with a worse result.
    const newest = inventory.getSource(source);
    if (!newest || !isTrustworthy(newest)) {
      this.#logSkipped(newest ?? state);
      return;
    }
    const entities = this.#memory.complete(
      buildEntities(newest.data),
      newest.data,
    );
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#logApplied(entities.length);
    inventory.reportTakenNames(
      source,
      await this.#names.findTaken(entities.map(refOf)),
    );
  }

  #logSkipped(state: SourceState, because?: string) {
    if (!this.#wasSkipped) {
      this.#wasSkipped = true;
      const reason =
        because ??
        state.error?.message ??
        state.warnings[0]?.message ??
        'it was not read in full yet';
      this.#options.logger.warn(
        `The entities of Proxmox source ${state.source} stay as they are: ${reason}`,
      );
    }
  }

  #logApplied(count: number) {
    const { logger, source } = this.#options;
    const message = `Proxmox source ${source}: ${count} entities are up to date`;
    if (this.#wasSkipped) {
      this.#wasSkipped = false;
      logger.info(message);
    } else {
      logger.debug(message);
    }
  }
}

function isTrustworthy(
  state: SourceState,
): state is SourceState & { data: ProxmoxSnapshot } {
  return state.complete && !state.error && state.data !== undefined;
}
