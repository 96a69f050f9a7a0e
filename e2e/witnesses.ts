import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { proxmoxApi } from 'proxmox-api';
import { Agent, fetch as undiciFetch } from 'undici';
import { DATA_DIR } from './demo';

/** Where the simulated servers are, as the simulator's state file says. */
interface Servers {
  sites: {
    name: string;
    nodes: { url: string }[];
    caFile: string;
    tokens: Record<string, { id: string; secret: string }>;
  }[];
  managementClusters: { name: string; kubeconfigFile: string }[];
}

/** Every kind that an order or its controllers leave in the namespace of a tenant. */
const KINDS = [
  'secrets',
  'clusters.cluster.x-k8s.io',
  'machinedeployments.cluster.x-k8s.io',
  'machinesets.cluster.x-k8s.io',
  'machines.cluster.x-k8s.io',
  'machinehealthchecks.cluster.x-k8s.io',
  'kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io',
  'kamajicontrolplanes.controlplane.cluster.x-k8s.io',
  'tenantcontrolplanes.kamaji.clastix.io',
  'proxmoxclusters.infrastructure.cluster.x-k8s.io',
  'proxmoxmachines.infrastructure.cluster.x-k8s.io',
  'proxmoxmachinetemplates.infrastructure.cluster.x-k8s.io',
  'ipaddressclaims.ipam.cluster.x-k8s.io',
  'ipaddresses.ipam.cluster.x-k8s.io',
  'inclusterippools.ipam.cluster.x-k8s.io',
];

const run = promisify(execFile);

function servers(): Servers {
  return JSON.parse(readFileSync(join(DATA_DIR, 'simulator.json'), 'utf8'));
}

/** An argument list for `kubectl` as the administrator of a management cluster; returns what it prints. */
export async function kubectl(
  managementCluster: string,
  ...args: string[]
): Promise<string> {
  const cluster = servers().managementClusters.find(
    ({ name }) => name === managementCluster,
  );
  if (!cluster) {
    throw new Error(`No management cluster ${managementCluster} is simulated.`);
  }
  const { stdout } = await run(
    'kubectl',
    ['--kubeconfig', cluster.kubeconfigFile, ...args],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout;
}

/**
 * Everything in a tenant's namespace whose name begins with that of the tenant cluster, as `kubectl` sees it:
 * `kind/name`, sorted.
 */
export async function listObjects(
  managementCluster: string,
  namespace: string,
  name: string,
): Promise<string[]> {
  const printed = await kubectl(
    managementCluster,
    ...['get', KINDS.join(','), '--namespace', namespace],
    ...['--output', 'name', '--ignore-not-found'],
  );
  return printed
    .split('\n')
    .filter(line => {
      const object = line.split('/')[1] ?? '';
      return object === name || object.startsWith(`${name}-`);
    })
    .sort();
}

/** The guests of a site whose name begins with that of the tenant cluster, as `proxmox-api` sees them. */
export async function listGuests(
  siteName: string,
  name: string,
): Promise<{ vmid: number; name: string; status: string }[]> {
  const site = servers().sites.find(known => known.name === siteName);
  if (!site) {
    throw new Error(`No site ${siteName} is simulated.`);
  }
  const agent = new Agent({ connect: { ca: readFileSync(site.caFile) } });
  const url = new URL(site.nodes[0].url);
  const { id, secret } = site.tokens.root;
  try {
    const api = proxmoxApi({
      host: url.hostname,
      port: Number(url.port),
      tokenID: id,
      tokenSecret: secret,
      fetch: ((input: string | URL, init?: object) =>
        undiciFetch(input, { ...init, dispatcher: agent })) as never,
    });
    const rows = await api.cluster.resources.$get({ type: 'vm' });
    return rows
      .map(row => ({
        vmid: Number(row.vmid),
        name: String(row.name ?? ''),
        status: String(row.status),
      }))
      .filter(guest => guest.name.startsWith(`${name}-`));
  } finally {
    await agent.close();
  }
}
