import { InputError } from '@backstage/errors';
import { TenantClusterOrderSpec, tenantClusterOrderSpecSchema } from './orders';

/** A key of the flat form from which a tenant cluster is ordered. @public */
export type TenantClusterFormKey =
  | 'managementCluster'
  | 'tenant'
  | 'name'
  | 'version'
  | 'component'
  | 'controlPlaneReplicas'
  | 'replicas'
  | 'cores'
  | 'memoryMiB'
  | 'diskGiB'
  | 'source'
  | 'template'
  | 'storage'
  | 'bridge'
  | 'vlan'
  | 'nodes'
  | 'addresses'
  | 'prefix'
  | 'gateway'
  | 'dnsServers';

// The keys of the form and where each one stands in the order. No other place knows both.
const specPaths: Record<TenantClusterFormKey, string> = {
  managementCluster: 'managementCluster',
  tenant: 'tenant',
  name: 'name',
  version: 'version',
  component: 'component',
  controlPlaneReplicas: 'controlPlaneReplicas',
  replicas: 'pool.replicas',
  cores: 'pool.cores',
  memoryMiB: 'pool.memoryMiB',
  diskGiB: 'pool.diskGiB',
  source: 'proxmox.source',
  template: 'proxmox.template',
  storage: 'proxmox.storage',
  bridge: 'proxmox.bridge',
  vlan: 'proxmox.vlan',
  nodes: 'proxmox.nodes',
  addresses: 'network.addresses',
  prefix: 'network.prefix',
  gateway: 'network.gateway',
  dnsServers: 'network.dnsServers',
};

const formKeys = Object.keys(specPaths) as TenantClusterFormKey[];

const numberKeys = new Set<TenantClusterFormKey>([
  'controlPlaneReplicas',
  'replicas',
  'cores',
  'memoryMiB',
  'diskGiB',
  'template',
  'vlan',
  'prefix',
]);

const listKeys = new Set<TenantClusterFormKey>(['nodes', 'dnsServers']);

/**
 * Makes an order out of the flat values of a form: texts become numbers, comma-separated texts become lists, and what
 * was left empty is left out. Keys that belong to no order are ignored.
 *
 * @throws InputError that names every wrong key of the form and what is expected of it.
 * @public
 */
export function buildTenantClusterOrderSpec(
  form: Record<string, unknown>,
): TenantClusterOrderSpec {
  const spec: Record<string, unknown> = { pool: {}, proxmox: {}, network: {} };
  for (const key of formKeys) {
    const value = readValue(key, form[key]);
    if (value !== undefined) {
      setAt(spec, specPaths[key], value);
    }
  }
  const result = tenantClusterOrderSpecSchema.safeParse(spec);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) => {
          const key = findTenantClusterFormKey(path.join('.'));
          return `${key ?? path.join('.')}: ${
            key && readValue(key, form[key]) === undefined
              ? 'is missing'
              : message
          }`;
        })
        .join('; '),
    );
  }
  return result.data;
}

/**
 * The key of the form that holds what stands at a path of the order: `memoryMiB` for `pool.memoryMiB`, `dnsServers` for
 * `network.dnsServers.0`; undefined where the form has no such key.
 *
 * @public
 */
export function findTenantClusterFormKey(
  specPath: string,
): TenantClusterFormKey | undefined {
  return formKeys.find(
    key =>
      specPath === specPaths[key] || specPath.startsWith(`${specPaths[key]}.`),
  );
}

function readValue(key: TenantClusterFormKey, value: unknown): unknown {
  if (listKeys.has(key)) {
    return readList(value);
  }
  if (typeof value !== 'string') {
    return value ?? undefined;
  }
  const text = value.trim();
  if (text === '') {
    return undefined;
  }
  // What is no number stays a text, which the schema refuses.
  return numberKeys.has(key) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

function readList(value: unknown): unknown {
  const entries = typeof value === 'string' ? value.split(/[\s,;]+/) : value;
  if (!Array.isArray(entries)) {
    return entries ?? undefined;
  }
  const filled = entries
    .map(entry => (typeof entry === 'string' ? entry.trim() : entry))
    .filter(entry => entry !== '' && entry !== undefined && entry !== null);
  return filled.length > 0 ? filled : undefined;
}

function setAt(spec: Record<string, unknown>, path: string, value: unknown) {
  const [first, second] = path.split('.');
  if (second === undefined) {
    spec[first] = value;
  } else {
    spec[first] = { ...Object(spec[first]), [second]: value };
  }
}
