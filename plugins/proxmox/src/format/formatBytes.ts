const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Writes bytes the way Proxmox does, in powers of 1024: `8 GiB`, `1.5 TiB`. */
export function formatBytes(bytes: number, locale: string): string {
  const exponent = Math.min(
    Math.floor(Math.log2(Math.max(bytes, 1)) / 10),
    UNITS.length - 1,
  );
  const value = bytes / 1024 ** exponent;
  const digits = value < 10 && exponent > 0 ? 1 : 0;
  const number = new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
  }).format(value);
  return `${number} ${UNITS[exponent]}`;
}
