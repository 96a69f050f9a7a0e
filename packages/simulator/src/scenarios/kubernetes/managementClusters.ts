import type { KubeObject } from '../../kube/object/types';
import { cozyStackTenants } from './cozyStack';
import {
  ArrangedVolume,
  ManagementFault,
  ManagementPlan,
} from './ManagementPlan';

const teams = ['a', 'b', 'c'];

function namespace(
  name: string,
  labels: { [key: string]: string } = {},
): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function etcdSecret(name: string, keyPath: string) {
  return { secretReference: { name, namespace: 'kamaji-system', keyPath } };
}

/** What every management cluster has: a data store, addresses for APIs and for machines. */
function platform(apiAddresses: string): KubeObject[] {
  return [
    namespace('metallb-system'),
    {
      apiVersion: 'kamaji.clastix.io/v1alpha1',
      kind: 'DataStore',
      metadata: { name: 'default' },
      spec: {
        driver: 'etcd',
        endpoints: ['etcd-0.etcd.kamaji-system.svc.cluster.local:2379'],
        tlsConfig: {
          certificateAuthority: {
            certificate: etcdSecret('etcd-certs', 'ca.crt'),
            privateKey: etcdSecret('etcd-certs', 'ca.key'),
          },
          clientCertificate: {
            certificate: etcdSecret('root-client-certs', 'tls.crt'),
            privateKey: etcdSecret('root-client-certs', 'tls.key'),
          },
        },
      },
      status: { ready: true },
    },
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: { name: 'tenant-api', namespace: 'metallb-system' },
      spec: { addresses: [apiAddresses] },
    },
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'L2Advertisement',
      metadata: { name: 'tenant-api', namespace: 'metallb-system' },
      spec: { ipAddressPools: ['tenant-api'] },
    },
    {
      apiVersion: 'ipam.cluster.x-k8s.io/v1alpha2',
      kind: 'GlobalInClusterIPPool',
      metadata: { name: 'tenant-workers' },
      spec: {
        addresses: ['10.0.0.150-10.0.0.180'],
        prefix: 24,
        gateway: '10.0.0.1',
      },
      status: { ipAddresses: { total: 31, used: 0, free: 31, outOfRange: 0 } },
    },
  ];
}

/** Uid of the claim whose disk worker 301 has. */
const ordersClaim = '4f0d8a56-2a4b-4e57-9a5e-5b7c1c9d2e10';

const acmeVolumes: ArrangedVolume[] = [
  {
    claim: 'data-orders-db-0',
    namespace: 'orders',
    uid: ordersClaim,
    worker: 'tenant-a-md-0-4kx9p',
    storage: 'ceph-vm',
    sizeGib: 10,
  },
];

/** CozyStack's generation of the stack: one cluster that works, one that waits for an address. */
const managementA: ManagementPlan = {
  name: 'mgmt-a',
  stack: 'v1beta1',
  site: 'fra',
  objects: [...platform('10.0.0.200-10.0.0.220'), ...cozyStackTenants(teams)],
  clusters: [
    {
      order: {
        namespace: 'tenant-team-a',
        name: 'acme',
        pool: 'tenant-a-md-0',
        replicas: 3,
        addresses: ['10.0.40.11-10.0.40.30'],
        gateway: '10.0.40.1',
      },
      workers: [
        { name: 'tenant-a-md-0-4kx9p', vmid: 301, address: '10.0.40.11' },
        { name: 'tenant-a-md-0-7mw2d', vmid: 302, address: '10.0.40.12' },
        { name: 'tenant-a-md-0-b8tzq', vmid: 303, address: '10.0.40.13' },
      ],
      volumes: acmeVolumes,
      isReady: true,
    },
    {
      order: {
        namespace: 'tenant-team-b',
        name: 'globex',
        replicas: 2,
        // One address for two machines: the second one waits for ever.
        addresses: ['10.0.40.41'],
        gateway: '10.0.40.1',
      },
      workers: [
        { name: 'globex-md-0-h4c7n', vmid: 311, address: '10.0.40.41' },
        { name: 'globex-md-0-x9vbt', vmid: 312 },
      ],
      volumes: [],
      isReady: false,
    },
  ],
};

/** The newer generation, without CozyStack: that pair does not exist. */
const managementB: ManagementPlan = {
  name: 'mgmt-b',
  stack: 'v1beta2',
  site: 'fra',
  objects: [
    ...platform('10.0.0.221-10.0.0.240'),
    ...teams.map(team =>
      namespace(`tenant-team-${team}`, { team: `team-${team}` }),
    ),
  ],
  clusters: [
    {
      order: {
        namespace: 'tenant-team-a',
        name: 'initech',
        replicas: 1,
        addresses: ['10.0.40.61-10.0.40.70'],
        gateway: '10.0.40.1',
      },
      workers: [
        { name: 'initech-md-0-q2l8w', vmid: 321, address: '10.0.40.61' },
      ],
      volumes: [],
      isReady: true,
    },
  ],
};

const both = [managementA, managementB];

/** Scenarios without a site for tenant clusters have none. */
const withoutKubernetes = ['empty', 'large'];

/** Two hundred tenant clusters with about two thousand machines in each. */
const crowded: ManagementPlan[] = [
  {
    ...managementA,
    crowd: { like: 'acme', clusters: 198, machinesPerCluster: 10 },
  },
  {
    ...managementB,
    crowd: { like: 'initech', clusters: 199, machinesPerCluster: 10 },
  },
];

/** The management clusters of a scenario. */
export function managementPlans(scenario: string): ManagementPlan[] {
  if (scenario === 'many-tenants') return crowded;
  return withoutKubernetes.includes(scenario) ? [] : both;
}

const faults: Readonly<Record<string, ManagementFault>> = {
  'ip-pool-exhausted': { kind: 'ip-pool-exhausted' },
  'lb-pool-empty': { kind: 'lb-pool-empty' },
  'template-missing': { kind: 'template-missing' },
  'watch-broken': { kind: 'watch-broken' },
  'kube-api-restarting': { kind: 'api-restarting' },
};

/** What is wrong with the management clusters of a scenario, once its tenant clusters are there. */
export function managementFault(scenario: string): ManagementFault | undefined {
  return Object.hasOwn(faults, scenario) ? faults[scenario] : undefined;
}
