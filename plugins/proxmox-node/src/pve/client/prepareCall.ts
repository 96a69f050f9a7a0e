import { buildPath } from './buildPath';
import { encodeParameters } from './encodeParameters';
import { HttpExchange } from './HttpEndpoint';
import { PveRequest } from './PveClientOptions';
import { secretsOf } from './redact';
import { CallNames } from './toPveError';

const PREFIX = '/api2/json';

/** A request whose parts are checked and written out. */
export interface PreparedCall extends CallNames {
  method: PveRequest['method'];
  target: string;
  body?: string;
  attempts: number;
  signal?: AbortSignal;
  secrets: string[];
}

/** @throws InputError where an id in the path is none. */
export function prepareCall(options: PveRequest): PreparedCall {
  const { method, pathTemplate, path, params, signal } = options;
  const target = `${PREFIX}${buildPath(pathTemplate, path)}`;
  const encoded = encodeParameters(params);
  const inQuery = method === 'GET' || method === 'DELETE';
  return {
    method,
    pathTemplate,
    signal,
    attempts: options.attempts ?? 3,
    node: path?.node === undefined ? undefined : String(path.node),
    target: inQuery && encoded ? `${target}?${encoded}` : target,
    // Proxmox refuses a body on GET and DELETE, and wants Content-Length on the others even if it is 0.
    body: inQuery ? undefined : encoded,
    secrets: secretsOf(params),
  };
}

/** The call as it goes over the wire, with who asks and until when. */
export function toExchange(
  call: PreparedCall,
  authorisation: Record<string, string>,
  deadline: AbortSignal,
): HttpExchange {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...authorisation,
  };
  if (call.body !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
  }
  return {
    method: call.method,
    path: call.target,
    headers,
    body: call.body,
    signal: call.signal ? AbortSignal.any([call.signal, deadline]) : deadline,
  };
}
