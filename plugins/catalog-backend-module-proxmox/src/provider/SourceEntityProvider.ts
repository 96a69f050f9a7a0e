import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { locationOf } from '../entities/buildResourceEntity';
import { CatalogLookup, refOf } from './CatalogLookup';
import { NameWatch } from './NameWatch';

/** All entities of a source, or why those in the catalogue stay as they are. */
export type GatheredEntities =
  | {
      entities: Entity[];
      /** Refs of entities that are known to be in the catalogue as ours. */
      ours?: string[];
    }
  | { unchangedBecause: string };

/** What differs between the kinds of source. */
export interface EntityGatherer {
  /** What logs call the source, such as `Proxmox source fra`. */
  readonly label: string;
  gather(): Promise<GatheredEntities>;
}

/** The collaborators of a {@link SourceEntityProvider}. */
export interface SourceEntityProviderOptions {
  /** Name of the source in the configuration; unique among sources of all kinds. */
  source: string;
  gatherer: EntityGatherer;
  inventory: Pick<ProxmoxInventory, 'reportTakenNames'>;
  lookup: CatalogLookup;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Keeps the entities of one source. Without a good and complete read of the source it changes nothing, so a dead
 * source, or one that lost privileges, deletes nothing.
 */
export class SourceEntityProvider implements EntityProvider {
  readonly #options: SourceEntityProviderOptions;
  readonly #names: NameWatch;
  #connection?: EntityProviderConnection;
  #wasSkipped = false;

  constructor(options: SourceEntityProviderOptions) {
    this.#options = options;
    this.#names = new NameWatch(options);
  }

  /** One provider per source: a full mutation replaces what this name brought before, and nothing else. */
  getProviderName(): string {
    return locationOf(this.#options.source);
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.taskRunner.run({
      id: refreshTaskOf(this.#options.source),
      fn: () => this.refresh(),
    });
  }

  /** Brings the entities up to date with the inventory. */
  async refresh(): Promise<void> {
    const { source, gatherer, inventory } = this.#options;
    const connection = this.#connection;
    if (!connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    const gathered = await gatherer.gather();
    if ('unchangedBecause' in gathered) {
      this.#logSkipped(gathered.unchangedBecause);
      return;
    }
    const { entities, ours = [] } = gathered;
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#logApplied(entities.length);
    this.#names.confirm(ours);
    inventory.reportTakenNames(
      source,
      await this.#names.findTaken(entities.map(refOf)),
    );
  }

  #logSkipped(reason: string) {
    const { logger, gatherer } = this.#options;
    if (!this.#wasSkipped) {
      this.#wasSkipped = true;
      logger.warn(
        `The entities of ${gatherer.label} stay as they are: ${reason}`,
      );
    }
  }

  #logApplied(count: number) {
    const { logger, gatherer } = this.#options;
    const message = `${gatherer.label}: ${count} entities are up to date`;
    if (this.#wasSkipped) {
      this.#wasSkipped = false;
      logger.info(message);
    } else {
      logger.debug(message);
    }
  }
}

/** Id of the scheduled task that brings the entities of a source up to date. */
export function refreshTaskOf(source: string): string {
  return `${locationOf(source)}:refresh`;
}
