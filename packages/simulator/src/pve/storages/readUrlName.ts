/** Endings that a content kind may have, as the vendor's server checks them. */
const endings: Record<string, RegExp> = {
  iso: /\.(?:iso|img)$/i,
  vztmpl: /\.(?:tar\.(?:gz|xz|zst|bz2)|tar)$/i,
  import: /\.(?:ova|ovf|qcow2|raw|vmdk)$/i,
};

/** Whether a file of that name may be stored as that content. */
export function hasAllowedEnding(content: string, name: string): boolean {
  return endings[content]?.test(name) ?? false;
}

/** A file name as storages keep it: without path and odd characters. */
export function storedFileName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? name;
  return last.replace(/[^-a-zA-Z0-9_.]/g, '_');
}

/** Format of a file, as content lists show it. */
export function fileFormat(content: string, name: string): string {
  if (content === 'iso') return 'iso';
  if (content === 'vztmpl') {
    const match = /\.tar\.(gz|xz|zst|bz2)$/i.exec(name);
    return match ? `t${match[1]}` : 'tar';
  }
  return /\.([^.]+)$/.exec(name)?.[1] ?? 'raw';
}
