import { JsonObject } from '@backstage/types';
import { KubeClient, KubeObject } from '@rackstage/plugin-proxmox-node';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { randomInt, randomUUID } from 'node:crypto';
import { readObject } from '../orders/readObject';
import { anOrderSpec } from './anOrder';
import { grantAccess } from './grantAccess';
import { KubeTarget } from './kubeTargets';
import { Portal, startPortal, users } from './startPortal';

/** The management cluster, as the portal calls it. */
export const MGMT = 'mgmt';

/**
 * A portal whose management cluster is an API server on which no controller acts, with what a platform has there and a
 * tenant. The portal's account has the rights that the documentation names.
 */
export async function startWithoutControllers(
  target: KubeTarget,
  more: {
    clusters: (simulator: Simulator) => JsonObject[];
    orders?: JsonObject;
    kubernetes?: JsonObject;
  },
) {
  // A real server keeps what other runs left: its namespaces need a controller to go.
  const tenant = `tenant-${randomUUID().slice(0, 8)}`;
  const simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
  const connection = await target.connect(simulator);
  const admin = KubeClient.create({ name: 'admin', connection });
  await grantAccess({ admin, subject: target.subject, tenant });
  await installPlatform(admin);
  target.takeCalls?.(simulator);
  const portal = await startPortal({
    clusters: more.clusters(simulator),
    orders: more.orders,
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
    spec: anOrderSpec({
      managementCluster: MGMT,
      tenant,
      network: aNetwork(),
    }),
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

/** A network that nobody else has ordered in. */
function aNetwork() {
  const network = `10.${randomInt(100, 200)}.${randomInt(256)}`;
  return {
    addresses: `${network}.10-${network}.29`,
    prefix: 24,
    gateway: `${network}.1`,
    dnsServers: [`${network}.1`],
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

const secretIn = (name: string, keyPath: string) => ({
  secretReference: { name, namespace: 'kamaji-system', keyPath },
});
const metallb = { apiVersion: 'metallb.io/v1beta1' };
const ofPool = { name: 'tenant-api', namespace: 'metallb-system' };

/** What a platform has beside Cluster API, as far as orders look for it. */
const platform: { plural: string; object: KubeObject; status?: object }[] = [
  {
    plural: 'namespaces',
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ofPool.namespace },
    },
  },
  {
    plural: 'ipaddresspools',
    object: {
      ...metallb,
      kind: 'IPAddressPool',
      metadata: ofPool,
      spec: { addresses: ['10.0.0.200-10.0.0.220'] },
    },
  },
  {
    plural: 'l2advertisements',
    object: {
      ...metallb,
      kind: 'L2Advertisement',
      metadata: ofPool,
      spec: { ipAddressPools: [ofPool.name] },
    },
  },
  {
    plural: 'datastores',
    object: {
      apiVersion: 'kamaji.clastix.io/v1alpha1',
      kind: 'DataStore',
      metadata: { name: 'default' },
      spec: {
        driver: 'etcd',
        endpoints: ['etcd-0.etcd.kamaji-system.svc.cluster.local:2379'],
        tlsConfig: {
          certificateAuthority: {
            certificate: secretIn('etcd-certs', 'ca.crt'),
            privateKey: secretIn('etcd-certs', 'ca.key'),
          },
          clientCertificate: {
            certificate: secretIn('root-client-certs', 'tls.crt'),
            privateKey: secretIn('root-client-certs', 'tls.key'),
          },
        },
      },
    },
    status: { ready: true },
  },
];

/** Makes what is missing of it; the simulator has it all. */
async function installPlatform(admin: KubeClient): Promise<void> {
  for (const { plural, object, status } of platform) {
    const { namespace, name } = object.metadata;
    const [version, group = ''] = object.apiVersion.split('/').reverse();
    const location = { group, version, plural, namespace, name };
    const known = await readObject(admin, location);
    if (!known) {
      await admin.apply(object, { plural, fieldManager: 'operator' });
    }
    if (status && !known?.status) {
      await admin.patch(
        { ...location, subresource: 'status' },
        { status },
        { fieldManager: 'kamaji' },
      );
    }
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
