import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isProxmoxGuestAvailable, isTenantClusterAvailable } from '../entity';
import { proxmoxMessages } from '../translation';

export const guestContent = EntityContentBlueprint.make({
  name: 'guest',
  params: {
    path: '/proxmox',
    title: proxmoxMessages['page.title'],
    filter: isProxmoxGuestAvailable,
    loader: () =>
      import('../components/GuestContent').then(m => <m.GuestContent />),
  },
});

export const tenantClusterContent = EntityContentBlueprint.make({
  name: 'tenant-cluster',
  params: {
    path: '/tenant-cluster',
    title: proxmoxMessages['tenantCluster.cardTitle'],
    filter: isTenantClusterAvailable,
    loader: () =>
      import('../components/TenantClusterContent').then(m => (
        <m.TenantClusterContent />
      )),
  },
});
