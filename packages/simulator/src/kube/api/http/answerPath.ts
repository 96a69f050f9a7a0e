import {
  aggregatedContentType,
  aggregatedForm,
  describeAll,
} from '../discovery/aggregatedDiscovery';
import { discover, DiscoveredGroup } from '../discovery/discoveryModel';
import {
  describeCoreVersions,
  describeGroup,
  describeGroups,
  describeResources,
} from '../discovery/legacyDiscovery';
import { documentHash } from '../discovery/openApiDocument';
import { methodNotAllowed, pageNotFound, PlainTextError } from '../StatusError';
import { ApiAnswer } from './ApiAnswer';
import { answerHealth } from './answerHealth';
import { answerOpenApi } from './answerOpenApi';
import type { ApiRequest } from './ApiRequest';
import type { ServerState } from './ServerState';

const versionInfo = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '8e16b12fda5b1dccc41a6de48b3e356cc7d5048b',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
};

/** A call about something that is no object. */
interface PathCall {
  state: ServerState;
  request: ApiRequest;
}

function json(object: object): ApiAnswer {
  return { type: 'object', status: 200, object };
}

function isAway(state: ServerState, group: string): boolean {
  const away = state.fault('aggregated-away');
  return away !== undefined && (!away.group || away.group === group);
}

/** The whole discovery in one cacheable document. */
function answerAggregated(
  call: PathCall,
  groups: DiscoveredGroup[],
  form: string,
): ApiAnswer {
  const text = JSON.stringify(
    describeAll(
      groups,
      form,
      (group, version) =>
        version.isAggregated && isAway(call.state, group.name),
    ),
  );
  const etag = `"${documentHash(text)}"`;
  const headers = { Etag: etag, Vary: 'Accept', 'Cache-Control': 'public' };
  if (call.request.headers['if-none-match'] === etag) {
    return { type: 'text', status: 304, text: '', headers };
  }
  return {
    type: 'text',
    status: 200,
    text: `${text}\n`,
    headers: { ...headers, 'Content-Type': aggregatedContentType(form) },
  };
}

function allPaths(groups: DiscoveredGroup[]): string[] {
  const versions = groups.flatMap(({ name, versions: list }) =>
    name
      ? [`/apis/${name}`, ...list.map(v => `/apis/${name}/${v.version}`)]
      : ['/api', ...list.map(v => `/api/${v.version}`)],
  );
  return [
    ...versions,
    '/apis',
    '/apis/',
    '/healthz',
    '/livez',
    '/openapi/v3',
    '/openapi/v3/',
    '/readyz',
    '/version',
  ].sort();
}

function answerGroup(
  call: PathCall,
  groups: DiscoveredGroup[],
  [root, ...rest]: string[],
): ApiAnswer {
  const [name, version] = root === 'api' ? ['', rest[0]] : rest;
  const group = groups.find(candidate => candidate.name === name);
  if (!group) throw pageNotFound();
  if (version === undefined) return json(describeGroup(group));
  const found = group.versions.find(v => v.version === version);
  if (!found) throw pageNotFound();
  if (found.isAggregated && isAway(call.state, group.name)) {
    throw new PlainTextError(503, 'service unavailable\n');
  }
  return json(describeResources(group, found));
}

function answerDiscovery(call: PathCall, parts: string[]): ApiAnswer {
  const groups = discover(call.state.context.kinds);
  const form = aggregatedForm(String(call.request.headers.accept ?? ''));
  if (parts.length > 1) return answerGroup(call, groups, parts);
  const isCoreRoot = parts[0] === 'api';
  if (form) {
    const wanted = groups.filter(({ name }) => (name === '') === isCoreRoot);
    return answerAggregated(call, wanted, form);
  }
  return json(
    isCoreRoot
      ? describeCoreVersions(new URL(call.state.url()).host)
      : describeGroups(groups),
  );
}

/** Answers discovery, health, version and OpenAPI. */
export function answerPath(call: PathCall, path: string): ApiAnswer {
  const parts = path.replace(/^\/+|\/+$/g, '').split('/');
  const isRead = ['GET', 'HEAD'].includes(call.request.method);
  if (path.replace(/\/$/, '').includes('//')) throw pageNotFound();
  if (!isRead) throw methodNotAllowed();
  switch (parts[0]) {
    case '':
      return json({ paths: allPaths(discover(call.state.context.kinds)) });
    case 'version':
      return json(versionInfo);
    case 'healthz':
    case 'livez':
    case 'readyz':
      return answerHealth(call.request.query, parts);
    case 'api':
    case 'apis':
      return answerDiscovery(call, parts);
    case 'openapi':
      return answerOpenApi(call, parts.slice(1));
    default:
      throw pageNotFound();
  }
}
