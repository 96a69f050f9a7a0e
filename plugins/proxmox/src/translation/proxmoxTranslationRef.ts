import {
  createTranslationRef,
  TranslationRef,
} from '@backstage/frontend-plugin-api';
import { proxmoxMessages } from './messages';

/**
 * All texts of the plugin, in English and German. Portals override single texts through their
 * translation extension.
 *
 * @public
 */
export const proxmoxTranslationRef: TranslationRef<
  'plugin.proxmox',
  typeof proxmoxMessages
> = createTranslationRef({
  id: 'plugin.proxmox',
  messages: proxmoxMessages,
  translations: {
    de: () => import('./de'),
  },
});
