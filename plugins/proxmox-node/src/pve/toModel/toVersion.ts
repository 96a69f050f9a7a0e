import { PveVersion } from '../facts';

/** `{version: '9.2.4', release: '9.2'}`; releases before 7 write `6.2-4`. */
export function toVersion(row: {
  version: string;
  release?: string;
}): PveVersion {
  const release = row.release ?? /^\d+\.\d+/.exec(row.version)?.[0] ?? '';
  return {
    version: row.version,
    release: release || row.version,
    major: Number.parseInt(row.version, 10) || 0,
  };
}
