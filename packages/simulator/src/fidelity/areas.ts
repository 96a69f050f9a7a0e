import type { Area } from './scope';

/**
 * Areas of the API that are out of scope, by call. Every call of an area is
 * out, whatever its answer; a reason says why the suite can do without.
 */
export const areasOutOfScope: Record<string, Area> = {
  'ha-groups': {
    reason:
      'HA groups were replaced by rules in PVE 9; a 9.2 server answers these calls with 500',
    call: /^\w+ \/cluster\/ha\/groups(\/|$)/,
  },
  'call-batches': {
    reason:
      'many calls in one request, for the root login only; the suite makes single calls',
    call: /^POST \/nodes\/\{node\}\/execute$/,
  },
  'sdn-routing-state': {
    reason:
      'state of the routing daemons on a node (adjacencies, learnt routes, bridge ports): the simulator keeps the configuration of virtual networks and runs no routing daemon',
    call: /^GET \/nodes\/\{node\}\/sdn\/(fabrics\/\{fabric\}\/(interfaces|neighbors|routes)|vnets\/\{vnet\}\/mac-vrf|zones\/\{zone\}\/(bridges|ip-vrf))$/,
  },
};
