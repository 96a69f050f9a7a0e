import type { IncomingMessage } from 'node:http';
import { ApiError, badParameters, failure, notImplemented } from '../ApiError';
import { authenticate, Unauthenticated } from '../auth/authenticate';
import { Caller } from '../auth/Authority';
import { checkPermission } from '../auth/checkPermission';
import { Call } from '../Call';
import { checkParameters } from '../register/checkParameters';
import { Register, RouteMatch } from '../register/Register';
import { Site } from '../Site';
import { formatError, formatSuccess } from './formatAnswer';
import { MalformedJson } from './readParameters';
import {
  isUploadPath,
  readRequest,
  readTarget,
  RequestTarget,
  TransportError,
} from './readRequest';
import { WireAnswer } from './sendAnswer';

/** Where a request arrived. */
export interface Entry {
  site: Site;
  register: Register;
  node: string;
}

/** How long the network remembers the address of a node that went down. */
const neighbourMs = 30_000;

const nobody: Caller = { userid: '', authid: '' };

/** An answer of the proxy itself about a node it cannot reach: no body. */
class ProxyError extends ApiError {}

function allowsAnonymous(method: string, path: string): boolean {
  return (
    (path === '/access/ticket' && method !== 'PUT') ||
    (method === 'GET' && path === '/access/domains') ||
    (method === 'POST' && path === '/access/vncticket') ||
    (method === 'GET' && path === '/access') ||
    path.startsWith('/access/openid')
  );
}

function identify(
  entry: Entry,
  request: IncomingMessage,
  target: RequestTarget,
): Caller {
  const method = request.method ?? 'GET';
  try {
    return authenticate({
      headers: request.headers,
      method,
      isUpload: isUploadPath(target.path),
      world: entry.site.world,
      authority: entry.site.authority,
      sessions: entry.site.sessions,
      seconds: entry.site.clock.seconds(),
    });
  } catch (error) {
    // Logging in needs no credentials, whatever stale ones came along.
    if (allowsAnonymous(method, target.path)) return nobody;
    throw error;
  }
}

function checkTarget(entry: Entry, match: RouteMatch): void {
  const { site } = entry;
  const name = match.pathParameters.node;
  if (!match.route.isNodeCall || name === undefined || name === 'localhost') {
    return;
  }
  const node = site.world.nodes.get(name);
  if (!node) {
    throw failure(
      `hostname lookup '${name}' failed - failed to get address info for: ${name}: Temporary failure in name resolution`,
    );
  }
  if (!node.isOnline) {
    // While neighbours still hold its address, packets get lost instead.
    const silentMs = site.clock.elapsed() - (node.lastSeen ?? 0);
    const isNew = node.lastSeen !== undefined && silentMs < neighbourMs;
    throw new ProxyError(
      595,
      isNew ? 'Connection timed out' : 'No route to host',
    );
  }
}

async function runCall(
  entry: Entry,
  request: IncomingMessage,
  target: RequestTarget,
): Promise<WireAnswer> {
  const { site, register } = entry;
  const method = request.method ?? 'GET';
  const caller = identify(entry, request, target);
  const { parameters: raw, file } = await readRequest(request, target);
  if (!['json', 'extjs', 'html'].includes(target.format)) {
    throw new TransportError(
      501,
      `no formatter for uri ${target.path}, ${target.format}`,
    );
  }
  const match = register.find(method, target.path);
  if (!match) {
    site.log(`501 ${method} ${target.path}: not simulated`);
    site.counter.begin('unknown', entry.node)();
    throw notImplemented(method, target.path);
  }
  const { route, pathParameters } = match;
  const end = site.counter.begin(
    `${route.method} ${route.path}`,
    pathParameters.node ?? entry.node,
  );
  try {
    await delay(site);
    site.tick();
    const all = { ...raw, ...pathParameters };
    if (caller.tokenid !== undefined && !route.allowsToken) {
      throw new ApiError(
        403,
        `Permission check failed (URI '${target.path}' not available with API token, need proper ticket.\n)\n`,
      );
    }
    checkPermission(route.permission, {
      authority: site.authority,
      world: site.world,
      caller,
      parameters: all,
    });
    checkTarget(entry, match);
    const { values, errors } = checkParameters(route, all);
    if (errors) throw badParameters(errors);
    const result = await route.handler(
      new Call({
        site,
        route,
        entryNode: entry.node,
        caller,
        parameters: values,
        upload: file,
      }),
    );
    const isRemote =
      pathParameters.node !== undefined && pathParameters.node !== entry.node;
    return {
      ...formatSuccess(result, target.format),
      isProxied: route.isProtected || isRemote,
    };
  } finally {
    end();
  }
}

async function delay(site: Site): Promise<void> {
  const slow = site.fault('api-slow');
  // Wall-clock time: what is slow is the server, not the simulated world.
  if (slow) {
    await new Promise(resolve => {
      setTimeout(resolve, slow.delayMs);
    });
  }
}

async function answerError(
  site: Site,
  error: unknown,
  format: string,
): Promise<WireAnswer> {
  if (error instanceof Unauthenticated) {
    await site.clock.wait(site.loginDelayMs);
    return { status: 401, reason: error.message };
  }
  if (error instanceof ProxyError) {
    return { status: error.status, reason: error.message };
  }
  if (error instanceof MalformedJson) {
    return {
      status: 500,
      reason: error.message,
      body: `${error.message}\n`,
    };
  }
  if (error instanceof TransportError) {
    return {
      status: error.status,
      reason: error.message,
      body: error.hasBody ? error.message : undefined,
    };
  }
  if (error instanceof ApiError) {
    if (error.status === 401) await site.clock.wait(site.loginDelayMs);
    return formatError(error, format);
  }
  const text = error instanceof Error ? error.stack ?? error.message : error;
  site.log(`500 the simulator itself failed: ${text}`);
  return formatError(failure(`simulator fault: ${error}`), format);
}

/** Answers one request on one node's socket. Never throws. */
export async function answerRequest(
  entry: Entry,
  request: IncomingMessage,
): Promise<WireAnswer> {
  const method = request.method ?? 'GET';
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method)) {
    return { status: 501, reason: `method '${method}' not available` };
  }
  const target = readTarget(request.url ?? '/');
  if (!target) {
    const path = (request.url ?? '/').split('?')[0];
    const text = `no such file '${path}'`;
    return { status: 500, reason: text, body: `${text}\n` };
  }
  try {
    return await runCall(entry, request, target);
  } catch (error) {
    return await answerError(entry.site, error, target.format);
  }
}
