import { Call } from '../Call';
import { configOption } from '../guests/figures';
import { ConfigValue } from '../world/types';

/** Refuses who may not use the bridge or virtual network of an entry. */
export function demandNetworkAccess(call: Call, value: ConfigValue): void {
  const bridge = configOption(value, 'bridge');
  if (!bridge) return;
  const zone = call.world.section('sdnVnets').get(bridge)?.zone;
  call.demand(`/sdn/zones/${zone ?? 'localnetwork'}/${bridge}`, 'SDN.Use');
}
