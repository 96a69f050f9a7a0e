import { isObject, numberOf, objectOf, objectsOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { anyNode, needGuest, needPool, needRow, WorldPlan } from './WorldPlan';

function planRealms(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, isSuccess } = facts;
  if (call === 'GET /access/domains') {
    for (const row of objectsOf(data)) {
      needRow(plan, ['domains', textOf(row.realm) ?? ''], row);
    }
  }
  const { realm } = values;
  if (realm && isSuccess) {
    needRow(plan, ['domains', realm], {
      type: 'ldap',
      ...objectOf(data),
      realm,
    });
  }
}

/** The pool that the path or, in the newer form, a parameter names. */
function namedPool({ call, values, params }: Facts): string | undefined {
  if (call.startsWith('POST ')) return undefined;
  return (
    values.poolid ?? (call.endsWith(' /pools') ? params.poolid : undefined)
  );
}

function memberRows({ data }: Facts): JsonObject[] {
  const ofPool = isObject(data) ? objectsOf(data.members) : [];
  return [...ofPool, ...objectsOf(data).flatMap(row => objectsOf(row.members))];
}

function planMembers(plan: WorldPlan, facts: Facts, pool: string): void {
  for (const row of memberRows(facts)) {
    const guest = plan.guests.get(numberOf(row.vmid) ?? 0);
    if (guest) guest.pool = pool;
    const storage = textOf(row.storage);
    if (storage) needPool(plan, pool).storages.push(storage);
  }
  if (!facts.call.startsWith('PUT ')) return;
  for (const vmid of facts.params.vms?.split(',') ?? []) {
    needGuest(plan, { type: 'qemu', vmid: Number(vmid), node: anyNode(plan) });
  }
}

function planPoolRows(plan: WorldPlan, { call, data }: Facts): void {
  if (!/^GET \/(pools|cluster\/resources)$/.test(call)) return;
  for (const row of objectsOf(data)) {
    const ofType = row.type === 'pool' ? textOf(row.pool) : undefined;
    const id = textOf(row.poolid) ?? ofType;
    if (id) needPool(plan, id).comment = textOf(row.comment);
  }
}

/** Realms, and pools with their members. */
export function planPools(plan: WorldPlan, facts: Facts): void {
  planRealms(plan, facts);
  planPoolRows(plan, facts);
  const pool = namedPool(facts);
  if (pool && !facts.refusal.includes(`pool '${pool}' does not exist`)) {
    const known = needPool(plan, pool);
    known.comment = textOf(objectOf(facts.data).comment) ?? known.comment;
    planMembers(plan, facts, pool);
  }
  const { params, isSuccess } = facts;
  if (params.pool && isSuccess) needPool(plan, params.pool);
}
