import {
  ClusterApiStack,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { KubeClient, ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { OrderReservation } from '../OrderDecisions';
import { OrderSettings } from '../OrderSettings';
import { attempt, FactLogger } from './facts/attempt';
import { findTakenAddresses } from './facts/findTakenAddresses';
import { findKind } from './facts/kubeObjects';
import { readAddressHolders } from './facts/readAddressHolders';
import { readDataStore } from './facts/readDataStore';
import { readForbiddenKinds } from './facts/readForbiddenKinds';
import { readLoadBalancer } from './facts/readLoadBalancer';
import { readNamespace } from './facts/readNamespace';
import { readTakenNames } from './facts/readTakenNames';
import { PreflightFacts } from './PreflightFacts';

const DEFAULT_DATA_STORE = 'default';

interface ManagementFactsOptions {
  spec: TenantClusterOrderSpec;
  orderId?: string;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
  reservations: OrderReservation[];
  stack?: ClusterApiStack;
  signal: AbortSignal;
  logger: FactLogger;
}

type ManagementFacts = Pick<
  PreflightFacts,
  | 'namespace'
  | 'takenNames'
  | 'takenAddresses'
  | 'unreadAddresses'
  | 'addressManagementServed'
  | 'loadBalancer'
  | 'dataStore'
  | 'forbiddenKinds'
>;

/** What the management cluster tells, and the others of what they share with it. */
export async function readManagementFacts(
  options: ManagementFactsOptions,
): Promise<ManagementFacts> {
  const { inventory, spec } = options;
  const addresses = readAddresses(options);
  if (!inventory.getManagementCluster(spec.managementCluster)) {
    return addresses;
  }
  const client = inventory.getKubeClient(spec.managementCluster);
  const [own, known, takenNames] = await Promise.all([
    readOwnFacts(client, options),
    addresses,
    readNames(client, options),
  ]);
  return { ...own, ...known, takenNames };
}

async function readOwnFacts(
  client: KubeClient,
  options: ManagementFactsOptions,
) {
  const { spec, settings, signal, logger } = options;
  const { tenant } = spec;
  const platform = settings.platforms.get(spec.managementCluster)?.settings;
  const store = platform?.dataStore ?? DEFAULT_DATA_STORE;
  const ipam = { group: 'ipam.cluster.x-k8s.io', plural: 'inclusterippools' };
  const [namespace, served, loadBalancer, dataStore, forbiddenKinds] =
    await Promise.all([
      attempt(
        `namespace ${tenant}`,
        () => readNamespace(client, tenant, signal),
        logger,
      ),
      attempt(
        'address management',
        async () => (await findKind(client, ipam, signal)) !== undefined,
        logger,
      ),
      attempt(
        'load balancer pools',
        () =>
          readLoadBalancer({
            client,
            pool: platform?.loadBalancerPool,
            tenant,
            signal,
          }),
        logger,
      ),
      attempt(
        `DataStore ${store}`,
        () => readDataStore(client, store, signal),
        logger,
      ),
      attempt(
        "rights of the portal's account",
        () => readForbiddenKinds({ client, namespace: tenant, signal }),
        logger,
      ),
    ]);
  return {
    namespace,
    addressManagementServed: served,
    loadBalancer,
    dataStore,
    forbiddenKinds,
  };
}

async function readNames(
  client: KubeClient,
  options: ManagementFactsOptions,
): Promise<string[] | undefined> {
  const { spec, orderId, reservations, stack } = options;
  const reserved = reservations.filter(
    other =>
      other.orderId !== orderId &&
      other.managementCluster === spec.managementCluster &&
      other.tenant === spec.tenant &&
      other.name === spec.name,
  );
  if (reserved.length) {
    return reserved.map(other => `order ${other.orderId}`);
  }
  return stack && readTakenNames({ ...options, client, stack });
}

/** Machines of all management clusters share the network, so all of them are asked. */
async function readAddresses(
  options: ManagementFactsOptions,
): Promise<Pick<ManagementFacts, 'takenAddresses' | 'unreadAddresses'>> {
  const { inventory } = options;
  const managementClusters = inventory.getManagementClusters();
  const answers = await Promise.all(
    managementClusters.map(state =>
      readAddressHolders({
        ...options,
        state,
        client: inventory.getKubeClient(state.source),
      }),
    ),
  );
  return {
    takenAddresses: [
      ...answers.flatMap(({ taken }) => taken),
      ...findTakenAddresses({
        ...options,
        sources: inventory.getSources(),
        managementClusters,
      }),
    ],
    unreadAddresses: answers.flatMap(({ unread }) => unread),
  };
}
