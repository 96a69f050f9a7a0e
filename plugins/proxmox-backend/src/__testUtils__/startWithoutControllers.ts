import { JsonObject } from '@backstage/types';
import { KubeClient, KubeObject } from '@rackstage/plugin-proxmox-node';
import { startSimulator } from '@rackstage/simulator';
import { anOrderSpec } from './anOrder';
import { grantAccess } from './grantAccess';
import { KubeTarget } from './kubeTargets';
import { Portal, startPortal, users } from './startPortal';

/** The management cluster, as the portal calls it. */
export const MGMT = 'mgmt';

/**
 * A portal whose management cluster is an API server on which no controller acts, and a tenant there. The portal's
 * account has the rights that the documentation names.
 */
export async function startWithoutControllers(
  target: KubeTarget,
  more: {
    clusters: (
      simulator: Awaited<ReturnType<typeof startSimulator>>,
    ) => JsonObject[];
    kubernetes?: JsonObject;
  },
) {
  // A real server keeps what earlier runs left: its namespaces need a controller to go.
  const tenant = `tenant-${Date.now().toString(36)}`;
  const simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
  const connection = await target.connect(simulator);
  const admin = KubeClient.create({ name: 'admin', connection });
  await grantAccess({ admin, subject: target.subject, tenant });
  const portal = await startPortal({
    clusters: more.clusters(simulator),
    kubernetes: [
      {
        ...more.kubernetes,
        name: MGMT,
        url: connection.url,
        ...(connection.ca && { ca: connection.ca }),
        token: await target.getToken(simulator, connection),
        owners: {
          default: users.sre,
          rules: [{ namespace: tenant, owner: users.alice }],
        },
      },
    ],
  });
  const namespace = { group: '', version: 'v1', plural: 'namespaces' };
  return {
    simulator,
    admin,
    portal,
    tenant,
    spec: anOrderSpec({ managementCluster: MGMT, tenant }),
    stateWhere: (isRight: IsRight) => untilState(portal, isRight),
    stop: async () => {
      await portal.stop();
      const { metadata } = await admin.get({ ...namespace, name: tenant });
      await admin.delete(
        { ...namespace, name: tenant },
        { uid: metadata.uid! },
      );
      await admin.close();
      await simulator.close();
    },
  };
}

/** Everything that a story about a server without controllers works with. */
export type WithoutControllers = Awaited<
  ReturnType<typeof startWithoutControllers>
>;

type State = NonNullable<
  ReturnType<Portal['inventory']['getManagementCluster']>
>;
type IsRight = (state: State) => unknown;

async function untilState(portal: Portal, isRight: IsRight): Promise<State> {
  for (;;) {
    const state = portal.inventory.getManagementCluster(MGMT)!;
    if (isRight(state)) {
      return state;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

/** What a platform has installed beside Cluster API, as far as orders look for it. */
export async function installPlatform(admin: KubeClient): Promise<void> {
  const secret = (name: string, keyPath: string) => ({
    secretReference: { name, namespace: 'kamaji-system', keyPath },
  });
  const store: KubeObject = {
    apiVersion: 'kamaji.clastix.io/v1alpha1',
    kind: 'DataStore',
    metadata: { name: 'default' },
    spec: {
      driver: 'etcd',
      endpoints: ['etcd-0.etcd.kamaji-system.svc.cluster.local:2379'],
      tlsConfig: {
        certificateAuthority: {
          certificate: secret('etcd-certs', 'ca.crt'),
          privateKey: secret('etcd-certs', 'ca.key'),
        },
        clientCertificate: {
          certificate: secret('root-client-certs', 'tls.crt'),
          privateKey: secret('root-client-certs', 'tls.key'),
        },
      },
    },
  };
  const known = await admin.list({
    group: 'kamaji.clastix.io',
    version: 'v1alpha1',
    plural: 'datastores',
  });
  if (!known.items.length) {
    await admin.apply(store, {
      plural: 'datastores',
      fieldManager: 'operator',
    });
  }
}

/** From here on it is later, for whoever asks for the time; nothing is waited for. */
export function passTime(milliseconds: number) {
  jest.useFakeTimers({
    now: Date.now() + milliseconds,
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}
