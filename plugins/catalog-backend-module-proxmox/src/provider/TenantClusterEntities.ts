import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_MANAGEMENT_CLUSTER_ID } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { buildTenantClusterEntities } from '../entities/buildTenantClusterEntities';
import { CatalogLookup, refOf } from './CatalogLookup';
import { componentsOf, keepOwnComponents } from './keepOwnComponents';
import { keepRelations } from './keepRelations';
import { EntityGatherer, GatheredEntities } from './SourceEntityProvider';

/**
 * The entities of the tenant clusters of one management cluster. Kubernetes refuses what it may not show instead of
 * leaving it out, so what is missing in a complete read of the same cluster is gone.
 */
export class TenantClusterEntities implements EntityGatherer {
  readonly label: string;
  readonly #source: string;
  readonly #inventory: Pick<
    ProxmoxInventory,
    'getManagementCluster' | 'getSources' | 'expectManagementCluster'
  >;
  readonly #lookup: Pick<CatalogLookup, 'findEntitiesOf' | 'findOwners'>;
  #ours?: string[];

  constructor(options: {
    source: string;
    inventory: Pick<
      ProxmoxInventory,
      'getManagementCluster' | 'getSources' | 'expectManagementCluster'
    >;
    lookup: Pick<CatalogLookup, 'findEntitiesOf' | 'findOwners'>;
  }) {
    this.label = `management cluster ${options.source}`;
    this.#source = options.source;
    this.#inventory = options.inventory;
    this.#lookup = options.lookup;
  }

  async gather(): Promise<GatheredEntities> {
    await this.#recall();
    // Not before: what the catalogue knows may show that this is another cluster.
    const state = this.#inventory.getManagementCluster(this.#source);
    if (!state?.data || !state.complete || state.error) {
      return {
        unchangedBecause:
          state?.error?.message ?? 'it was not read in full yet',
      };
    }
    const claimed = buildTenantClusterEntities(state.data, state.title);
    const components = new Set(claimed.flatMap(componentsOf));
    const built = keepOwnComponents(
      claimed,
      await this.#lookup.findOwners([...components]),
    );
    const entities = this.#knowsAllGuests()
      ? built
      : keepRelations(built, await this.#lookup.findEntitiesOf(this.#source));
    const ours = this.#ours;
    // Names that were ours at the start may be somebody else's later.
    this.#ours = [];
    return { entities, ours };
  }

  /** Looks the catalogue up once per process. Rejects where it does not answer: then nothing may be removed. */
  async #recall() {
    if (!this.#ours) {
      const found = await this.#lookup.findEntitiesOf(this.#source);
      new Set(found.flatMap(identityOf)).forEach(identity =>
        this.#inventory.expectManagementCluster(this.#source, identity),
      );
      this.#ours = found.map(refOf);
    }
  }

  #knowsAllGuests(): boolean {
    return this.#inventory.getSources().every(({ data }) => data);
  }
}

function identityOf({ metadata }: Entity): string[] {
  const identity = metadata.annotations?.[ANNOTATION_MANAGEMENT_CLUSTER_ID];
  return identity === undefined ? [] : [identity];
}
