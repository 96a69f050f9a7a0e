/**
 * Address of a thing in Proxmox's own interface, for example `createDeepLink(webUrl, 'qemu/101')`. Its state is in the
 * fragment: a format version, the view (0 is the server view) and the id of the selected thing.
 */
export function createDeepLink(webUrl: string, id?: string): string {
  const base = webUrl.replace(/#.*$/, '');
  return id === undefined ? base : `${base}/#v1:0:=${encodeURIComponent(id)}`;
}
