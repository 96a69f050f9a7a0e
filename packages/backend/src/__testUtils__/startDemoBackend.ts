import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleTemplates from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import permissionPlugin from '@backstage/plugin-permission-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModuleCatalog from '@backstage/plugin-search-backend-module-catalog';
import catalogModuleProxmox from '@rackstage/plugin-catalog-backend-module-proxmox';
import proxmoxBackendFeature from '@rackstage/plugin-proxmox-backend';
import scaffolderModuleProxmox from '@rackstage/plugin-scaffolder-backend-module-proxmox';
import searchModuleProxmox from '@rackstage/plugin-search-backend-module-proxmox';
import { Simulator } from '@rackstage/simulator';
import { resolve } from 'node:path';
import request from 'supertest';
import { demoPersonasModule } from '../auth/demoPersonasModule';
import { Persona, personas } from '../auth/personas';
import { demoPolicyModule } from '../policy/demoPolicyModule';

const root = resolve(__dirname, '../../../..');
const OFTEN = { frequency: { seconds: 2 }, timeout: { minutes: 1 } };
const teams = ['team-a', 'team-b', 'team-c'];

function buildProxmoxConfig(simulator: Simulator) {
  const fra = simulator.site('fra');
  const management = simulator.managementCluster('mgmt-a');
  return {
    search: { schedule: OFTEN },
    catalog: { schedule: OFTEN },
    clusters: [
      {
        name: 'fra',
        endpoints: fra.nodes.map(({ url }) => url),
        tls: { ca: fra.caPem },
        auth: {
          tokenId: fra.tokens.inventory.id,
          tokenSecret: fra.tokens.inventory.secret,
        },
        owners: {
          rules: teams.map(team => ({
            pool: team,
            owner: `group:default/${team}`,
          })),
        },
        provisioning: {
          tokenId: fra.tokens.capmox.id,
          tokenSecret: fra.tokens.capmox.secret,
          vmids: { start: 20_000, end: 29_999 },
          resourcePool: 'capi',
        },
      },
    ],
    kubernetes: [
      {
        name: 'mgmt-a',
        url: management.url,
        ca: management.caPem,
        token: management.tokens.portal,
        proxmox: { defaultCluster: 'fra' },
        owners: {
          rules: teams.map(team => ({
            namespace: `tenant-${team}`,
            owner: `group:default/${team}`,
          })),
        },
      },
    ],
  };
}

/** Everything that `index.ts` composes and that has to do with rights, over real sockets. */
async function startBackend(simulator: Simulator): Promise<TestBackend> {
  return startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            baseUrl: 'http://localhost:7007',
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          auth: { providers: { sre: {}, alice: {}, bob: {} } },
          permission: { enabled: true },
          search: { collators: { catalog: { schedule: OFTEN } } },
          catalog: {
            processingInterval: { minutes: 10 },
            locations: [
              'examples/org.yaml',
              'examples/entities.yaml',
              'templates/tenant-cluster/template.yaml',
            ].map(file => ({
              type: 'file',
              target: resolve(root, file),
              rules: [
                { allow: ['Group', 'User', 'System', 'Component', 'Template'] },
              ],
            })),
          },
          proxmox: buildProxmoxConfig(simulator),
        },
      }),
      schedulerServiceFactory,
      authServiceFactory,
      httpAuthServiceFactory,
      userInfoServiceFactory,
      authPlugin,
      demoPersonasModule,
      permissionPlugin,
      demoPolicyModule,
      catalogPlugin,
      catalogModuleTemplates,
      catalogModuleProxmox,
      proxmoxBackendFeature,
      scaffolderPlugin,
      scaffolderModuleProxmox,
      searchPlugin,
      searchModuleCatalog,
      searchModuleProxmox,
    ],
  });
}

/** The demo's backend with everybody signed in. */
export interface DemoBackend {
  get(id: Persona['id'], path: string): request.Test;
  post(id: Persona['id'], path: string, body?: object): request.Test;
  signIn(id: Persona['id']): Promise<request.Response['body']>;
  stop(): Promise<void>;
}

export async function startDemoBackend(
  simulator: Simulator,
): Promise<DemoBackend> {
  const backend = await startBackend(simulator);
  const tokens = new Map<string, string>();
  const signIn = async (id: Persona['id']) => {
    const { body } = await request(backend.server)
      .post(`/api/auth/${id}/refresh`)
      .expect(200);
    return body;
  };
  for (const { id } of personas) {
    tokens.set(id, (await signIn(id)).backstageIdentity.token);
  }
  return {
    signIn,
    stop: () => backend.stop(),
    get: (id, path) =>
      request(backend.server)
        .get(path)
        .auth(tokens.get(id)!, { type: 'bearer' }),
    post: (id, path, body) =>
      request(backend.server)
        .post(path)
        .auth(tokens.get(id)!, { type: 'bearer' })
        .send(body),
  };
}
