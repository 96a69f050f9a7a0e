import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../ApiError';
import { Authority, Caller } from './Authority';
import { Sessions } from './Sessions';
import { World } from '../world/World';

/** What identification needs. */
export interface IdentificationOptions {
  headers: IncomingHttpHeaders;
  method: string;
  /** Uploads are exempt from the token against CSRF. */
  isUpload: boolean;
  world: World;
  authority: Authority;
  sessions: Sessions;
  seconds: number;
}

/** A 401: empty body, delayed by the server. */
export class Unauthenticated extends ApiError {
  constructor(reason: string) {
    super(401, reason);
    this.name = 'Unauthenticated';
  }
}

// One text for every cause since 9.1.5; clients must not read anything into it.
const refused = () => new Unauthenticated('Authentication failed!');

function readCookie(headers: IncomingHttpHeaders): string | undefined {
  const match = /(?:^|[;\s])PVEAuthCookie=([^;]*)/.exec(headers.cookie ?? '');
  if (!match) return undefined;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}

function byTicket(options: IdentificationOptions, ticket: string): Caller {
  const { sessions, authority, world, method, headers } = options;
  const userid = sessions.verifyTicket(ticket);
  if (
    !userid ||
    !authority.isUsable(world.users.get(userid), options.seconds)
  ) {
    throw refused();
  }
  const csrf = headers.csrfpreventiontoken;
  if (
    method !== 'GET' &&
    !options.isUpload &&
    !sessions.verifyCsrfToken(userid, Array.isArray(csrf) ? csrf[0] : csrf)
  ) {
    throw new Unauthenticated('Permission denied - invalid csrf token');
  }
  return { userid, authid: userid };
}

function byToken(options: IdentificationOptions, credentials: string): Caller {
  const { authority, world, seconds } = options;
  const match = /^([^\s:!]+@[^\s:!]+)!([^\s=:]+)[=:](\S+)$/.exec(credentials);
  if (!match) throw refused();
  const [, userid, tokenid, secret] = match;
  const user = world.users.get(userid);
  if (!authority.isUsable(user, seconds)) throw refused();
  const token = user.tokens.find(t => t.id === tokenid);
  if (!token || token.secret !== secret) throw refused();
  if (token.expire !== 0 && token.expire <= seconds) throw refused();
  return { userid, tokenid, authid: `${userid}!${tokenid}` };
}

/** Finds out who calls. Throws `Unauthenticated` when nobody is known. */
export function authenticate(options: IdentificationOptions): Caller {
  const { headers } = options;
  const ticket = readCookie(headers);
  // A cookie wins over a token when both are sent.
  if (ticket) return byTicket(options, ticket);
  const token = /^PVEAPIToken[= ](.*)$/.exec(headers.authorization ?? '');
  if (token) return byToken(options, decodeURIComponent(token[1]));
  throw new Unauthenticated('No ticket');
}
