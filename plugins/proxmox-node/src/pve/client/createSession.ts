import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import {
  PveAnswer,
  PvePasswordCredentials,
  PveTokenCredentials,
} from './PveClientOptions';
import { PveClock } from './PveClock';
import { PveError } from './PveError';
import { PveSession, TicketSession, TokenSession } from './PveSession';
import { nextStepFor } from './nextStepFor';

const LOGIN = '/access/ticket';

const ticketSchema = z.object({
  ticket: z.string().min(1),
  CSRFPreventionToken: z.string().min(1),
  NeedTFA: z.unknown().optional(),
});

/** Whatever ends or starts a header line would let a credential write headers of its own. */
const headerSafe = /^[\x21-\x7e]+$/;

/** How a source proves who it is, by the kind of its credentials. */
export function createSession(options: {
  source: string;
  auth: PveTokenCredentials | PvePasswordCredentials;
  clock: PveClock;
  post: (path: string, params: Record<string, string>) => Promise<PveAnswer>;
}): PveSession {
  const { source, auth, clock, post } = options;
  if ('tokenId' in auth) {
    if (!headerSafe.test(auth.tokenId) || !headerSafe.test(auth.tokenSecret)) {
      throw new InputError(
        `Proxmox ${source}: token id or secret is empty or holds spaces or control characters; it is written user@realm!name and a UUID`,
      );
    }
    return new TokenSession(auth.tokenId, auth.tokenSecret);
  }
  const { username, password } = auth;
  return new TicketSession({
    password,
    clock,
    login: async () => {
      const answer = await post(LOGIN, { username, password });
      return readTicket(source, answer);
    },
  });
}

function readTicket(source: string, answer: PveAnswer) {
  const parsed = ticketSchema.safeParse(answer.data);
  const failure = (reason: string, nextStep: string) =>
    new PveError({
      source,
      kind: 'unauthorized',
      status: 200,
      reason,
      method: 'POST',
      pathTemplate: LOGIN,
      retryable: false,
      nextStep,
    });
  if (!parsed.success || !headerSafe.test(parsed.data.ticket)) {
    throw failure('the login brought no ticket', nextStepFor('unauthorized'));
  }
  if (parsed.data.NeedTFA) {
    throw failure(
      'the user needs a second factor, which a service cannot give',
      'Give this source an API token instead.',
    );
  }
  const { ticket, CSRFPreventionToken } = parsed.data;
  return { ticket, csrfToken: CSRFPreventionToken };
}
