import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { locationOf } from '../entities/buildResourceEntity';
import { buildTenantClusterEntities } from '../entities/buildTenantClusterEntities';
import { CatalogLookup, refOf } from './CatalogLookup';
import { keepRelations } from './keepRelations';
import { NameWatch } from './NameWatch';

/** The collaborators of a {@link TenantClusterEntityProvider}. */
export interface TenantClusterEntityProviderOptions {
  /** Name of the management cluster in the configuration. */
  source: string;
  inventory: Pick<
    ProxmoxInventory,
    'getManagementCluster' | 'getSources' | 'reportTakenNames'
  >;
  catalog: Pick<CatalogService, 'streamEntities' | 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Keeps the entities of the tenant clusters of one management cluster. Kubernetes refuses what it may not show instead
 * of leaving it out, so what is missing in a complete read is gone; without a complete read nothing is changed.
 */
export class TenantClusterEntityProvider implements EntityProvider {
  readonly #options: TenantClusterEntityProviderOptions;
  readonly #lookup: CatalogLookup;
  readonly #names: NameWatch;
  #connection?: EntityProviderConnection;
  #wasSkipped = false;

  constructor(options: TenantClusterEntityProviderOptions) {
    this.#options = options;
    this.#lookup = new CatalogLookup(options);
    this.#names = new NameWatch({
      source: options.source,
      lookup: this.#lookup,
    });
  }

  /** One provider per management cluster; names of sources are unique, also among Proxmox clusters. */
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

  /** Brings the entities up to date with the inventory, which keeps itself up to date by watches. */
  async refresh(): Promise<void> {
    const { source, inventory } = this.#options;
    if (!this.#connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    const state = inventory.getManagementCluster(source);
    if (!state?.data || !state.complete || state.error) {
      this.#logSkipped(state);
      return;
    }
    const built = buildTenantClusterEntities(state.data, state.title);
    const entities = this.#knowsAllGuests()
      ? built
      : keepRelations(built, await this.#lookup.findEntitiesOf(source));
    await this.#connection.applyMutation({
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

  #knowsAllGuests(): boolean {
    return this.#options.inventory.getSources().every(({ data }) => data);
  }

  #logSkipped(state: ManagementClusterState | undefined) {
    if (!this.#wasSkipped) {
      this.#wasSkipped = true;
      const reason = state?.error?.message ?? 'it was not read in full yet';
      this.#options.logger.warn(
        `The entities of management cluster ${
          this.#options.source
        } stay as they are: ${reason}`,
      );
    }
  }

  #logApplied(count: number) {
    const { logger, source } = this.#options;
    const message = `Management cluster ${source}: ${count} entities are up to date`;
    if (this.#wasSkipped) {
      this.#wasSkipped = false;
      logger.info(message);
    } else {
      logger.debug(message);
    }
  }
}
