import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';

/** The API groups that an order writes to. */
export const groups = {
  cluster: 'cluster.x-k8s.io',
  bootstrap: 'bootstrap.cluster.x-k8s.io',
  controlPlane: 'controlplane.cluster.x-k8s.io',
  infrastructure: 'infrastructure.cluster.x-k8s.io',
} as const;

const versions: Record<ClusterApiStack, Record<keyof typeof groups, string>> = {
  v1beta1: {
    cluster: 'v1beta1',
    bootstrap: 'v1beta1',
    controlPlane: 'v1alpha1',
    infrastructure: 'v1alpha1',
  },
  v1beta2: {
    cluster: 'v1beta2',
    bootstrap: 'v1beta2',
    controlPlane: 'v1alpha2',
    infrastructure: 'v1alpha2',
  },
};

/** `group/version` in the stack. */
export function apiVersionOf(
  stack: ClusterApiStack,
  group: keyof typeof groups,
): string {
  return `${groups[group]}/${versions[stack][group]}`;
}

/** A reference to an object of the same namespace: the old stack names the version, the new one only the group. */
export function buildReference(
  stack: ClusterApiStack,
  target: { group: keyof typeof groups; kind: string; name: string },
): Record<string, string> {
  const { group, kind, name } = target;
  return stack === 'v1beta1'
    ? { apiVersion: apiVersionOf(stack, group), kind, name }
    : { apiGroup: groups[group], kind, name };
}
