import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * All texts of the plugin, in English and German. Portals override single texts through their
 * translation extension.
 *
 * @public
 */
export const proxmoxTranslationRef = createTranslationRef({
  id: 'plugin.proxmox',
  messages,
  translations: {
    de: () => import('./de'),
  },
});
