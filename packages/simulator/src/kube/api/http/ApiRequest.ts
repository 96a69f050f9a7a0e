import type { IncomingHttpHeaders } from 'node:http';

/** A request as the API reads it. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Reads the body once; throws a 413 for one that is too large. */
  readBody: () => Promise<Buffer>;
}

/** The body as text. */
export async function readText(request: ApiRequest): Promise<string> {
  return (await request.readBody()).toString('utf8');
}

/** The truth of a flag in a query: present and not said to be false. */
export function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value !== 'false' && value !== '0';
}

/** The manager's name when a call names none: what the client calls itself. */
export function managerOf(request: ApiRequest): string {
  const agent = request.headers['user-agent'] ?? 'unknown';
  return agent.split('/')[0].slice(0, 128);
}
