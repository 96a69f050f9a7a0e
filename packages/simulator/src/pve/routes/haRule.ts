import { ApiError, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { digestOf, guestOf, isManagerAwake, ownRow } from '../guests/haRows';
import { Guest, SectionRow } from '../world/types';

const migrated = 'ha groups have been migrated to rules';

function sidsOf(rule: SectionRow): string[] {
  return String(rule.resources ?? '')
    .split(',')
    .filter(Boolean);
}

function demandFeasible(call: Call, row: SectionRow, what: string): void {
  const isApart =
    row.type === 'resource-affinity' && row.affinity === 'negative';
  // a manager that has just woken up knows of no node yet
  const known = isManagerAwake(call) ? call.world.nodes.size : 0;
  if (isApart && sidsOf(row).length > known) {
    throw new ApiError(
      500,
      `${what} ha rule failed: 400 Rule '${row.rule}' is invalid.\nresources: rule defines more resources than available nodes\n`,
    );
  }
}

/** Moves resources that a rule keeps on different nodes or on one. */
function applyAffinity(call: Call, rule: SectionRow): void {
  if (rule.type !== 'resource-affinity') return;
  const guests = sidsOf(rule).flatMap(sid => guestOf(call, sid) ?? []);
  if (rule.affinity === 'negative') keepApart(call, guests);
  else keepTogether(guests);
}

/** Whoever shares a node leaves it, for one that no other has or had. */
function keepApart(call: Call, guests: Guest[]): void {
  const before = guests.map(guest => guest.node);
  const shared = guests.filter(
    guest => before.filter(node => node === guest.node).length > 1,
  );
  const taken = new Set(before);
  for (const guest of shared) {
    guest.node = freeNode(call, taken) ?? guest.node;
    taken.add(guest.node);
  }
}

/** All follow the majority, or the first of them. */
function keepTogether(guests: Guest[]): void {
  const count = (node: string) =>
    guests.filter(guest => guest.node === node).length;
  const [target] = guests
    .map(guest => guest.node)
    .sort((a, b) => count(b) - count(a));
  for (const guest of guests) guest.node = target;
}

/** The online node with the fewest guests that is not taken yet. */
function freeNode(call: Call, taken: Set<string>): string | undefined {
  const { world } = call;
  const load = (name: string) =>
    [...world.guests.values()].filter(guest => guest.node === name).length;
  return [...world.nodes.values()]
    .filter(node => node.isOnline && !taken.has(node.name))
    .sort((a, b) => load(a.name) - load(b.name) || a.nodeid - b.nodeid)
    .map(node => node.name)[0];
}

function addRule(call: Call) {
  const rules = call.world.section('haRules');
  const rule = call.text('rule');
  if (rules.has(rule))
    throw failure(`create ha rule failed: HA rule '${rule}' already defined`);
  const row: SectionRow = ownRow(call);
  demandFeasible(call, row, 'create');
  rules.set(rule, row);
  applyAffinity(call, row);
  return null;
}

function demandRule(call: Call): SectionRow {
  const rule = call.text('rule');
  const row = call.world.section('haRules').get(rule);
  if (!row) throw failure(`no such ha rule '${rule}'`);
  return row;
}

function updateRule(call: Call) {
  const row = demandRule(call);
  const changed = { ...row, ...ownRow(call) };
  demandFeasible(call, changed, 'update');
  for (const name of call.list('delete')) delete changed[name];
  call.world.section('haRules').set(call.text('rule'), changed);
  applyAffinity(call, changed);
  return null;
}

function listRules(call: Call) {
  const rules = call.world.section('haRules');
  const digest = digestOf(rules);
  return [...rules.values()]
    .filter(
      r => call.parameters.type === undefined || r.type === call.text('type'),
    )
    .filter(r => {
      const sid = call.optionalText('resource');
      return sid === undefined || String(r.resources).split(',').includes(sid);
    })
    .map((row, order) => ({ ...row, order: order + 1, digest }));
}

/** Rules of high availability; the groups of older releases are gone. */
export const haRuleRoutes: Handlers = {
  'GET /cluster/ha/groups': () => {
    throw failure(`cannot index groups: ${migrated}`);
  },
  'POST /cluster/ha/groups': () => {
    throw failure(`cannot create group: ${migrated}`);
  },
  'GET /cluster/ha/groups/{group}': () => {
    throw failure(`cannot read group: ${migrated}`);
  },
  'PUT /cluster/ha/groups/{group}': () => {
    throw failure(`cannot update group: ${migrated}`);
  },
  'DELETE /cluster/ha/groups/{group}': () => {
    throw failure(`cannot delete group: ${migrated}`);
  },
  'GET /cluster/ha/rules': listRules,
  'POST /cluster/ha/rules': addRule,
  'GET /cluster/ha/rules/{rule}': call => ({
    ...demandRule(call),
    digest: digestOf(call.world.section('haRules')),
  }),
  'PUT /cluster/ha/rules/{rule}': updateRule,
  'DELETE /cluster/ha/rules/{rule}': call => {
    demandRule(call);
    call.world.section('haRules').delete(call.text('rule'));
    return null;
  },
};
