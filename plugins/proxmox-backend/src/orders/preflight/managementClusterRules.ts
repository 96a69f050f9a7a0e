import { fails, passes, PreflightRule, unknown, warns } from './PreflightRule';

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
        text: `The name is taken: ${takenNames.join(', ')} in ${spec.tenant}.`,
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
const loadBalancerAddress: PreflightRule = ({ loadBalancer, platform }) => {
  const id = 'load-balancer-address';
  const field = 'managementCluster';
  if (loadBalancer && !loadBalancer.pools.length) {
    const wanted = platform.loadBalancerPool;
    return fails({
      id,
      field,
      text: wanted
        ? `There is no load balancer pool ${wanted} for this tenant.`
        : 'There is no load balancer pool for this tenant.',
      nextStep: 'Let the platform team add a MetalLB pool for it.',
    });
  }
  const { pools = [], free } = loadBalancer ?? {};
  if (free === undefined) {
    return unknown(id, 'Whether a load balancer address is free');
  }
  return free > 0
    ? passes(id, `Pool ${pools.join(', ')} has ${free} free addresses.`)
    : fails({
        id,
        field,
        text: `The load balancer pool ${pools.join(
          ', ',
        )} has no free address for the API server.`,
        nextStep: 'Add addresses to the MetalLB pool.',
      });
};

/** Others than MetalLB may do it, so this is no error. */
const loadBalancerAnnounced: PreflightRule = ({ loadBalancer }) => {
  const id = 'load-balancer-announced';
  const field = 'managementCluster';
  if (loadBalancer?.announced === undefined) {
    return unknown(id, 'Whether load balancer addresses are announced');
  }
  const { announced, pools } = loadBalancer;
  return announced
    ? passes(id, 'Load balancer addresses are announced.')
    : warns({
        id,
        field,
        text: `Nothing announces the addresses of pool ${pools.join(
          ', ',
        )}: the API server would get one that nobody can reach.`,
        nextStep: 'Add an L2Advertisement or BGPAdvertisement for the pool.',
      });
};

const dataStoreReady: PreflightRule = ({ dataStore }) => {
  const id = 'data-store';
  if (!dataStore) {
    return unknown(id, "Kamaji's DataStore");
  }
  if (dataStore.exists && dataStore.ready === undefined) {
    return warns({
      id,
      field: 'managementCluster',
      text: `DataStore ${dataStore.name} does not say whether it is ready: Kamaji is too old for that, or has not looked at it.`,
      nextStep: 'Check that Kamaji runs in the management cluster.',
    });
  }
  return dataStore.ready
    ? passes(id, `DataStore ${dataStore.name} is ready.`)
    : fails({
        id,
        field: 'managementCluster',
        text: `DataStore ${dataStore.name} of Kamaji ${
          dataStore.exists ? 'is not ready' : 'does not exist'
        }: no control plane could keep its data.`,
        nextStep:
          'Look at the DataStore and its etcd in the management cluster.',
      });
};

/** Rules on the management cluster. */
export const managementClusterRules: PreflightRule[] = [
  stackKnown,
  nameFree,
  addressManagement,
  loadBalancerAddress,
  loadBalancerAnnounced,
  dataStoreReady,
];
