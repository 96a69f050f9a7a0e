const factors: Record<string, number> = {
  '': 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

/** Proxmox's disk sizes (`528K`, `32G`, `1.5T`, plain bytes) in bytes; `undefined` where it is none. */
export function parseSize(size: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([KMGT]?)B?$/i.exec(size?.trim() ?? '');
  return match
    ? Math.round(Number(match[1]) * factors[match[2].toUpperCase()])
    : undefined;
}
