/** A call about objects. */
export interface ResourceTarget {
  type: 'resource';
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  /** The old way to watch: `watch/` in front of the resource. */
  isWatchPath: boolean;
}

/** A call about anything else: discovery, health, version. */
export interface PathTarget {
  type: 'path';
  path: string;
}

/** What a path asks for. */
export type RequestTarget = ResourceTarget | PathTarget;

/** Parts of a namespace itself, which look like resources in a namespace. */
const namespaceSubresources = ['status', 'finalize'];

function readGroup(
  parts: string[],
): { group: string; version: string; rest: string[] } | undefined {
  if (parts[0] === 'api' && parts.length > 2) {
    return { group: '', version: parts[1], rest: parts.slice(2) };
  }
  if (parts[0] === 'apis' && parts.length > 3) {
    return { group: parts[1], version: parts[2], rest: parts.slice(3) };
  }
  return undefined;
}

/** Reads a path as the API server does. */
export function parseTarget(path: string): RequestTarget {
  const parts = path.replace(/^\/+|\/+$/g, '').split('/');
  const found = readGroup(parts);
  if (!found) return { type: 'path', path };
  const { group, version } = found;
  let { rest } = found;
  const isWatchPath = rest[0] === 'watch' && rest.length > 1;
  if (isWatchPath) rest = rest.slice(1);
  let namespace: string | undefined;
  const isScoped =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !namespaceSubresources.includes(rest[2]);
  if (isScoped) {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, ...subresource] = rest;
  return {
    type: 'resource',
    group,
    version,
    plural,
    namespace,
    name: name || undefined,
    subresource: subresource.length > 0 ? subresource.join('/') : undefined,
    isWatchPath,
  };
}
