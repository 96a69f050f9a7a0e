import type { RecordedRequest } from './types';

/** Decodes percent-escapes; leaves text that is no valid escape alone. */
export function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Splits `a=b&c=d` (or with `;`) into decoded pairs, keeping repetitions. */
export function parsePairs(text: string): [string, string][] {
  return text
    .split(/[&;]/)
    .filter(part => part !== '')
    .map(part => {
      const at = part.indexOf('=');
      const key = at < 0 ? part : part.slice(0, at);
      const value = at < 0 ? '' : part.slice(at + 1);
      const decode = (raw: string) => decodeSegment(raw.replace(/\+/g, ' '));
      return [decode(key), decode(value)];
    });
}

/** Encodes pairs as a form body or query; `=` inside values is escaped. */
export function formatPairs(pairs: [string, string][]): string {
  return pairs
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    )
    .join('&');
}

/** What can be read from a request target. */
export type TargetParts = Pick<
  RecordedRequest,
  'target' | 'path' | 'format' | 'query'
>;

/**
 * Reads a request target: `/api2/<format>/…?query`, or a path relative to
 * `/api2/json` as the client libraries' recordings have it.
 */
export function parseTarget(raw: string): TargetParts {
  const at = raw.indexOf('?');
  const rawPath = at < 0 ? raw : raw.slice(0, at);
  const query = at < 0 ? [] : parsePairs(raw.slice(at + 1));
  const prefix = /^\/+api2\/([a-z0-9]+)(?=\/|$)/.exec(rawPath);
  const rest = prefix ? rawPath.slice(prefix[0].length) : rawPath;
  const path =
    rest
      .split('/')
      .filter(segment => segment !== '')
      .map(segment => `/${decodeSegment(segment)}`)
      .join('') || '/';
  return { target: raw, path, format: prefix ? prefix[1] : '', query };
}
