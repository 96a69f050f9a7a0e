import { z } from 'zod/v4';
import {
  ManagementClusterState,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { TakenAddresses } from '../PreflightFacts';
import { attempt, FactLogger } from './attempt';
import { KubeReader, listKind } from './kubeObjects';

const metadata = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
});
const addresses = z.array(z.string()).default([]);
const poolSchema = z.object({ metadata, spec: z.object({ addresses }) });
const proxmoxClusterSchema = z.object({
  metadata,
  spec: z.object({ ipv4Config: z.object({ addresses }).optional() }),
});

/** Who hands out addresses in one management cluster, and what could not be read there. */
export interface AddressHolders {
  taken: TakenAddresses[];
  unread: string[];
}

interface Holder {
  kind: string;
  namespace?: string;
  name: string;
  labels: Record<string, string>;
  addresses: string[];
}

const IPAM = 'ipam.cluster.x-k8s.io';

/**
 * Reads the address pools, the ranges of Proxmox clusters and the load balancer pools of one management cluster. Names
 * of other tenants' things are not told.
 */
export async function readAddressHolders(options: {
  client: KubeReader;
  /** What the inventory knows of the management cluster. */
  state: Pick<ManagementClusterState, 'source' | 'data'>;
  spec: TenantClusterOrderSpec;
  orderId?: string;
  signal: AbortSignal;
  logger: FactLogger;
}): Promise<AddressHolders> {
  const { client, state, signal, logger } = options;
  const { source } = state;
  const read = async (
    subject: string,
    list: () => Promise<Holder[]>,
  ): Promise<Holder[] | string> =>
    (await attempt(`${subject} of ${source}`, list, logger)) ??
    `${subject} of ${source}`;
  const listPools = (group: string, plural: string, kind: string) => async () =>
    (
      await listKind(client, { group, plural }, { schema: poolSchema, signal })
    ).map(pool => ({
      kind,
      ...pool.metadata,
      addresses: pool.spec.addresses,
    }));
  const answers = await Promise.all([
    read('IP pools', listPools(IPAM, 'inclusterippools', 'IP pool')),
    read(
      'global IP pools',
      listPools(IPAM, 'globalinclusterippools', 'IP pool'),
    ),
    read(
      'load balancer pools',
      listPools('metallb.io', 'ipaddresspools', 'load balancer pool'),
    ),
    read('ranges of tenant clusters', () =>
      listProxmoxClusters(client, signal),
    ),
  ]);
  const unread = answers.filter(answer => typeof answer === 'string');
  const holders = answers.flatMap(answer =>
    typeof answer === 'string' ? [] : answer,
  );
  // What was there when it was last seen still counts.
  const all = unread.length ? [...holders, ...listKnownPools(state)] : holders;
  return {
    taken: withoutOwn(all, { ...options, source }).map(holder => ({
      holder: describeHolder(holder, { ...options, source }),
      addresses: holder.addresses,
    })),
    unread,
  };
}

function listKnownPools({
  data,
}: Pick<ManagementClusterState, 'data'>): Holder[] {
  return (data?.addressPools ?? []).map(
    ({ namespace, name, addresses: own }) => ({
      kind: 'IP pool',
      namespace: namespace || undefined,
      name,
      labels: {},
      addresses: own,
    }),
  );
}

async function listProxmoxClusters(
  client: KubeReader,
  signal: AbortSignal,
): Promise<Holder[]> {
  const clusters = await listKind(
    client,
    { group: 'infrastructure.cluster.x-k8s.io', plural: 'proxmoxclusters' },
    { schema: proxmoxClusterSchema, signal },
  );
  return clusters.map(cluster => ({
    kind: 'tenant cluster',
    ...cluster.metadata,
    addresses: cluster.spec.ipv4Config?.addresses ?? [],
  }));
}

/** An order that was begun has its range already, and capmox has made a pool of it. */
function withoutOwn(
  holders: Holder[],
  options: { source: string; spec: TenantClusterOrderSpec; orderId?: string },
): Holder[] {
  const { source, spec, orderId } = options;
  const isOwnCluster = ({ labels }: Holder) =>
    orderId !== undefined && labels[ORDER_LABEL] === orderId;
  if (source !== spec.managementCluster || !holders.some(isOwnCluster)) {
    return holders;
  }
  return holders.filter(
    holder =>
      !isOwnCluster(holder) &&
      !(
        holder.namespace === spec.tenant &&
        holder.name === `${spec.name}-v4-icip`
      ),
  );
}

/** Pools without a namespace and those of MetalLB belong to the platform. */
function describeHolder(
  { kind, namespace, name }: Holder,
  { source, spec }: { source: string; spec: TenantClusterOrderSpec },
): string {
  const isOwn = source === spec.managementCluster && namespace === spec.tenant;
  const isPlatform = namespace === undefined || kind === 'load balancer pool';
  return isOwn || isPlatform ? `${kind} ${name}` : `${kind} of another tenant`;
}
