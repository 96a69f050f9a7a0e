import { SourceAge } from '@rackstage/plugin-proxmox-common';

/**
 * Whether a thing is shown as it was last seen: its source cannot be read now, or the source's
 * credentials can no longer read the thing.
 */
export function isStale(
  thing: { source: string; unreadableSince?: string },
  sources: readonly SourceAge[],
): boolean {
  return (
    thing.unreadableSince !== undefined ||
    sources.some(
      ({ name, health }) => name === thing.source && health === 'failing',
    )
  );
}
