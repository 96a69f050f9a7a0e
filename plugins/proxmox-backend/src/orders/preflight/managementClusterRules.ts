import { fails, passes, PreflightRule, unknown } from './PreflightFacts';

const stackKnown: PreflightRule = ({ spec, stack }) => {
  const id = 'stack';
  return stack
    ? passes(id, `${spec.managementCluster} runs Cluster API ${stack}.`)
    : fails({
        id,
        field: 'managementCluster',
        text: `It is not known which Cluster API ${spec.managementCluster} runs.`,
        nextStep:
          'Wait until it has been read, or install Cluster API with the Proxmox and Kamaji providers.',
      });
};

const nameFree: PreflightRule = ({ spec, takenNames }) => {
  const id = 'name-free';
  if (!takenNames) {
    return unknown(id, `Whether the name ${spec.name} is free`, 'name');
  }
  return takenNames.length
    ? fails({
        id,
        field: 'name',
        text: `The name is taken: ${takenNames.join(', ')} exists in ${
          spec.tenant
        }.`,
        nextStep: 'Choose another name.',
      })
    : passes(id, `Nothing is called ${spec.name} in ${spec.tenant}.`);
};

/** Without it capmox stops before it writes a single condition (F03). */
const addressManagement: PreflightRule = facts => {
  const id = 'address-management';
  const { addressManagementServed: served, spec } = facts;
  if (served === undefined) {
    return unknown(id, 'Whether the in-cluster IPAM provider is installed');
  }
  return served
    ? passes(id, 'The in-cluster IPAM provider is installed.')
    : fails({
        id,
        field: 'managementCluster',
        text: `${spec.managementCluster} has no in-cluster IPAM provider: it does not serve InClusterIPPool, and no machine would get an address.`,
        nextStep:
          'Install the in-cluster IPAM provider: 1.0 with Cluster API v1beta1, 1.1 with v1beta2.',
      });
};

/** Everything waits for the address of the API server (F04). */
const loadBalancer: PreflightRule = ({ loadBalancerPool }) => {
  const id = 'load-balancer-address';
  if (!loadBalancerPool) {
    return unknown(id, 'Whether a load balancer address is free');
  }
  const { name, free } = loadBalancerPool;
  return free > 0
    ? passes(id, `Pool ${name} has ${free} free addresses.`)
    : fails({
        id,
        field: 'managementCluster',
        text: `The load balancer pool ${name} has no free address for the API server.`,
        nextStep: 'Add addresses to the MetalLB pool.',
      });
};

const dataStoreReady: PreflightRule = ({ dataStore }) => {
  const id = 'data-store';
  if (!dataStore) {
    return unknown(id, "Kamaji's DataStore");
  }
  return dataStore.ready
    ? passes(id, `DataStore ${dataStore.name} is ready.`)
    : fails({
        id,
        field: 'managementCluster',
        text: `DataStore ${dataStore.name} of Kamaji does not exist or is not ready: no control plane could keep its data.`,
        nextStep:
          'Look at the DataStore and its etcd in the management cluster.',
      });
};

/** Rules on the management cluster. */
export const managementClusterRules: PreflightRule[] = [
  stackKnown,
  nameFree,
  addressManagement,
  loadBalancer,
  dataStoreReady,
];
