/** Addresses from the first to the last one, both included, as numbers. */
export interface AddressRange {
  first: number;
  last: number;
}

const BITS = 32;

/** Reads `10.0.0.5`, `10.0.0.5-10.0.0.9` or `10.0.0.0/24`; `undefined` where it is none of these, or ends before it begins. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [begin, end, ...more] = text.split('-').map(part => part.trim());
  if (more.length) {
    return undefined;
  }
  if (end === undefined && begin.includes('/')) {
    return parsePrefix(begin);
  }
  const first = parseAddress(begin);
  const last = end === undefined ? first : parseAddress(end);
  return first !== undefined && last !== undefined && first <= last
    ? { first, last }
    : undefined;
}

/** The addresses of the network that `address/prefix` is in. */
export function findNetwork(
  address: string,
  prefix: number,
): AddressRange | undefined {
  const number = parseAddress(address);
  if (number === undefined || prefix < 0 || prefix > BITS) {
    return undefined;
  }
  const size = 2 ** (BITS - prefix);
  const first = number - (number % size);
  return { first, last: first + size - 1 };
}

/** How many addresses a range holds. */
export function countAddresses({ first, last }: AddressRange): number {
  return last - first + 1;
}

/** Whether two ranges have an address in common. */
export function overlaps(left: AddressRange, right: AddressRange): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** Whether a range lies in another as a whole. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

function parsePrefix(text: string): AddressRange | undefined {
  const [, address, prefix] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  return address === undefined
    ? undefined
    : findNetwork(address, Number(prefix));
}

function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 &&
    parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isAddress
    ? parts.reduce((number, part) => number * 256 + Number(part), 0)
    : undefined;
}
