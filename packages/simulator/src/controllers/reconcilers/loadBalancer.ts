import { addressesOf } from '../objects/addressRange';
import type { LoadBalancerPool, Service } from '../objects/kinds';
import type { Controller, ControllerContext } from '../runtime/Controller';

const manager = 'controller';
const poolAnnotation = 'metallb.io/address-pool';
const wishAnnotation = 'metallb.io/loadBalancerIPs';

function addressOf(service: Service): string | undefined {
  return service.status?.loadBalancer?.ingress?.[0]?.ip;
}

function mayServe(pool: LoadBalancerPool, service: Service): boolean {
  const { namespace = '', annotations } = service.metadata;
  const wanted = annotations?.[poolAnnotation];
  if (wanted !== undefined) return pool.metadata.name === wanted;
  const only = pool.spec.serviceAllocation?.namespaces;
  return pool.spec.autoAssign !== false && (!only || only.includes(namespace));
}

/** The first free address of a pool that may serve the Service. */
export function pickAddress(
  service: Service,
  pools: readonly LoadBalancerPool[],
  taken: ReadonlySet<string>,
): string | undefined {
  const wish = service.metadata.annotations?.[wishAnnotation];
  return pools
    .filter(pool => mayServe(pool, service))
    .flatMap(pool => addressesOf(pool.spec.addresses))
    .find(address => !taken.has(address) && (!wish || wish === address));
}

function countPools(
  context: ControllerContext,
  pools: readonly LoadBalancerPool[],
  taken: ReadonlySet<string>,
): void {
  for (const pool of pools) {
    const all = addressesOf(pool.spec.addresses);
    const assigned = all.filter(address => taken.has(address)).length;
    context.api.change(
      pool,
      live => ({
        ...live,
        status: {
          assignedIPv4: assigned,
          assignedIPv6: 0,
          availableIPv4: all.length - assigned,
          availableIPv6: 0,
        },
      }),
      { manager, subresource: 'status' },
    );
  }
}

function explain(context: ControllerContext, service: Service): void {
  const { namespace = '', name = '', uid = '' } = service.metadata;
  const wanted = service.metadata.annotations?.[poolAnnotation];
  const time = new Date(context.clock.now()).toISOString().slice(0, 19);
  context.api.ensure(
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace, name: `${name}.allocation-failed` },
      involvedObject: {
        apiVersion: 'v1',
        kind: 'Service',
        namespace,
        name,
        uid,
      },
      type: 'Warning',
      reason: 'AllocationFailed',
      message: `Failed to allocate IP for "${namespace}/${name}": no available IPs${
        wanted ? ` in pool "${wanted}"` : ''
      }`,
      source: { component: 'metallb-controller' },
      reportingComponent: 'metallb-controller',
      firstTimestamp: `${time}Z`,
      lastTimestamp: `${time}Z`,
      count: 1,
    },
    manager,
  );
}

/** MetalLB: gives Services of type LoadBalancer an address. */
export const loadBalancerController: Controller = {
  name: 'load-balancer',
  kind: 'Service',
  watches: ['IPAddressPool'],
  reconcile(context, object) {
    const service = object as Service;
    const pools = context.api.list<LoadBalancerPool>(
      context.ref('IPAddressPool'),
    );
    const taken = new Set(
      context.api
        .list<Service>(context.ref('Service'))
        .flatMap(other => addressOf(other) ?? []),
    );
    const needsOne =
      service.spec.type === 'LoadBalancer' &&
      !addressOf(service) &&
      !service.metadata.deletionTimestamp;
    if (!needsOne) {
      countPools(context, pools, taken);
      return undefined;
    }
    const address = context.shortages.has('lb-pool-empty')
      ? undefined
      : pickAddress(service, pools, taken);
    if (!address) {
      explain(context, service);
      countPools(context, pools, taken);
      return { afterMs: 5000 };
    }
    context.api.change(
      service,
      live => ({
        ...live,
        status: {
          ...live.status,
          loadBalancer: { ingress: [{ ip: address, ipMode: 'VIP' }] },
        },
      }),
      { manager, subresource: 'status' },
    );
    countPools(context, pools, new Set([...taken, address]));
    return undefined;
  },
};
