import { readAgentInterfaces } from '../wire/agentInterfaces';
import { readContainerInterfaces } from '../wire/containerInterfaces';
import { toConfiguredAddresses, toObservedAddresses } from './toGuestAddresses';

const device = {
  key: 'net0',
  model: 'virtio',
  mac: 'bc:24:11:00:00:01',
  firewall: false,
};

const answer = {
  result: [
    {
      name: 'lo',
      'hardware-address': '00:00:00:00:00:00',
      'ip-addresses': [{ 'ip-address': '127.0.0.1', prefix: 8 }],
    },
    {
      name: 'eth0',
      'hardware-address': 'BC:24:11:00:00:01',
      'ip-addresses': [
        { 'ip-address': '192.0.2.30', prefix: 24, 'ip-address-type': 'ipv4' },
        { 'ip-address': 'fe80::1%2', prefix: 64 },
        { 'ip-address': '2001:db8::30', prefix: '64' },
      ],
    },
    {
      name: 'docker0',
      'hardware-address': '02:42:00:00:00:01',
      'ip-addresses': [{ 'ip-address': '172.17.0.1', prefix: 16 }],
    },
    { name: 'wg0' },
  ],
};

describe('addresses', () => {
  it('of the guest agent are those of the configured devices', () => {
    const { rows } = readAgentInterfaces(answer);

    expect(
      toObservedAddresses(rows, { origin: 'agent', configured: [device] }),
    ).toEqual([
      {
        address: '192.0.2.30',
        prefix: 24,
        family: 'ipv4',
        interface: 'eth0',
        mac: device.mac,
        origin: 'agent',
      },
      {
        address: '2001:db8::30',
        prefix: 64,
        family: 'ipv6',
        interface: 'eth0',
        mac: device.mac,
        origin: 'agent',
      },
    ]);
  });

  it('are all of them where no MAC matches', () => {
    const { rows } = readAgentInterfaces(answer);
    const addresses = toObservedAddresses(rows, {
      origin: 'agent',
      configured: [{ ...device, mac: 'bc:24:11:99:99:99' }],
    });

    expect(addresses.map(({ address }) => address)).toEqual([
      '192.0.2.30',
      '2001:db8::30',
      '172.17.0.1',
    ]);
  });

  it('of a container are all that version 9 lists, else the first of each family', () => {
    const old = { name: 'eth0', hwaddr: device.mac, inet: '192.0.2.40/24' };
    const read = (rows: unknown) =>
      toObservedAddresses(readContainerInterfaces(rows).rows, {
        origin: 'container',
        configured: [],
      }).map(({ address, prefix }) => `${address}/${prefix}`);

    expect(read([{ ...old, inet6: 'fe80::2/64' }])).toEqual(['192.0.2.40/24']);
    expect(
      read([
        {
          ...old,
          'ip-addresses': [
            { 'ip-address': '192.0.2.40', prefix: '24' },
            { 'ip-address': '192.0.2.41', prefix: 24 },
          ],
        },
      ]),
    ).toEqual(['192.0.2.40/24', '192.0.2.41/24']);
  });

  it('of cloud-init are those that are written down', () => {
    expect(
      toConfiguredAddresses(
        'qemu',
        {
          ipconfig0: 'ip=192.0.2.50/24,gw=192.0.2.1,ip6=2001:db8::50/64',
          ipconfig1: 'ip=dhcp,ip6=auto',
          ipconfig20: 'ip=192.0.2.51/24',
        },
        [device],
      ),
    ).toEqual([
      {
        address: '192.0.2.50',
        prefix: 24,
        family: 'ipv4',
        mac: device.mac,
        origin: 'configured',
      },
      expect.objectContaining({ address: '2001:db8::50', family: 'ipv6' }),
      {
        address: '192.0.2.51',
        prefix: 24,
        family: 'ipv4',
        origin: 'configured',
      },
    ]);
  });
});
