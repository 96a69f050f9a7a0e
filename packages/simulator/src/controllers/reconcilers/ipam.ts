import { addressesOf } from '../objects/addressRange';
import { bothDialects, NewCondition } from '../objects/conditions';
import type { AddressPool, IPAddress, IPAddressClaim } from '../objects/kinds';
import {
  isDeleting,
  withFinalizer,
  withoutFinalizer,
} from '../objects/metadata';
import { KindName, ownerReference } from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';

const manager = 'manager';
const claimFinalizer = 'ipam.cluster.x-k8s.io/ReleaseAddress';
const addressFinalizer = 'ipam.cluster.x-k8s.io/ProtectAddress';

/** Addresses of a pool that may be given out: neither excluded nor its gateway. */
export function poolAddresses(pool: AddressPool): string[] {
  const kept = new Set([
    ...addressesOf(pool.spec.excludedAddresses ?? []),
    ...(pool.spec.gateway ? [pool.spec.gateway] : []),
  ]);
  return addressesOf(pool.spec.addresses).filter(a => !kept.has(a));
}

function isGlobal(kind: string): boolean {
  return kind === 'GlobalInClusterIPPool';
}

function findPool(
  context: ControllerContext,
  claim: IPAddressClaim,
): AddressPool | undefined {
  const { kind, name } = claim.spec.poolRef;
  if (kind !== 'InClusterIPPool' && !isGlobal(kind)) return undefined;
  return context.api.find<AddressPool>(
    context.ref(kind as KindName),
    isGlobal(kind) ? undefined : claim.metadata.namespace,
    name,
  );
}

function addressesFrom(
  context: ControllerContext,
  pool: AddressPool,
): IPAddress[] {
  return context.api
    .list<IPAddress>(context.ref('IPAddress'), pool.metadata.namespace)
    .filter(
      ({ spec }) =>
        spec.poolRef.kind === pool.kind &&
        spec.poolRef.name === pool.metadata.name,
    );
}

function countPool(context: ControllerContext, pool: AddressPool): void {
  const total = poolAddresses(pool);
  const used = addressesFrom(context, pool).map(a => a.spec.address);
  const inRange = used.filter(address => total.includes(address)).length;
  context.api.change(
    pool,
    live => ({
      ...live,
      status: {
        ipAddresses: {
          total: total.length,
          used: used.length,
          free: total.length - inRange,
          outOfRange: used.length - inRange,
        },
      },
    }),
    { manager, subresource: 'status' },
  );
}

function makeAddress(
  context: ControllerContext,
  claim: IPAddressClaim,
  given: { pool: AddressPool; address: string },
): void {
  const { pool, address } = given;
  const { namespace, name = '' } = claim.metadata;
  const { prefix, gateway } = pool.spec;
  const object: IPAddress = {
    ...context.ref('IPAddress'),
    metadata: {
      namespace,
      name,
      finalizers: [addressFinalizer],
      ownerReferences: [ownerReference(claim), ownerReference(pool, false)],
    },
    spec: {
      address,
      prefix,
      ...(gateway ? { gateway } : {}),
      claimRef: { name },
      poolRef: claim.spec.poolRef,
    },
  };
  context.api.create(object, manager);
}

function release(context: ControllerContext, claim: IPAddressClaim): void {
  const { namespace, name = '' } = claim.metadata;
  const address = context.api.find<IPAddress>(
    context.ref('IPAddress'),
    namespace,
    name,
  );
  if (address) {
    context.api.change(
      address,
      live => withoutFinalizer(live, addressFinalizer),
      { manager },
    );
    context.api.remove(address);
  }
  context.api.change(claim, live => withoutFinalizer(live, claimFinalizer), {
    manager,
  });
  const pool = findPool(context, claim);
  if (pool) countPool(context, pool);
}

function report(
  context: ControllerContext,
  claim: IPAddressClaim,
  ready: Omit<NewCondition, 'type'>,
): void {
  const condition: NewCondition = {
    type: 'Ready',
    severity: 'Error',
    ...ready,
  };
  context.api.change(
    claim,
    live => ({
      ...live,
      status: {
        ...live.status,
        ...(ready.status === 'True'
          ? { addressRef: { name: live.metadata.name ?? '' } }
          : {}),
        ...bothDialects({
          stack: context.stack,
          before: live.status,
          modern: [condition],
          legacy: [condition],
          now: context.clock.now(),
        }),
      },
    }),
    { manager, subresource: 'status' },
  );
}

/** The in-cluster IPAM provider: gives claims addresses of their pool. */
export const ipamController: Controller = {
  name: 'ipam',
  kind: 'IPAddressClaim',
  watches: ['InClusterIPPool', 'GlobalInClusterIPPool', 'IPAddress'],
  reconcile(context, object) {
    const claim = object as IPAddressClaim;
    if (isDeleting(claim)) {
      release(context, claim);
      return;
    }
    const pool = findPool(context, claim);
    const { kind, name } = claim.spec.poolRef;
    if (!pool) {
      report(context, claim, {
        status: 'False',
        reason: 'PoolNotReady',
        message: `${kind} "${name}" not found`,
      });
      return;
    }
    const held = context.api.change(
      claim,
      live => withFinalizer(live, claimFinalizer),
      { manager },
    );
    if (!held) return;
    const given = addressesFrom(context, pool);
    if (!given.some(a => a.spec.claimRef.name === claim.metadata.name)) {
      const taken = new Set(given.map(a => a.spec.address));
      const address = context.shortages.has('ip-pool-exhausted')
        ? undefined
        : poolAddresses(pool).find(a => !taken.has(a));
      if (address === undefined) {
        report(context, claim, {
          status: 'False',
          reason: 'PoolExhausted',
          message: 'No free addresses available in pool',
        });
        countPool(context, pool);
        return;
      }
      makeAddress(context, held, { pool, address });
    }
    report(context, claim, { status: 'True', reason: 'Ready' });
    countPool(context, pool);
  },
};
