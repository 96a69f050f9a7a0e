import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isProxmoxGuestAvailable, isTenantClusterAvailable } from '../entity';

export const guestCard = EntityCardBlueprint.make({
  name: 'guest',
  params: {
    type: 'content',
    filter: isProxmoxGuestAvailable,
    loader: () => import('../components/GuestCard').then(m => <m.GuestCard />),
  },
});

export const nodeCard = EntityCardBlueprint.make({
  name: 'node',
  params: {
    type: 'content',
    filter: { kind: 'resource', 'spec.type': 'proxmox-node' },
    loader: () => import('../components/NodeCard').then(m => <m.NodeCard />),
  },
});

export const storageCard = EntityCardBlueprint.make({
  name: 'storage',
  params: {
    type: 'content',
    filter: { kind: 'resource', 'spec.type': 'proxmox-storage' },
    loader: () =>
      import('../components/StorageCard').then(m => <m.StorageCard />),
  },
});

export const clusterCard = EntityCardBlueprint.make({
  name: 'cluster',
  params: {
    type: 'content',
    filter: { kind: 'resource', 'spec.type': 'proxmox-cluster' },
    loader: () =>
      import('../components/ClusterCard').then(m => <m.ClusterCard />),
  },
});

export const tenantClusterCard = EntityCardBlueprint.make({
  name: 'tenant-cluster',
  params: {
    type: 'content',
    filter: isTenantClusterAvailable,
    loader: () =>
      import('../components/TenantClusterCard').then(m => (
        <m.TenantClusterCard />
      )),
  },
});
