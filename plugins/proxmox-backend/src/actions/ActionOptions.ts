import { AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { GuestsService } from '../services/guests/GuestsService';

/** What the actions work with. */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  access: ProxmoxAccess;
  guests: GuestsService;
}
