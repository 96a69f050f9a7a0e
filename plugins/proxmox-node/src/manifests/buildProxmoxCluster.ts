import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf } from './apiVersions';
import { buildMetadata } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

/**
 * The place in Proxmox. It names no endpoint: Kamaji's provider writes the address that the load balancer gave. capmox
 * makes the IP pool of these addresses itself.
 */
export function buildProxmoxCluster(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const { spec } = plan;
  const { addresses, prefix, gateway, dnsServers } = spec.network;
  const { nodes } = spec.proxmox;
  return {
    apiVersion: apiVersionOf(stack, 'infrastructure'),
    kind: 'ProxmoxCluster',
    metadata: buildMetadata(plan, spec.name),
    spec: {
      externalManagedControlPlane: true,
      ...(nodes.length ? { allowedNodes: nodes } : {}),
      dnsServers,
      ipv4Config: {
        // `10.0.0.5 - 10.0.0.9` is fine for people, but not for the address management.
        addresses: [addresses.replace(/\s+/g, '')],
        prefix,
        gateway,
      },
      credentialsRef: { name: nameTenantCluster(spec.name).credentials },
      schedulerHints: { memoryAdjustment: 100 },
    },
  };
}
