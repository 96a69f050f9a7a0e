import { z } from 'zod/v4';
import { countAddresses, parseAddressRange } from '../addressRange';
import { LoadBalancerFacts } from '../PreflightFacts';
import { KubeReader, listKind, listObjects } from './kubeObjects';

const GROUP = 'metallb.io';
const metadata = z.object({ name: z.string() });
const poolSchema = z.object({
  metadata,
  spec: z.object({
    addresses: z.array(z.string()).default([]),
    autoAssign: z.boolean().default(true),
    serviceAllocation: z
      .object({ namespaces: z.array(z.string()).optional() })
      .optional(),
  }),
  // Since MetalLB 0.15.
  status: z.object({ availableIPv4: z.number().optional() }).optional(),
});
const advertisementSchema = z.object({
  spec: z
    .object({
      ipAddressPools: z.array(z.string()).default([]),
      ipAddressPoolSelectors: z.array(z.unknown()).default([]),
    })
    .prefault({}),
});
const serviceSchema = z.object({
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: z.array(z.object({ ip: z.string().optional() })).default([]),
        })
        .optional(),
    })
    .optional(),
});

type Pool = z.output<typeof poolSchema>;

/** What the address of the API server can come from. Resolves to `undefined` where another load balancer than MetalLB is in use. */
export async function readLoadBalancer(options: {
  client: KubeReader;
  /** Name of the pool that the platform wants; absent: any. */
  pool?: string;
  tenant: string;
  signal: AbortSignal;
}): Promise<LoadBalancerFacts | undefined> {
  const { client, tenant, signal } = options;
  const known = await listKind(
    client,
    { group: GROUP, plural: 'ipaddresspools' },
    { schema: poolSchema, signal },
  );
  if (!known.length && !options.pool) {
    return undefined;
  }
  const pools = known.filter(({ metadata: { name }, spec }) => {
    const namespaces = spec.serviceAllocation?.namespaces;
    const isWanted = options.pool ? name === options.pool : spec.autoAssign;
    return isWanted && (!namespaces?.length || namespaces.includes(tenant));
  });
  const [free, announced] = await Promise.all([
    countFree(client, pools, signal).catch(() => undefined),
    isAnnounced(client, pools, signal).catch(() => undefined),
  ]);
  return { pools: pools.map(pool => pool.metadata.name), free, announced };
}

async function countFree(
  client: KubeReader,
  pools: Pool[],
  signal: AbortSignal,
): Promise<number> {
  const counted = pools.map(({ status }) => status?.availableIPv4);
  if (counted.every(count => count !== undefined)) {
    return counted.reduce((sum, count) => sum + count, 0);
  }
  const services = await listObjects(
    client,
    { group: '', version: 'v1', plural: 'services' },
    { schema: serviceSchema, signal },
  );
  const used = services
    .flatMap(({ status }) => status?.loadBalancer?.ingress ?? [])
    .flatMap(({ ip }) => parseAddressRange(ip ?? '') ?? []);
  const ranges = pools
    .flatMap(({ spec }) => spec.addresses)
    .flatMap(text => parseAddressRange(text) ?? []);
  const inRanges = new Set(
    used
      .map(({ first }) => first)
      .filter(address =>
        ranges.some(({ first, last }) => first <= address && address <= last),
      ),
  );
  return (
    ranges.reduce((sum, range) => sum + countAddresses(range), 0) -
    inRanges.size
  );
}

/** An address that nobody announces is given, and never reached. */
async function isAnnounced(
  client: KubeReader,
  pools: Pool[],
  signal: AbortSignal,
): Promise<boolean> {
  const advertisements = await Promise.all(
    ['l2advertisements', 'bgpadvertisements'].map(plural =>
      listKind(
        client,
        { group: GROUP, plural },
        { schema: advertisementSchema, signal },
      ),
    ),
  );
  return advertisements
    .flat()
    .some(
      ({ spec: { ipAddressPools, ipAddressPoolSelectors } }) =>
        ipAddressPoolSelectors.length > 0 ||
        ipAddressPools.length === 0 ||
        pools.some(pool => ipAddressPools.includes(pool.metadata.name)),
    );
}
