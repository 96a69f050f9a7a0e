const mostAddresses = 4096;

function toNumber(address: string): number {
  return address
    .split('.')
    .reduce((value, part) => value * 256 + Number(part), 0);
}

function toText(value: number): string {
  return [24, 16, 8, 0].map(shift => (value >>> shift) & 255).join('.');
}

function bounds(entry: string): [number, number] {
  const [first, last] = entry.split('-').map(part => part.trim());
  if (last) return [toNumber(first), toNumber(last)];
  const [address, prefix] = first.split('/');
  const size = prefix === undefined ? 1 : 2 ** (32 - Number(prefix));
  const start = Math.floor(toNumber(address) / size) * size;
  return [start, start + size - 1];
}

/**
 * The IPv4 addresses of a list of addresses, ranges `a-b` and networks `a/24`,
 * in their order and each once.
 */
export function addressesOf(entries: readonly string[]): string[] {
  const addresses = new Set<string>();
  for (const entry of entries) {
    const [start, end] = bounds(entry);
    for (let value = start; value <= end; value += 1) {
      if (addresses.size >= mostAddresses) return [...addresses];
      addresses.add(toText(value));
    }
  }
  return [...addresses];
}
