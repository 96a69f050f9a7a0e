import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiServerLine } from '@remixicon/react';
import { proxmoxMessages } from '../translation';

/** The document type of the search module's index. */
const GUEST_DOCUMENT_TYPE = 'proxmox-guest';

export const guestSearchResult = SearchResultListItemBlueprint.make({
  name: 'guest',
  params: {
    icon: <RiServerLine />,
    predicate: result => result.type === GUEST_DOCUMENT_TYPE,
    component: async () =>
      (await import('../components/GuestSearchResult')).GuestSearchResult,
  },
});

export const guestResultType = SearchFilterResultTypeBlueprint.make({
  name: 'guest',
  params: {
    value: GUEST_DOCUMENT_TYPE,
    name: proxmoxMessages['page.guests'],
    icon: <RiServerLine />,
  },
});
