import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { KubeResourceType } from '../client';
import { KubeKindName, kubeKinds } from './kubeKinds';

/** What one management cluster serves of what is read. */
export interface DiscoveredStack {
  stack: ClusterApiStack;
  /** Kinds that are not served are absent. */
  types: Partial<Record<KubeKindName, KubeResourceType>>;
}

/** The management cluster runs what cannot be read, in words. */
export class UnsupportedStackError extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.name = 'UnsupportedStackError';
    this.nextStep = nextStep;
  }
}

/** Whether a version of a group serves a plural. */
export type IsServed = (
  group: string,
  version: string,
  plural: string,
) => boolean;

/**
 * Chooses the versions to read. The two stacks cannot be mixed in one management cluster, so the infrastructure
 * provider decides: capmox v1alpha2 needs Cluster API v1beta2, capmox v1alpha1 without it is the older stack. Throws
 * {@link UnsupportedStackError}.
 */
export function chooseStack(isServed: IsServed): DiscoveredStack {
  const newest = (kind: KubeKindName) => {
    const { group, plural, versions } = kubeKinds[kind];
    return versions.find(version => isServed(group, version, plural));
  };
  const core = newest('clusters');
  const capmox = newest('proxmoxClusters');
  if (!core) {
    throw new UnsupportedStackError(
      'it serves no Cluster API (cluster.x-k8s.io v1beta1 or v1beta2)',
      'Install Cluster API with the Proxmox provider there, or check that url is the management cluster.',
    );
  }
  if (!capmox) {
    throw describeForeignProvider(isServed);
  }
  if (core === 'v1beta1' && capmox === 'v1alpha2') {
    throw new UnsupportedStackError(
      'it serves ProxmoxCluster v1alpha2 but Cluster API only up to v1beta1, which do not work together',
      'Upgrade Cluster API to 1.11 or later, or install capmox 0.7.',
    );
  }
  const stack = capmox === 'v1alpha2' ? 'v1beta2' : 'v1beta1';
  return { stack, types: typesOf(stack, isServed) };
}

function typesOf(
  stack: ClusterApiStack,
  isServed: IsServed,
): DiscoveredStack['types'] {
  const types: DiscoveredStack['types'] = {};
  for (const name of Object.keys(kubeKinds) as KubeKindName[]) {
    const { group, plural, versions } = kubeKinds[name];
    const version = versions.find(
      candidate =>
        isServed(group, candidate, plural) &&
        // With the older provider, a newer core is read as the provider reads it.
        !(stack === 'v1beta1' && isOtherCore(group, candidate)),
    );
    if (version) {
      types[name] = { group, version, plural };
    }
  }
  return types;
}

function isOtherCore(group: string, version: string): boolean {
  return group === 'cluster.x-k8s.io' && version === 'v1beta2';
}

// Another provider uses the group and the kinds of capmox, with a version that capmox never had.
function describeForeignProvider(isServed: IsServed): UnsupportedStackError {
  const { group, plural } = kubeKinds.proxmoxClusters;
  return isServed(group, 'v1beta1', plural)
    ? new UnsupportedStackError(
        'its ProxmoxCluster v1beta1 is that of another provider (k8s-proxmox/cluster-api-provider-proxmox), which shares its names with capmox but not its fields',
        'Use a management cluster with capmox (ionos-cloud/cluster-api-provider-proxmox).',
      )
    : new UnsupportedStackError(
        'it has Cluster API but no Proxmox provider (capmox, ProxmoxCluster v1alpha1 or v1alpha2)',
        'Install capmox (ionos-cloud/cluster-api-provider-proxmox) there.',
      );
}
