import { ActionOptions } from './ActionOptions';
import { createGetGuestAction } from './createGetGuestAction';
import { createListGuestsAction } from './createListGuestsAction';

/**
 * Read-only actions for MCP clients and the command line, with the same checks as the routes. They
 * reach nobody until the operator lists `proxmox` in `backend.actions.pluginSources`.
 */
export function registerActions(options: ActionOptions): void {
  createListGuestsAction(options);
  createGetGuestAction(options);
}
