import { createHash } from 'node:crypto';
import { ApiError, badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { setRunning, setStopped } from '../guests/power';
import { Guest, SectionRow } from '../world/types';

const migrated = 'ha groups have been migrated to rules';

/** `vm:100`, also when only the number was given. */
function readSid(call: Call, name = 'sid'): string {
  const given = call.text(name);
  if (given.includes(':')) return given;
  const guest = call.world.guests.get(Number(given));
  return `${guest?.type === 'lxc' ? 'ct' : 'vm'}:${given}`;
}

function digestOf(rows: Map<string, SectionRow>): string {
  return createHash('sha1')
    .update(JSON.stringify([...rows]))
    .digest('hex');
}

function guestOf(call: Call, sid: string): Guest | undefined {
  return call.world.guests.get(Number(sid.split(':')[1]));
}

function ownRow(call: Call, ...skip: string[]): SectionRow {
  const ignored = new Set(['digest', 'delete', ...skip]);
  return Object.fromEntries(
    Object.entries(call.parameters).filter(([name]) => !ignored.has(name)),
  );
}

function addResource(call: Call) {
  const resources = call.world.section('haResources');
  const sid = readSid(call);
  if (resources.has(sid)) {
    throw failure(
      `create resource failed: resource ID '${sid}' already defined`,
    );
  }
  const guest = guestOf(call, sid);
  if (!guest)
    throw badParameters({ sid: `unable to find VM/CT ${sid.split(':')[1]}` });
  const type = guest.type === 'qemu' ? 'vm' : 'ct';
  resources.set(sid, { ...ownRow(call, 'sid', 'type'), sid, type });
  return null;
}

function demandResource(call: Call): SectionRow {
  const sid = readSid(call);
  const row = call.world.section('haResources').get(sid);
  if (!row) throw failure(`no such resource '${sid}'`);
  return row;
}

function updateResource(call: Call) {
  const row = demandResource(call);
  Object.assign(row, ownRow(call, 'sid'));
  for (const name of call.list('delete')) delete row[name];
  const guest = guestOf(call, readSid(call));
  if (guest && row.state === 'started' && guest.status !== 'running') {
    setRunning(guest, {
      clock: call.site.clock,
      nextPid: () => call.site.tasks.nextPid(),
    });
  }
  if (guest && row.state === 'stopped' && guest.status === 'running')
    setStopped(guest);
  return null;
}

function removeResource(call: Call) {
  const sid = readSid(call);
  if (!call.world.section('haResources').delete(sid)) {
    throw failure(`cannot delete service '${sid}', not HA managed!`);
  }
  for (const rule of call.world.section('haRules').values()) {
    rule.resources = String(rule.resources)
      .split(',')
      .filter(other => other !== sid)
      .join(',');
  }
  return null;
}

/** Other resources that a rule keeps off the node that is asked for. */
function blockers(call: Call, sid: string, node: string) {
  return [...call.world.section('haRules').values()]
    .filter(
      rule => rule.type === 'resource-affinity' && rule.affinity === 'negative',
    )
    .map(rule => String(rule.resources).split(','))
    .filter(sids => sids.includes(sid))
    .flat()
    .filter(other => other !== sid && guestOf(call, other)?.node === node)
    .map(other => ({ sid: other, cause: 'resource-affinity' }));
}

function moveResource(call: Call) {
  const sid = readSid(call);
  demandResource(call);
  const node = call.text('node');
  const blocking = blockers(call, sid, node);
  const guest = guestOf(call, sid);
  if (blocking.length === 0 && guest && call.world.nodes.has(node))
    guest.node = node;
  return {
    sid,
    'requested-node': node,
    ...(blocking.length > 0 ? { 'blocking-resources': blocking } : {}),
  };
}

function demandFeasible(call: Call, row: SectionRow, what: string): void {
  const resources = String(row.resources ?? '')
    .split(',')
    .filter(Boolean);
  const isApart =
    row.type === 'resource-affinity' && row.affinity === 'negative';
  if (isApart && resources.length > call.world.nodes.size) {
    throw new ApiError(
      500,
      `${what} ha rule failed: 400 Rule '${row.rule}' is invalid.\nresources: rule defines more resources than available nodes\n`,
    );
  }
}

/** Moves resources that a new rule keeps on different nodes. */
function keepApart(call: Call, rule: SectionRow): void {
  if (rule.type !== 'resource-affinity' || rule.affinity !== 'negative') return;
  const used = new Set<string>();
  for (const sid of String(rule.resources).split(',').filter(Boolean)) {
    const guest = guestOf(call, sid);
    if (!guest) continue;
    if (used.has(guest.node)) guest.node = freeNode(call, used) ?? guest.node;
    used.add(guest.node);
  }
}

/** The online node with the fewest guests that is not used yet. */
function freeNode(call: Call, used: Set<string>): string | undefined {
  const { world } = call;
  const load = (name: string) =>
    [...world.guests.values()].filter(guest => guest.node === name).length;
  return [...world.nodes.values()]
    .filter(node => node.isOnline && !used.has(node.name))
    .map(node => node.name)
    .sort((a, b) => load(a) - load(b) || b.localeCompare(a))[0];
}

function addRule(call: Call) {
  const rules = call.world.section('haRules');
  const rule = call.text('rule');
  if (rules.has(rule))
    throw failure(`create ha rule failed: HA rule '${rule}' already defined`);
  const row: SectionRow = ownRow(call);
  demandFeasible(call, row, 'create');
  rules.set(rule, row);
  keepApart(call, row);
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

function isManagerAwake(call: Call): boolean {
  return call.world.isHaActive || call.world.section('haResources').size > 0;
}

function serviceRows(call: Call) {
  return [...call.world.section('haResources')].map(([sid, row]) => {
    const node = guestOf(call, sid)?.node ?? call.entryNode;
    const state = String(row.state ?? 'started');
    return {
      id: `service:${sid}`,
      type: 'service',
      sid,
      node,
      state,
      request_state: state,
      crm_state: state,
      status: `${sid} (${node}, ${state})`,
      failback: 1,
      'auto-rebalance': 1,
      ...(row.comment === undefined ? {} : { comment: row.comment }),
      max_relocate: Number(row.max_relocate ?? 1),
      max_restart: Number(row.max_restart ?? 1),
    };
  });
}

function currentStatus(call: Call) {
  const { world, site } = call;
  const isBusy = isManagerAwake(call);
  const time = site.clock.seconds();
  const when = new Date(site.clock.now()).toString().slice(0, 24);
  const master = [...world.nodes.values()].find(node => node.isOnline)?.name;
  const quorum = {
    id: 'quorum',
    type: 'quorum',
    node: call.entryNode,
    quorate: Number(site.isQuorate),
    status: site.isQuorate ? 'OK' : 'No quorum on node!',
  };
  const state = world.isHaArmed ? 'armed' : 'disarmed';
  const armed = isBusy ? state : 'standby';
  const fencing = {
    id: 'fencing',
    type: 'fencing',
    node: isBusy ? master : call.entryNode,
    'armed-state': armed,
    ...(world.isHaArmed ? {} : { resource_mode: world.haDisarmMode }),
    status: isBusy
      ? `${armed} (CRM watchdog ${isBusy ? 'active' : 'standby'})`
      : 'standby (CRM watchdog standby)',
  };
  if (!isBusy) return [quorum, fencing];
  return [
    quorum,
    {
      id: 'master',
      type: 'master',
      node: master,
      timestamp: time,
      status: `${master} (active, ${when})`,
    },
    fencing,
    ...[...world.nodes.values()].map(node => ({
      id: `lrm:${node.name}`,
      type: 'lrm',
      node: node.name,
      timestamp: time,
      status: `${node.name} (${
        node.isOnline ? 'active' : 'old timestamp - dead?'
      }, ${when})`,
    })),
    ...serviceRows(call),
  ];
}

function managerStatus(call: Call) {
  const { world } = call;
  const nodes = Object.fromEntries(
    [...world.nodes.values()].map(n => [
      n.name,
      n.isOnline ? 'online' : 'unknown',
    ]),
  );
  const isBusy = isManagerAwake(call);
  const services = Object.fromEntries(
    serviceRows(call).map(({ sid, state, node }) => [
      sid,
      { state, node, running: Number(state === 'started'), uid: sid },
    ]),
  );
  return {
    manager_status: isBusy
      ? {
          master_node: call.entryNode,
          node_status: nodes,
          service_status: services,
          timestamp: call.site.clock.seconds(),
        }
      : { node_status: {} },
    quorum: {
      quorate: String(Number(call.site.isQuorate)),
      node: call.entryNode,
    },
    ...(isBusy
      ? {
          lrm_status: Object.fromEntries(
            Object.keys(nodes).map(n => [
              n,
              { mode: 'active', state: 'active' },
            ]),
          ),
        }
      : {}),
  };
}

/** High availability: what is managed, under which rules, and how it is. */
export const highAvailabilityRoutes: Handlers = {
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
  'GET /cluster/ha/resources': call => {
    const resources = call.world.section('haResources');
    return [...resources.values()].map(row => ({
      ...row,
      digest: digestOf(resources),
    }));
  },
  'POST /cluster/ha/resources': addResource,
  'GET /cluster/ha/resources/{sid}': call => ({
    ...demandResource(call),
    digest: digestOf(call.world.section('haResources')),
  }),
  'PUT /cluster/ha/resources/{sid}': updateResource,
  'DELETE /cluster/ha/resources/{sid}': removeResource,
  'POST /cluster/ha/resources/{sid}/migrate': moveResource,
  'POST /cluster/ha/resources/{sid}/relocate': moveResource,
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
  'GET /cluster/ha/status/current': currentStatus,
  'GET /cluster/ha/status/manager_status': managerStatus,
  'POST /cluster/ha/status/arm-ha': call => {
    call.world.isHaArmed = true;
    call.world.isHaActive = true;
    return null;
  },
  'POST /cluster/ha/status/disarm-ha': call => {
    call.world.isHaArmed = false;
    call.world.haDisarmMode = call.text('resource-mode');
    return null;
  },
};
