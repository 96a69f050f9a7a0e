import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  CatalogService,
  catalogServiceRef,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { SourceState } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceRef,
} from '@rackstage/plugin-proxmox-node';
import { ManagementCluster, SimulatedSite } from '@rackstage/simulator';
import type { Knex } from 'knex';
import catalogModuleProxmox from '../index';

/** Configuration of a simulated site as an operator would write it. */
export function configOf(site: SimulatedSite): JsonObject {
  const token = site.tokens.inventory;
  return {
    name: site.name,
    endpoints: site.nodes.map(node => node.url),
    tls: { ca: site.caPem },
    auth: { tokenId: token.id, tokenSecret: token.secret },
    owners: {
      rules: [{ pool: 'team-a', owner: 'group:default/team-a' }],
    },
  };
}

/** Configuration of a management cluster as an operator would write it. */
export function managementConfigOf(mgmt: ManagementCluster): JsonObject {
  return {
    name: mgmt.name,
    title: 'Management A',
    url: mgmt.url,
    ca: mgmt.caPem,
    token: mgmt.tokens.portal,
    owners: {
      rules: [{ namespace: 'tenant-team-a', owner: 'group:team-a' }],
    },
  };
}

/** A running catalogue that reads Proxmox. */
export interface TestCatalog {
  inventory: ProxmoxInventory;
  /** Runs the provider of a source once. */
  refresh(source: string): Promise<void>;
  find(filter: Record<string, string>): Promise<Entity[]>;
  findByRef(ref: string): Promise<Entity | undefined>;
  /** Puts an entity into the catalogue as somebody else would. */
  addForeign(entity: Entity): Promise<void>;
  removeForeign(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a whole catalogue with our module; the database outlives it where one is given. */
export async function startCatalog(options: {
  clusters: JsonObject[];
  kubernetes?: JsonObject[];
  knex?: Knex;
  /** How the inventory reads. */
  inventory?: JsonObject;
  /** What a backend with a database would have kept from before. */
  restored?: SourceState[];
}): Promise<TestCatalog> {
  const reached: {
    catalog?: CatalogService;
    inventory?: ProxmoxInventory;
    scheduler?: SchedulerService;
    foreign?: EntityProviderConnection;
  } = {};
  const observer = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'observer',
    register(reg) {
      reg.registerInit({
        deps: {
          catalog: catalogServiceRef,
          inventory: proxmoxInventoryServiceRef,
          processing: catalogProcessingExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({ processing, ...services }) {
          Object.assign(reached, services);
          services.inventory.restore(options.restored ?? []);
          processing.addEntityProvider({
            getProviderName: () => 'somebody-else',
            connect: async connection => {
              reached.foreign = connection;
            },
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          proxmox: {
            clusters: options.clusters,
            // Calls of a test are its own unless it asks for these.
            inventory: options.inventory ?? { configurationDelay: '1h' },
            kubernetes: options.kubernetes ?? [],
          },
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { mode: 'immediate' },
          },
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      catalogPlugin,
      catalogModuleProxmox,
      observer,
    ],
  });
  const credentials = await mockServices.auth().getOwnServiceCredentials();
  const catalog = reached.catalog!;
  return {
    inventory: reached.inventory!,
    refresh: source =>
      reached.scheduler!.triggerTask(`proxmox:${source}:refresh`),
    find: async filter =>
      (await catalog.getEntities({ filter }, { credentials })).items,
    findByRef: ref => catalog.getEntityByRef(ref, { credentials }),
    addForeign: async entity =>
      reached.foreign!.applyMutation({
        type: 'full',
        entities: [{ entity, locationKey: 'somebody-else' }],
      }),
    removeForeign: async () =>
      reached.foreign!.applyMutation({ type: 'full', entities: [] }),
    stop: () => backend.stop(),
  };
}

/** Waits until the question is answered as it should be; the test's own deadline ends a vain wait. */
export async function until<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
