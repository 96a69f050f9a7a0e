import type { KubeUser } from '../../kube/api/access/AccessControl';
import type { AccessRule } from '../../kube/api/access/rules';

/** Users of a management cluster: all rights, those of the portal, none. */
export const kubeTokenNames = ['admin', 'portal', 'none'] as const;

/** Name of one of the tokens of a management cluster. */
export type KubeTokenName = (typeof kubeTokenNames)[number];

const read = ['get', 'list', 'watch'];
const write = [...read, 'create', 'update', 'patch', 'delete'];

/** What a portal needs that shows tenant clusters and orders new ones. */
const portalRules: AccessRule[] = [
  {
    verbs: read,
    apiGroups: [
      'apps.cozystack.io',
      'bootstrap.cluster.x-k8s.io',
      'cluster.x-k8s.io',
      'controlplane.cluster.x-k8s.io',
      'cozystack.io',
      'helm.toolkit.fluxcd.io',
      'infrastructure.cluster.x-k8s.io',
      'ipam.cluster.x-k8s.io',
      'kamaji.clastix.io',
      'metallb.io',
    ],
    resources: ['*'],
  },
  {
    verbs: write,
    apiGroups: ['cluster.x-k8s.io'],
    resources: [
      'clusters',
      'machinedeployments',
      'machinedeployments/scale',
      'machinehealthchecks',
      'machines',
    ],
  },
  {
    verbs: write,
    apiGroups: ['controlplane.cluster.x-k8s.io'],
    resources: ['kamajicontrolplanes', 'kamajicontrolplanes/scale'],
  },
  {
    verbs: write,
    apiGroups: ['infrastructure.cluster.x-k8s.io'],
    resources: ['proxmoxclusters', 'proxmoxmachinetemplates'],
  },
  {
    verbs: write,
    apiGroups: ['bootstrap.cluster.x-k8s.io'],
    resources: ['kubeadmconfigtemplates'],
  },
  { verbs: write, apiGroups: [''], resources: ['secrets'] },
  {
    verbs: read,
    apiGroups: [''],
    resources: ['namespaces', 'services', 'events', 'configmaps'],
  },
  {
    verbs: read,
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
  },
];

/** The users of a management cluster with their tokens. */
export function managementUsers(
  tokens: Record<KubeTokenName, string>,
): KubeUser[] {
  return [
    { name: 'admin', groups: ['system:masters'], token: tokens.admin },
    { name: 'portal', groups: [], token: tokens.portal, rules: portalRules },
    { name: 'none', groups: [], token: tokens.none },
  ];
}
