import { Call, Handlers } from '../Call';
import { guestOf, isManagerAwake } from '../guests/haRows';

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
  const { isArmed, mode } = world.ha.arming(site.clock.elapsed());
  const state = isArmed ? 'armed' : 'disarmed';
  const armed = isBusy ? state : 'standby';
  const fencing = {
    id: 'fencing',
    type: 'fencing',
    node: isBusy ? master : call.entryNode,
    'armed-state': armed,
    ...(isArmed ? {} : { resource_mode: mode }),
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

/** How high availability is, and switching it off and on. */
export const haStatusRoutes: Handlers = {
  'GET /cluster/ha/status/current': currentStatus,
  'GET /cluster/ha/status/manager_status': managerStatus,
  'POST /cluster/ha/status/arm-ha': call => {
    const elapsed = call.site.clock.elapsed();
    call.world.ha.wake(elapsed);
    call.world.ha.ask({ isArmed: true }, elapsed);
    return null;
  },
  'POST /cluster/ha/status/disarm-ha': call => {
    const mode = call.text('resource-mode');
    call.world.ha.ask({ isArmed: false, mode }, call.site.clock.elapsed());
    return null;
  },
};
