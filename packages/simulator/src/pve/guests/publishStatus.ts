import { World } from '../world/World';
import { guestName, isTemplate } from './guestName';

/**
 * One cycle of the status daemons: each online node tells the cluster about its
 * guests. A guest that is newer than the last cycle is unknown until the next.
 */
export function publishStatus(world: World, at: number): void {
  for (const guest of world.guests.values()) {
    if (!world.nodes.get(guest.node)?.isOnline) continue;
    guest.published = {
      status: guest.status,
      name: guestName(guest),
      isTemplate: isTemplate(guest),
      at,
    };
  }
}
