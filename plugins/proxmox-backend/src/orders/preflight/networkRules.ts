import { isIP } from 'node:net';
import {
  countAddresses,
  findNetwork,
  isWithin,
  overlaps,
  parseAddressRange,
} from './addressRange';
import { PreflightFacts } from './PreflightFacts';
import { fails, passes, PreflightRule, unknown } from './PreflightRule';

const FIELD = 'network.addresses';
// What is ordered where the platform says nothing.
const DEFAULT_POD_CIDR = '10.244.0.0/16';
const DEFAULT_SERVICE_CIDR = '10.96.0.0/16';

function readRange({ spec }: PreflightFacts) {
  return parseAddressRange(spec.network.addresses);
}

const rangeReadable: PreflightRule = facts => {
  const id = 'address-range-readable';
  const { addresses } = facts.spec.network;
  return readRange(facts)
    ? passes(id, `${addresses} is a range of addresses.`)
    : fails({
        id,
        field: FIELD,
        text: `'${addresses}' is no range of IPv4 addresses.`,
        nextStep:
          'Write it as 10.0.0.150-10.0.0.180, as one address, or as a prefix such as 10.0.0.128/26.',
      });
};

const many = (count: number, one: string, more: string) =>
  `${count} ${count === 1 ? one : more}`;

/** capmox gives every machine an address of its own; there is no DHCP. */
const rangeLargeEnough: PreflightRule = facts => {
  const id = 'address-range-size';
  const { spec, surge } = facts;
  const range = readRange(facts);
  const count = range ? countAddresses(range) : 0;
  const needed = spec.pool.replicas + surge;
  return count >= needed
    ? passes(id, `${count} addresses are enough for ${needed} machines.`)
    : fails({
        id,
        field: FIELD,
        text: `The range holds ${many(
          count,
          'address',
          'addresses',
        )}, but ${many(
          spec.pool.replicas,
          'worker',
          'workers',
        )} and ${surge} more during a replacement need ${needed}.`,
        nextStep: 'Give a larger range or order fewer workers.',
      });
};

const rangeInNetwork: PreflightRule = facts => {
  const id = 'address-range-network';
  const { gateway, prefix } = facts.spec.network;
  const network = findNetwork(gateway, prefix);
  const range = readRange(facts);
  if (!network) {
    return fails({
      id,
      field: 'network.gateway',
      text: `'${gateway}' is no IPv4 address.`,
      nextStep: 'Give the address of the gateway of the network.',
    });
  }
  if (range && !isWithin(range, network)) {
    return fails({
      id,
      field: FIELD,
      text: `The addresses are not all in the network of the gateway, ${gateway}/${prefix}.`,
      nextStep: 'Give addresses of that network, or its right prefix.',
    });
  }
  const edges = [network.first, network.last];
  if (
    range &&
    edges.some(edge => overlaps(range, { first: edge, last: edge }))
  ) {
    return fails({
      id,
      field: FIELD,
      text: `The first and the last address of ${gateway}/${prefix} belong to the network itself and to its broadcasts.`,
      nextStep: 'Leave them out of the range.',
    });
  }
  const own = parseAddressRange(gateway);
  if (own && edges.includes(own.first)) {
    return fails({
      id,
      field: 'network.gateway',
      text: `${gateway} is no host in a network with the prefix ${prefix}.`,
      nextStep: 'Give the address of the gateway, or the right prefix.',
    });
  }
  return range && own && overlaps(range, own)
    ? fails({
        id,
        field: FIELD,
        text: `The gateway ${gateway} is one of the addresses that machines would get.`,
        nextStep: 'Leave it out of the range.',
      })
    : passes(id, `The addresses are in the network of ${gateway}/${prefix}.`);
};

const rangeFree: PreflightRule = facts => {
  const id = 'address-range-free';
  const range = readRange(facts);
  const { takenAddresses, unreadAddresses } = facts;
  const holders = takenAddresses.flatMap(({ holder, addresses }) => {
    const taken = addresses.filter(text => {
      const other = parseAddressRange(text);
      return other && range && overlaps(other, range);
    });
    return taken.length ? [`${taken.join(', ')} (${holder})`] : [];
  });
  if (holders.length) {
    return fails({
      id,
      field: FIELD,
      text: `Some of the addresses are taken: ${[...new Set(holders)].join(
        '; ',
      )}.`,
      nextStep: 'Give a range that nobody else uses.',
    });
  }
  return unreadAddresses.length
    ? unknown(
        id,
        `Whether the addresses are among the ${unreadAddresses.join(', ')}`,
        FIELD,
      )
    : passes(id, 'Nobody else is known to use these addresses.');
};

const nameServersReadable: PreflightRule = ({ spec }) => {
  const id = 'dns-servers';
  const wrong = spec.network.dnsServers.filter(address => !isIP(address));
  return wrong.length
    ? fails({
        id,
        field: 'network.dnsServers',
        text: `${wrong
          .map(text => `'${text}'`)
          .join(', ')} is no address of a DNS server.`,
        nextStep: 'Give addresses, not names: 10.0.0.1.',
      })
    : passes(id, 'The DNS servers are addresses.');
};

/** With an overlap, workers would take machines of their own network for pods or services. */
const networksApart: PreflightRule = ({ spec, platform }) => {
  const id = 'cluster-networks';
  const { gateway, prefix } = spec.network;
  const network = findNetwork(gateway, prefix);
  const { podCidr, serviceCidr } = platform;
  const overlapping = [
    `pods (${podCidr ?? DEFAULT_POD_CIDR})`,
    `services (${serviceCidr ?? DEFAULT_SERVICE_CIDR})`,
  ].filter(text => {
    const other = parseAddressRange(/\((.*)\)/.exec(text)?.[1] ?? '');
    return network && other && overlaps(network, other);
  });
  return overlapping.length
    ? fails({
        id,
        field: 'network.gateway',
        text: `The network of the machines, ${gateway}/${prefix}, overlaps with that of ${overlapping.join(
          ' and ',
        )} in the cluster.`,
        nextStep:
          "Choose another network, or let the platform team change 'orders.podCidr' and 'orders.serviceCidr'.",
      })
    : passes(id, 'The networks of machines, pods and services are apart.');
};

/** Rules on addresses. */
export const networkRules: PreflightRule[] = [
  rangeReadable,
  rangeLargeEnough,
  rangeInNetwork,
  rangeFree,
  nameServersReadable,
  networksApart,
];
