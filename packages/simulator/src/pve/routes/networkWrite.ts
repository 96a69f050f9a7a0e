import { badParameters } from '../ApiError';
import { Call, Handlers } from '../Call';
import { NodeNetworkInterface } from '../world/types';

function demandInterface(call: Call): NodeNetworkInterface {
  const row = call.world
    .node(call.node)
    .networks.find(n => n.iface === call.text('iface'));
  if (!row) throw badParameters({ iface: 'interface does not exist' });
  return row;
}

function rowOf(call: Call): Partial<NodeNetworkInterface> {
  const { node: _, iface: __, delete: ___, ...rest } = call.parameters;
  return rest;
}

function createInterface(call: Call) {
  const node = call.world.node(call.node);
  const iface = call.text('iface');
  if (node.networks.some(n => n.iface === iface)) {
    throw badParameters({ iface: 'interface already exists' });
  }
  const cidr = call.optionalText('cidr');
  const [address, netmask] = (cidr ?? '').split('/');
  node.networks.push({
    ...rowOf(call),
    iface,
    type: call.text('type'),
    method: cidr || call.optionalText('address') ? 'static' : 'manual',
    method6: 'manual',
    families: ['inet'],
    priority: node.networks.length + 3,
    ...(cidr ? { address, netmask } : {}),
  });
  node.pendingNetworks = true;
  return null;
}

function updateInterface(call: Call) {
  const row = demandInterface(call);
  Object.assign(row, rowOf(call));
  for (const name of call.list('delete')) delete row[name];
  call.world.node(call.node).pendingNetworks = true;
  return null;
}

function deleteInterface(call: Call) {
  const row = demandInterface(call);
  const node = call.world.node(call.node);
  node.networks = node.networks.filter(n => n !== row);
  node.pendingNetworks = true;
  return null;
}

function reload(call: Call) {
  return call.startTask(
    { type: 'srvreload', id: 'networking' },
    async worker => {
      await worker.work(2000);
      const node = call.world.node(call.node);
      for (const row of node.networks) if (row.autostart) row.active = 1;
      node.pendingNetworks = false;
    },
  );
}

/** Changing the interfaces of a node. */
export const networkWriteRoutes: Handlers = {
  'GET /nodes/{node}/network/{iface}': call => {
    const { iface: _, ...row } = demandInterface(call);
    return row;
  },
  'POST /nodes/{node}/network': createInterface,
  'PUT /nodes/{node}/network': reload,
  'DELETE /nodes/{node}/network': call => {
    if (!call.world.node(call.node).pendingNetworks) return null;
    call.world.node(call.node).pendingNetworks = false;
    return null;
  },
  'PUT /nodes/{node}/network/{iface}': updateInterface,
  'DELETE /nodes/{node}/network/{iface}': deleteInterface,
};
