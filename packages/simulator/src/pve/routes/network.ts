import { Call, Handlers } from '../Call';
import { NodeNetworkInterface } from '../world/types';

function maySee(call: Call, row: NodeNetworkInterface): boolean {
  // Bridges are shown only to who may look at or use them; others always.
  if (row.type !== 'bridge' && row.type !== 'OVSBridge') return true;
  return call.mayAny(
    `/sdn/zones/localnetwork/${row.iface}`,
    'SDN.Audit',
    'SDN.Use',
  );
}

function isOfType(
  row: NodeNetworkInterface,
  type: string | undefined,
): boolean {
  if (type === undefined) return true;
  if (type === 'any_bridge' || type === 'any_local_bridge') {
    return row.type === 'bridge' || row.type === 'OVSBridge';
  }
  if (type === 'include_sdn') return true;
  return row.type === type;
}

function listNetworks(call: Call) {
  return call.world
    .node(call.node)
    .networks.filter(row => maySee(call, row))
    .filter(row => isOfType(row, call.optionalText('type')));
}

/** Interfaces of a node. */
export const networkRoutes: Handlers = {
  'GET /nodes/{node}/network': listNetworks,
};
