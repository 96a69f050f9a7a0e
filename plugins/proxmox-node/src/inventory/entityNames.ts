import { createHash } from 'crypto';

/*
 * Names of catalogue entities. All of ours are of the kind Resource and share one namespace, so a name must tell
 * which thing of which source it stands for: two different things never get one name. It is plain where it can be
 * (`fra-guest-101`) and carries a suffix `-h` with 8 hexadecimal digits of the thing's identity where a plain name
 * would be too long, has characters replaced, or could be read in two ways.
 */

const MAXIMUM_LENGTH = 63;
const SUFFIX_LENGTH = '-h'.length + 8;
const THINGS = ['cluster', 'guest', 'node', 'storage', 'network'];

/** Name of the entity of a Proxmox cluster: `fra-cluster`. @public */
export function clusterEntityName(source: string): string {
  return buildName(source, ['cluster']);
}

/**
 * Name of the entity of a tenant's Kubernetes cluster: `mgmt-cluster-tenant-a-acme`.
 *
 * @public
 */
export function tenantClusterEntityName(
  source: string,
  cluster: { namespace: string; name: string },
): string {
  return buildName(source, ['cluster', cluster.namespace, cluster.name]);
}

/** Name of the entity of a guest: `fra-guest-101`. @public */
export function guestEntityName(source: string, vmid: number): string {
  return buildName(source, ['guest', String(vmid)]);
}

/** Name of the entity of a node: `fra-node-pve1`. @public */
export function nodeEntityName(source: string, node: string): string {
  return buildName(source, ['node', node]);
}

/** Name of the entity of a storage: `fra-storage-pve1-local`; without node for a shared one. @public */
export function storageEntityName(
  source: string,
  storage: { storage: string; node?: string },
): string {
  return storage.node === undefined
    ? buildName(source, ['storage', storage.storage])
    : buildName(source, ['storage', storage.node, storage.storage]);
}

/** Name of the entity of a network: `fra-network-pve1-vmbr0`; without node for a VNet. @public */
export function networkEntityName(
  source: string,
  network: { name: string; node?: string },
): string {
  return network.node === undefined
    ? buildName(source, ['network', network.name])
    : buildName(source, ['network', network.node, network.name]);
}

/** Full ref of an entity of ours, as the catalogue writes it. @public */
export function resourceEntityRef(name: string): string {
  return `resource:default/${name}`;
}

function buildName(source: string, parts: string[]): string {
  const joined = [source, ...parts].join('-');
  // Refs ignore case, so `Data` and `data` would be one entity.
  const plain = joined
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9_.-]/g, '-')
    .replace(/[^a-z0-9]+$/, '');
  const unique =
    plain === joined &&
    plain.length <= MAXIMUM_LENGTH &&
    !isAmbiguous(source, parts) &&
    !/-h[0-9a-f]{8}$/.test(plain);
  if (unique) {
    return plain;
  }
  const identity = createHash('sha256')
    .update(JSON.stringify([source, ...parts]))
    .digest('hex')
    .slice(0, 8);
  return `${plain.slice(0, MAXIMUM_LENGTH - SUFFIX_LENGTH)}-h${identity}`;
}

/*
 * Read from the left, a plain name is: the source up to the first segment that names a thing, that segment, then
 * one part, or a node without hyphens and one part. So the source must hold no such segment, a node that is followed
 * by something no hyphen, and a single storage or network no hyphen either, because it could be a node and a part.
 * Namespaces of tenants mostly hold hyphens, so of a tenant cluster it is the name that must hold none: it is then the
 * last segment, and the namespace what stands before.
 */
function isAmbiguous(source: string, [thing, ...rest]: string[]): boolean {
  if (source.split('-').some(segment => THINGS.includes(segment))) {
    return true;
  }
  if (thing === 'cluster') {
    return rest.length > 0 && rest[1].includes('-');
  }
  const oneOrTwoParts = thing === 'storage' || thing === 'network';
  return oneOrTwoParts && rest[0].includes('-');
}
