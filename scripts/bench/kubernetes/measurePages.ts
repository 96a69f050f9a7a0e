import { setTimeout as pause } from 'node:timers/promises';
import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import proxmoxBackendFeature from '@rackstage/plugin-proxmox-backend';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceRef,
} from '@rackstage/plugin-proxmox-node';
import { Agent, request } from 'undici';
import { median } from '../figures';
import type { SimulatorProcess } from '../SimulatorProcess';
import { untilRead } from '../startInventory';
import type { KubeCalls } from './kubeCalls';

const WARM_UPS = 20;
const REQUESTS = 100;
const PAGE_CLUSTER = 'crowd-001';

/** What people and nobody cost, in a backend with this plugin. */
export interface PagesFigure {
  /** All tenant clusters, over a route that only asks who calls. */
  listRatio: number;
  /** One tenant cluster with its machines, over the same. */
  pageRatio: number;
  milliseconds: { empty: number; list: number; page: number };
  /** Calls to all management clusters together. */
  callsPerView: number;
  idle: {
    /** Calls to all management clusters together, in a minute. */
    calls: KubeCalls;
    queriesPerMinute: number;
    seconds: number;
  };
}

/** Answers of the HTTP API, and what it does while nobody asks, with authentication and permissions that cost nothing. */
export async function measurePages(
  config: JsonObject,
  simulator: SimulatorProcess,
  idleSeconds: number,
): Promise<PagesFigure> {
  const probe = createProbe();
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: withOrders(config) }),
      proxmoxBackendFeature,
      probe.feature,
    ],
  });
  try {
    await untilRead(probe.inventory());
    const base = `http://127.0.0.1:${backend.server.port()}/api/proxmox`;
    const id = probe
      .inventory()
      .getTenantClusters()
      .find(({ name }) => name === PAGE_CLUSTER);
    if (!id) {
      throw new Error(`There is no tenant cluster '${PAGE_CLUSTER}'`);
    }
    await simulator.resetKubeCalls();
    const milliseconds = await timeInTurn({
      empty: `${base}/bench/empty`,
      list: `${base}/v1/tenant-clusters`,
      page: `${base}/v1/tenant-clusters/${id.source}/${id.namespace}/${id.name}`,
    });
    const { lists, others } = await simulator.countKubeCalls();
    // What was read at the start is saved by then.
    await pause(1_000);
    await simulator.resetKubeCalls();
    const before = probe.queries();
    await pause(idleSeconds * 1_000);
    const perMinute = (count: number) => (count * 60) / idleSeconds;
    const idle = await simulator.countKubeCalls();
    return {
      listRatio: milliseconds.list / milliseconds.empty,
      pageRatio: milliseconds.page / milliseconds.empty,
      milliseconds,
      callsPerView: (lists + others) / (2 * REQUESTS),
      idle: {
        calls: {
          watches: perMinute(idle.watches),
          lists: perMinute(idle.lists),
          others: perMinute(idle.others),
        },
        queriesPerMinute: perMinute(probe.queries() - before),
        seconds: idleSeconds,
      },
    };
  } finally {
    await backend.stop();
  }
}

function withOrders(config: JsonObject): JsonObject {
  const proxmox = config.proxmox as JsonObject;
  return { ...config, proxmox: { ...proxmox, orders: { enabled: true } } };
}

/** Adds an empty route to the plugin, and counts the queries to its database. */
function createProbe() {
  let inventory: ProxmoxInventory | undefined;
  let queries = 0;
  const module = createBackendModule({
    pluginId: 'proxmox',
    moduleId: 'bench',
    register(reg) {
      reg.registerInit({
        deps: {
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          service: proxmoxInventoryServiceRef,
        },
        async init({ database, httpAuth, httpRouter, service }) {
          inventory = service;
          const knex = await database.getClient();
          knex.on('query', () => {
            queries += 1;
          });
          httpRouter.use(async (incoming, response, next) => {
            if (incoming.path !== '/bench/empty') {
              next();
              return;
            }
            await httpAuth.credentials(incoming, { allow: ['user'] });
            response.json({});
          });
        },
      });
    },
  });
  return {
    // Within a loader like the plugin: for a module beside it the test backend would make up a second one.
    feature: createBackendFeatureLoader({ loader: () => [module] }),
    queries: () => queries,
    inventory: () => {
      if (!inventory) {
        throw new Error('The backend has no inventory');
      }
      return inventory;
    },
  };
}

/** Median milliseconds of each address, asked alternately, so that whatever else the machine does meets all. */
async function timeInTurn<Name extends string>(
  urls: Record<Name, string>,
): Promise<Record<Name, number>> {
  const dispatcher = new Agent();
  const names = Object.keys(urls) as Name[];
  const times = Object.fromEntries(
    names.map(name => [name, [] as number[]]),
  ) as Record<Name, number[]>;
  for (let run = 0; run < WARM_UPS + REQUESTS; run++) {
    for (const name of names) {
      const started = performance.now();
      const { statusCode, body } = await request(urls[name], {
        dispatcher,
        headers: { authorization: mockCredentials.user.header() },
      });
      await body.arrayBuffer();
      if (statusCode !== 200) {
        throw new Error(`GET ${urls[name]}: ${statusCode}`);
      }
      if (run >= WARM_UPS) {
        times[name].push(performance.now() - started);
      }
    }
  }
  await dispatcher.close();
  return Object.fromEntries(
    names.map(name => [name, median(times[name])]),
  ) as Record<Name, number>;
}
