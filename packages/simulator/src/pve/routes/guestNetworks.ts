import { Call, Handlers } from '../Call';
import { guestInterfaces } from '../guests/interfaces';
import { demandAgent } from '../guests/demandAgent';
import { GuestInterface } from '../world/types';

const statistics = {
  'rx-bytes': 0,
  'rx-dropped': 0,
  'rx-errs': 0,
  'rx-packets': 0,
  'tx-bytes': 0,
  'tx-dropped': 0,
  'tx-errs': 0,
  'tx-packets': 0,
};

const loopback: GuestInterface = {
  name: 'lo',
  mac: '00:00:00:00:00:00',
  addresses: [
    { address: '127.0.0.1', prefix: 8 },
    { address: '::1', prefix: 128 },
  ],
};

function addressRows(row: GuestInterface) {
  return row.addresses.map(({ address, prefix }) => ({
    'ip-address': address,
    'ip-address-type': address.includes(':') ? 'ipv6' : 'ipv4',
    prefix,
  }));
}

function agentInterfaces(call: Call) {
  const guest = demandAgent(call);
  return {
    result: [loopback, ...guestInterfaces(guest)].map(row => ({
      name: row.name,
      'hardware-address': row.mac,
      'ip-addresses': addressRows(row),
      statistics,
    })),
  };
}

function containerInterfaces(call: Call) {
  const guest = call.guest();
  if (guest.status !== 'running') return null;
  return [loopback, ...guestInterfaces(guest)].map(row => {
    const v4 = row.addresses.find(a => !a.address.includes(':'));
    const v6 = row.addresses.find(a => a.address.includes(':'));
    return {
      name: row.name,
      hwaddr: row.mac,
      'hardware-address': row.mac,
      'ip-addresses': row.addresses.map(({ address, prefix }) => ({
        'ip-address': address,
        'ip-address-type': address.includes(':') ? 'inet6' : 'inet',
        prefix: String(prefix),
      })),
      ...(v4 ? { inet: `${v4.address}/${v4.prefix}` } : {}),
      ...(v6 ? { inet6: `${v6.address}/${v6.prefix}` } : {}),
    };
  });
}

/** Addresses as the guests themselves report them. */
export const guestNetworkRoutes: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces': agentInterfaces,
  'GET /nodes/{node}/lxc/{vmid}/interfaces': containerInterfaces,
};
