import { isObject, parseJson } from '../../fidelity/json';
import type { Json } from '../../fidelity/types';
import type { Correspondence } from './Correspondence';

/** Groups of kinds that the simulator must have. */
export const customGroup = /\.(x-k8s\.io|clastix\.io|cozystack\.io)\b/;

const hashPattern = /([?&]hash=)([0-9A-F]{128})\b/g;

/** Whether a path asks which OpenAPI documents there are. */
export function isIndex(path: string): boolean {
  return path.split('?')[0] === '/openapi/v3';
}

/** The hashes of the documents that an index names. */
export function openApiHashes(index: string): Map<string, string> {
  const body = parseJson(index);
  const paths = isObject(body) && isObject(body.paths) ? body.paths : {};
  return new Map(
    Object.entries(paths).map(([name, entry]) => {
      const url = isObject(entry) ? String(entry.serverRelativeURL) : '';
      return [name, url.split('?hash=')[1] ?? ''];
    }),
  );
}

/** A path with the hashes of the simulated documents. */
export function withHashes(text: string, ids: Correspondence): string {
  return text.replace(
    hashPattern,
    (_all, lead: string, hash: string) =>
      lead + ids.text(`"${hash}"`).slice(1, -1),
  );
}

/** Descriptions, which the simulator's schemas leave out, and the recorder's marks. */
export function isProseOrCut(key: string, value: Json): boolean {
  const isProse = key === 'description' && typeof value === 'string';
  return isProse || (key === 'cut' && value === true);
}
