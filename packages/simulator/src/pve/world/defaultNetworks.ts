import { NodeNetworkInterface } from './types';

/** One wire and one bridge, as the installer makes them. */
export function defaultNetworks(address: string): NodeNetworkInterface[] {
  const gateway = address.replace(/\d+$/, '1');
  return [
    {
      iface: 'eno1',
      type: 'eth',
      method: 'manual',
      method6: 'manual',
      families: ['inet'],
      priority: 3,
      active: 1,
      exists: 1,
    },
    {
      iface: 'vmbr0',
      type: 'bridge',
      method: 'static',
      method6: 'manual',
      address,
      netmask: '24',
      cidr: `${address}/24`,
      gateway,
      bridge_ports: 'eno1',
      bridge_stp: 'off',
      bridge_fd: '0',
      families: ['inet'],
      priority: 4,
      active: 1,
      autostart: 1,
    },
  ];
}
