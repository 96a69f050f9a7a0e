import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isProxmoxGuestAvailable } from '../entity';
import { messages } from '../translation/messages';

export const guestContent = EntityContentBlueprint.make({
  name: 'guest',
  params: {
    path: '/proxmox',
    title: messages.page.title,
    filter: isProxmoxGuestAvailable,
    loader: () =>
      import('../components/GuestContent').then(m => <m.GuestContent />),
  },
});
