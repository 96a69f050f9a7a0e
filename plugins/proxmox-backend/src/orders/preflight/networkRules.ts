import {
  countAddresses,
  findNetwork,
  isWithin,
  overlaps,
  parseAddressRange,
} from './addressRange';
import {
  fails,
  passes,
  PreflightFacts,
  PreflightRule,
  unknown,
} from './PreflightFacts';

const FIELD = 'network.addresses';

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
        text: `The range holds ${count} addresses, but ${spec.pool.replicas} workers and ${surge} more during a replacement need ${needed}.`,
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
  const own = parseAddressRange(gateway);
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
  if (!facts.takenAddresses) {
    return unknown(id, 'Whether others use these addresses', FIELD);
  }
  const holders = facts.takenAddresses
    .filter(({ addresses }) =>
      addresses
        .map(parseAddressRange)
        .some(taken => taken && range && overlaps(taken, range)),
    )
    .map(({ holder }) => holder);
  return holders.length
    ? fails({
        id,
        field: FIELD,
        text: `Some of the addresses belong to ${holders.join(', ')} already.`,
        nextStep: 'Give a range that nobody else uses.',
      })
    : passes(id, 'Nobody else is known to use these addresses.');
};

/** Rules on addresses. */
export const networkRules: PreflightRule[] = [
  rangeReadable,
  rangeLargeEnough,
  rangeInNetwork,
  rangeFree,
];
