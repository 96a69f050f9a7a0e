import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import {
  proxmoxPermissions,
  proxmoxResourceReadPermission,
  RESOURCE_TYPE_PROXMOX_RESOURCE,
} from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  createProxmoxConditionalDecision,
  proxmoxConditions,
  proxmoxInventoryServiceRef,
} from '@rackstage/plugin-proxmox-node';
import {
  ManagementCluster,
  SimulatedSite,
  Simulator,
} from '@rackstage/simulator';
import request from 'supertest';
import proxmoxBackendFeature from '../index';

/** Who asks; each belongs to one group. */
export const users = {
  sre: 'group:default/platform',
  alice: 'group:default/team-a',
  bob: 'group:default/team-b',
  /** Reads nothing that is not theirs, clusters included, and owns nothing. */
  stranger: 'group:default/strangers',
  /** Owns what team A owns, but may not read clusters and nodes. */
  contractor: 'group:default/team-a',
};
/** A static token of an external service. */
export const SERVICE_TOKEN = 'token-of-an-external-service';
export type UserName = keyof typeof users;

const testPolicy: PermissionPolicy = {
  async handle({ permission }, user) {
    const isOurs = proxmoxPermissions.some(
      known => known.name === permission.name,
    );
    if (
      !user ||
      !isOurs ||
      !isResourcePermission(permission, RESOURCE_TYPE_PROXMOX_RESOURCE)
    ) {
      return { result: AuthorizeResult.DENY };
    }
    const { ownershipEntityRefs, userEntityRef } = user.info;
    if (ownershipEntityRefs.includes(users.sre)) {
      return { result: AuthorizeResult.ALLOW };
    }
    const own = proxmoxConditions.isOwner({ claims: ownershipEntityRefs });
    const foundations = proxmoxConditions.hasType({
      types: ['cluster', 'node', 'storage', 'network'],
    });
    const narrow = ['user:default/stranger', 'user:default/contractor'];
    const isWide =
      isPermission(permission, proxmoxResourceReadPermission) &&
      !narrow.includes(userEntityRef);
    return createProxmoxConditionalDecision(
      permission,
      isWide ? { anyOf: [foundations, own] } : own,
    );
  },
};

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(testPolicy);
      },
    });
  },
});

/** Signs everybody in who says a name, and issues real tokens. */
const signInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test-users',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        for (const [name, group] of Object.entries(users)) {
          const sub = `user:default/${name}`;
          providers.registerProvider({
            providerId: name,
            factory: createProxyAuthProviderFactory({
              authenticator: createProxyAuthenticator({
                defaultProfileTransform: async () => ({ profile: {} }),
                initialize() {},
                authenticate: async () => ({ result: {} }),
              }),
              signInResolver: async (_info, context) =>
                context.issueToken({ claims: { sub, ent: [sub, group] } }),
            }),
          });
        }
      },
    });
  },
});

/** Configuration of a source, as an operator would write it for the site. */
export function sourceConfig(site: SimulatedSite): JsonObject {
  return {
    name: site.name,
    endpoints: site.nodes.map(node => node.url),
    tls: { ca: site.caPem },
    auth: {
      tokenId: site.tokens.inventory.id,
      tokenSecret: site.tokens.inventory.secret,
    },
    owners: {
      default: users.sre,
      rules: ['team-a', 'team-b', 'team-c'].map(team => ({
        pool: team,
        owner: `group:default/${team}`,
      })),
    },
  };
}

/** Configuration of a management cluster, as an operator would write it. */
export function managementConfig(mgmt: ManagementCluster): JsonObject {
  return {
    name: mgmt.name,
    url: mgmt.url,
    ca: mgmt.caPem,
    token: mgmt.tokens.portal,
    owners: {
      default: users.sre,
      rules: ['team-a', 'team-b'].map(team => ({
        namespace: `tenant-${team}`,
        owner: `group:default/${team}`,
      })),
    },
  };
}

/**
 * The plugin in a backend with the permission framework, a policy and real HTTP between the plugins.
 * Every Proxmox source has been read once when it is ready.
 */
export async function startPortal(options: {
  simulator?: Simulator;
  clusters?: JsonObject[];
  kubernetes?: JsonObject[];
  /** `proxmox.orders`. */
  orders?: JsonObject;
  /** `proxmox.inventory`. */
  inventory?: JsonObject;
  features?: Parameters<typeof startTestBackend>[0]['features'];
  database?: JsonObject;
  /** `permission.enabled`; true where it is not given. */
  permissionsEnabled?: boolean;
}) {
  const clusters =
    options.clusters ?? options.simulator!.sites.map(sourceConfig);
  let inventory: ProxmoxInventory | undefined;
  const probe = createBackendPlugin({
    pluginId: 'probe',
    register(env) {
      env.registerInit({
        deps: { service: proxmoxInventoryServiceRef },
        async init({ service }) {
          inventory = service;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: {
            providers: Object.fromEntries(
              Object.keys(users).map(name => [name, {}]),
            ),
          },
          backend: {
            baseUrl: 'http://localhost:7007',
            auth: {
              externalAccess: [
                {
                  type: 'static',
                  options: { token: SERVICE_TOKEN, subject: 'robot' },
                },
              ],
            },
            database: options.database ?? {
              client: 'better-sqlite3',
              connection: ':memory:',
            },
          },
          permission: { enabled: options.permissionsEnabled ?? true },
          proxmox: {
            clusters,
            kubernetes: options.kubernetes ?? [],
            ...(options.orders && { orders: options.orders }),
            // Upstream calls of a test are its own unless it asks for these.
            inventory: options.inventory ?? { configurationDelay: '1h' },
          },
        },
      }),
      authServiceFactory,
      httpAuthServiceFactory,
      userInfoServiceFactory,
      authPlugin,
      signInModule,
      permissionPlugin,
      policyModule,
      proxmoxBackendFeature,
      probe,
      ...(options.features ?? []),
    ],
  });
  const known = inventory!;
  await Promise.all(
    known.getSources().map(({ source }) => known.refresh(source)),
  );
  const tokens = new Map<string, string>();
  for (const name of Object.keys(users)) {
    const { body } = await request(backend.server)
      .post(`/api/auth/${name}/refresh`)
      .expect(200);
    tokens.set(name, body.backstageIdentity.token);
  }
  const as = (user: UserName, method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](`/api/proxmox${path}`)
      .auth(tokens.get(user)!, { type: 'bearer' });
  return {
    backend,
    inventory: known,
    get: (user: UserName, path: string) => as(user, 'get', path),
    post: (user: UserName, path: string) => as(user, 'post', path),
    stop: () => backend.stop(),
  };
}

/** A portal that is ready for questions. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;
