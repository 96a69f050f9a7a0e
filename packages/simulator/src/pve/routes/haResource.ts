import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import {
  digestOf,
  guestOf,
  isManagerAwake,
  ownRow,
  readSid,
} from '../guests/haRows';
import { setRunning, setStopped } from '../guests/power';
import { haRoundMs } from '../world/HaManager';
import { SectionRow } from '../world/types';

/** The agent of the node starts what shall run, with its next round. */
async function startLater(call: Call, sid: string): Promise<void> {
  await call.site.clock.wait(haRoundMs);
  const state = call.world.section('haResources').get(sid)?.state ?? 'started';
  const guest = guestOf(call, sid);
  const isWanted =
    call.world.section('haResources').has(sid) && state === 'started';
  if (isWanted && guest && guest.status !== 'running') {
    setRunning(guest, {
      clock: call.site.clock,
      nextPid: () => call.site.tasks.nextPid(),
    });
  }
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
  isManagerAwake(call);
  call.world.ha.wake(call.site.clock.elapsed());
  resources.set(sid, { ...ownRow(call, 'sid', 'type'), sid, type });
  void startLater(call, sid);
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

/** Guests under high availability. */
export const haResourceRoutes: Handlers = {
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
};
