import { Guest } from '@rackstage/plugin-proxmox-common';

/** The guest's page in Proxmox's own interface, whose routes live in the fragment. */
export function createGuestUrl(
  webUrl: string | undefined,
  guest: Pick<Guest, 'type' | 'vmid'>,
): string | undefined {
  if (!webUrl) {
    return undefined;
  }
  const url = new URL(webUrl);
  url.hash = `v1:0:=${encodeURIComponent(`${guest.type}/${guest.vmid}`)}`;
  return url.href;
}
