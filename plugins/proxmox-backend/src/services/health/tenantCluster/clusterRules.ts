import { Diagnosis } from '@rackstage/plugin-proxmox-common';
import {
  citeCondition,
  findUnmet,
  isOverdue,
  TenantClusterFindings,
  TenantClusterRule,
} from './TenantClusterFindings';

const LONG_DELETION_MS = 15 * 60_000;

const managementClusterFailing: TenantClusterRule = ({ state }) =>
  state.error && {
    ruleId: 'source-failing',
    severity: 'error',
    text: `${state.title} has not been readable since ${
      state.error.since
    }; what is shown was read at ${state.asOf ?? 'an unknown time'}.`,
    params: { source: state.source, since: state.error.since },
    nextStep: 'Tell the team that operates the management cluster.',
  };

const paused: TenantClusterRule = ({ cluster }) =>
  cluster.paused
    ? {
        ruleId: 'cluster-paused',
        severity: 'warning',
        text: `${cluster.name} is paused: no controller changes anything of it.`,
        params: { cluster: cluster.name },
        nextStep: 'Set spec.paused of the Cluster to false.',
      }
    : undefined;

/** Objects that stay as they were applied: nobody has written a status. */
const noControllerActed: TenantClusterRule = ({ cluster, now }) => {
  const isUntouched =
    cluster.conditions.length === 0 &&
    cluster.phase === 'Unknown' &&
    isOverdue(cluster.createdAt, now);
  if (!isUntouched || cluster.paused) {
    return undefined;
  }
  const objects = [
    `Cluster ${cluster.name}`,
    ...[cluster.controlPlane, cluster.infrastructure]
      .filter(object => object?.conditions.length === 0)
      .map(object => `${object?.kind} ${object?.name}`),
    ...cluster.pools
      .filter(({ conditions }) => conditions.length === 0)
      .map(({ name }) => `MachineDeployment ${name}`),
  ];
  return {
    ruleId: 'no-controller-acted',
    severity: 'error',
    text: `No controller has acted on ${cluster.name} since it was created at ${cluster.createdAt}: its objects have neither conditions nor a phase.`,
    params: { cluster: cluster.name, since: cluster.createdAt },
    nextStep:
      'Check that Cluster API (capi-controller-manager) is installed and runs in the management cluster.',
    evidence: objects.map(title => ({
      kind: 'object',
      title,
      text: 'no status',
    })),
  };
};

/** Kamaji's provider ignores a control plane that has no owner, and says nothing when it does not run (F04). */
const controlPlaneUntouched: TenantClusterRule = ({ cluster, now }) => {
  const { controlPlane } = cluster;
  const isUntouched =
    controlPlane !== undefined &&
    controlPlane.conditions.length === 0 &&
    (cluster.conditions.length > 0 || cluster.phase !== 'Unknown') &&
    isOverdue(cluster.createdAt, now);
  return isUntouched
    ? {
        ruleId: 'control-plane-untouched',
        severity: 'error',
        text: `No controller has acted on ${controlPlane.kind} ${controlPlane.name} since ${cluster.createdAt}.`,
        params: { controlPlane: controlPlane.name },
        nextStep:
          "Check that Kamaji's control plane provider runs in the management cluster and has enough CPU and memory, and that the object exists.",
        evidence: [
          {
            kind: 'object',
            title: `${controlPlane.kind} ${controlPlane.name}`,
            text: 'no conditions',
          },
        ],
      }
    : undefined;
};

/** F04: without an address nothing of the infrastructure begins. */
const noLoadBalancerAddress: TenantClusterRule = ({ cluster }) => {
  const { controlPlane, infrastructure, endpoint } = cluster;
  const tenant = controlPlane?.tenantControlPlane;
  if (!controlPlane || !tenant || tenant.serviceAddresses.length || endpoint) {
    return undefined;
  }
  const waiting = findUnmet(controlPlane.conditions, [
    'TenantControlPlaneAddressReady',
  ]);
  const missing = infrastructure?.conditions.find(
    ({ reason }) => reason === 'MissingControlPlaneEndpoint',
  );
  return {
    ruleId: 'load-balancer-address-missing',
    severity: 'error',
    text: `The API server of ${cluster.name} gets no address: no load balancer has given its Service one, and everything else waits for it.`,
    params: { cluster: cluster.name },
    nextStep:
      'Check that the MetalLB pool has a free address and is announced (L2Advertisement or BGPAdvertisement).',
    evidence: [
      {
        kind: 'object',
        title: `TenantControlPlane ${tenant.name}`,
        text: `status ${
          tenant.status ?? 'unknown'
        }, its Service has no address`,
      },
      ...(waiting
        ? [citeCondition(`${controlPlane.kind} ${controlPlane.name}`, waiting)]
        : []),
      ...(missing
        ? [citeCondition(`ProxmoxCluster ${infrastructure?.name}`, missing)]
        : []),
    ],
  };
};

/** F03 and F05 look alike from outside: in both capmox ends before it writes a condition. */
const infrastructureUntouched: TenantClusterRule = ({ cluster, now }) => {
  const { infrastructure, endpoint, controlPlane } = cluster;
  const addresses = controlPlane?.tenantControlPlane?.serviceAddresses ?? [];
  const isUntouched =
    infrastructure !== undefined &&
    infrastructure.conditions.length === 0 &&
    // Before there is an address it has nothing to do.
    (endpoint !== undefined || addresses.length > 0) &&
    isOverdue(cluster.createdAt, now);
  return isUntouched
    ? {
        ruleId: 'infrastructure-untouched',
        severity: 'error',
        text: `${infrastructure.kind} ${infrastructure.name} has no conditions since ${cluster.createdAt}: the Proxmox provider does not run, cannot use its credentials, or finds no IPAM provider.`,
        params: { infrastructure: infrastructure.name },
        nextStep:
          'Look at the log of capmox-controller-manager; check that the URL of the credentials has no /api2/json and answers, and that the CRD InClusterIPPool is installed.',
        evidence: [
          {
            kind: 'object',
            title: `${infrastructure.kind} ${infrastructure.name}`,
            text: 'no conditions',
          },
        ],
      }
    : undefined;
};

const proxmoxReasons: Record<string, { text: string; nextStep: string }> = {
  ProxmoxUnreachable: {
    text: 'the Proxmox provider cannot reach Proxmox',
    nextStep:
      'Check the URL and the certificate authority in the credentials Secret, and the way from the management cluster to Proxmox.',
  },
  CredentialsNotFound: {
    text: 'the Secret with the Proxmox credentials does not exist',
    nextStep:
      'Create the Secret that spec.credentialsRef of the ProxmoxCluster names.',
  },
};

const proxmoxUnavailable: TenantClusterRule = ({ cluster }) => {
  const { infrastructure } = cluster;
  const unmet = infrastructure?.conditions.find(
    ({ status, reason }) =>
      status !== 'True' && (reason ?? '') in proxmoxReasons,
  );
  if (!infrastructure || !unmet) {
    return undefined;
  }
  const { text, nextStep } = proxmoxReasons[unmet.reason ?? ''];
  return {
    ruleId: 'proxmox-unavailable',
    severity: 'error',
    text: `${infrastructure.kind} ${infrastructure.name} is not available: ${text}.`,
    params: { infrastructure: infrastructure.name },
    nextStep,
    evidence: [
      citeCondition(`${infrastructure.kind} ${infrastructure.name}`, unmet),
    ],
  };
};

const VERSION_MISMATCH =
  /could not find the requested resource|failed to call webhook|no matches for kind/i;

/** F21, and F02 where a manifest was written for fields that the provider never had. */
const contractMismatch: TenantClusterRule = findings => {
  const cited = listConditions(findings).find(
    ({ condition }) =>
      condition.status !== 'True' &&
      VERSION_MISMATCH.test(condition.message ?? ''),
  );
  return cited
    ? {
        ruleId: 'provider-versions',
        severity: 'error',
        text: `A provider of ${findings.cluster.name} asks for something that the management cluster does not serve: the versions of Cluster API and its providers do not fit together.`,
        params: { object: cited.object },
        nextStep:
          'Compare the versions of Cluster API, capmox, Kamaji and IPAM with their compatibility tables, and look whether their webhooks run.',
        evidence: [citeCondition(cited.object, cited.condition)],
      }
    : undefined;
};

function listConditions({ cluster, machines }: TenantClusterFindings) {
  const { controlPlane, infrastructure, pools } = cluster;
  const objects = [
    { kind: 'Cluster', ...cluster },
    ...(controlPlane ? [controlPlane] : []),
    ...(infrastructure ? [infrastructure] : []),
    ...pools.map(pool => ({ kind: 'MachineDeployment', ...pool })),
    ...machines.map(machine => ({ kind: 'Machine', ...machine })),
    ...machines.flatMap(({ proxmoxMachine }) =>
      proxmoxMachine ? [{ kind: 'ProxmoxMachine', ...proxmoxMachine }] : [],
    ),
  ];
  return objects.flatMap(({ kind, name, conditions }) =>
    conditions.map(condition => ({ object: `${kind} ${name}`, condition })),
  );
}

/** Kamaji's reasons are used the wrong way round, so its message is the fact. */
const controlPlaneWaits: TenantClusterRule = ({ cluster, now }) => {
  const { controlPlane } = cluster;
  const unmet = controlPlane?.conditions.find(
    ({ type, status, message, since }) =>
      type !== 'Paused' &&
      status !== 'True' &&
      Boolean(message) &&
      isOverdue(since, now),
  );
  const hasAddress =
    cluster.endpoint !== undefined ||
    controlPlane?.tenantControlPlane?.serviceAddresses.length !== 0;
  return controlPlane && unmet && hasAddress
    ? {
        ruleId: 'control-plane-waits',
        severity: 'warning',
        text: `The control plane of ${cluster.name} has not passed ${
          unmet.type
        } since ${unmet.since ?? 'it exists'}: ${unmet.message}`,
        params: { controlPlane: controlPlane.name, step: unmet.type },
        nextStep:
          'Look at the TenantControlPlane and its DataStore, and at the pods of the control plane.',
        evidence: [
          citeCondition(`${controlPlane.kind} ${controlPlane.name}`, unmet),
        ],
      }
    : undefined;
};

/** F20, for the cluster as a whole. */
const deletionStuck: TenantClusterRule = ({ cluster, machines, now }) => {
  const { deletingSince, name } = cluster;
  if (!deletingSince || !isOverdue(deletingSince, now, LONG_DELETION_MS)) {
    return undefined;
  }
  const waiting = cluster.conditions.find(({ type }) => type === 'Deleting');
  return {
    ruleId: 'deletion-stuck',
    severity: 'warning',
    text: `${name} has been deleted since ${deletingSince} and is still there; ${machines.length} machines are left.`,
    params: { cluster: name, since: deletingSince, machines: machines.length },
    nextStep:
      'Look at the machines that are left and at the Proxmox tasks that stop and destroy them.',
    evidence: waiting ? [citeCondition(`Cluster ${name}`, waiting)] : [],
  };
};

/** Every rule for the cluster as a whole; those on what lies underneath come first. */
export const clusterRules: TenantClusterRule[] = [
  managementClusterFailing,
  paused,
  noControllerActed,
  contractMismatch,
  controlPlaneUntouched,
  noLoadBalancerAddress,
  proxmoxUnavailable,
  infrastructureUntouched,
  controlPlaneWaits,
  deletionStuck,
];

/** How bad a diagnosis is, for sorting. */
export const severityRanks: Record<Diagnosis['severity'], number> = {
  error: 0,
  warning: 1,
  info: 2,
};
