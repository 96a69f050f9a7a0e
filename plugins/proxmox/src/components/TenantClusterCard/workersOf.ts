import { TenantCluster } from '@rackstage/plugin-proxmox-common';

/** Workers of all pools together. */
export function workersOf(cluster: TenantCluster): {
  ready: number;
  total: number;
} {
  return {
    ready: sum(cluster.pools.map(pool => pool.readyReplicas)),
    total: sum(cluster.pools.map(pool => pool.replicas)),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
