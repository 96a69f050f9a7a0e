import { TenantClusterPlan } from '../TenantClusterPlan';

/** The order of a small cluster of team A; `changes` say what is different. */
export function aTenantClusterPlan(
  changes: Partial<TenantClusterPlan> = {},
): TenantClusterPlan {
  return {
    orderId: '3f0c3a8e-8a43-4a52-9a0c-0d9a44c7a0f1',
    owner: 'group:default/team-a',
    spec: {
      managementCluster: 'mgmt-a',
      tenant: 'tenant-acme',
      name: 'acme',
      version: 'v1.33.3',
      component: 'component:default/orders-api',
      controlPlaneReplicas: 2,
      pool: { replicas: 2, cores: 4, memoryMiB: 8192, diskGiB: 60 },
      proxmox: {
        source: 'fra',
        template: 9000,
        storage: 'ceph-vm',
        bridge: 'vmbr0',
        vlan: 120,
        nodes: ['pve1', 'pve2', 'pve3'],
      },
      network: {
        addresses: '10.0.0.150-10.0.0.180',
        prefix: 24,
        gateway: '10.0.0.1',
        dnsServers: ['10.0.0.1'],
      },
    },
    templateNode: 'pve1',
    templateTags: [],
    vmidRange: { start: 20000, end: 20099 },
    credentials: {
      url: 'https://pve.example.org:8006',
      tokenId: 'capmox@pve!capi',
      secret: '00000000-0000-0000-0000-000000000000',
    },
    settings: {
      loadBalancerPool: 'tenant-api',
      externalCloudProvider: true,
      diskFormat: 'qcow2',
    },
    ...changes,
  };
}
