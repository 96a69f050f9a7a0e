import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isProxmoxGuestAvailable } from '../entity';
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
