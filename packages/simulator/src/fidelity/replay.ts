import type { World } from '../pve/world/World';
import { rootPassword } from './buildWorld';
import { compareAnswer, Knowledge } from './compareAnswer';
import { completeRequest } from './completeRequest';
import { planExpiredToken, planToken, tokenName } from './credentials';
import { objectOf, parseJson, textOf } from './json';
import { pauseBefore } from './pauseBefore';
import { planCompletion, planNamedDisk } from './planCompletion';
import { planWorld, SetKnowledge } from './plan/planWorld';
import { ReplayServer } from './ReplayServer';
import type {
  Credentials,
  Outcome,
  RecordedRequest,
  Recording,
  WireAnswer,
} from './types';
import { sendRequest } from './wireClient';

/** What is needed to replay recordings. */
export interface ReplayContext {
  server: ReplayServer;
  knowledge: Knowledge;
  /** What each set tells of its guests and tasks. */
  setKnowledge: (recording: Recording) => SetKnowledge;
}

interface Login {
  ticket: string;
  csrf: string;
}

async function logIn(server: ReplayServer): Promise<Login> {
  const answer = await sendRequest({
    url: server.url,
    caPem: server.caPem,
    method: 'POST',
    target: '/api2/json/access/ticket',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `username=root%40pam&password=${rootPassword}`,
  });
  const data = objectOf(objectOf(parseJson(answer.text)).data);
  const ticket = textOf(data.ticket);
  if (!ticket) {
    throw new Error(
      `The simulator did not let root@pam log in: ${answer.status} ${answer.reason}`,
    );
  }
  return { ticket, csrf: textOf(data.CSRFPreventionToken) ?? '' };
}

const badTokens: Record<
  Extract<Credentials, { kind: 'bad-token' }>['form'],
  string
> = {
  secret: 'root@pam!stale=11111111-1111-1111-1111-111111111111',
  expired: 'root@pam!stale=00000000-0000-0000-0000-000000000000',
  malformed: 'rubbish',
  'no-realm': 'root!stale=11111111-1111-1111-1111-111111111111',
  unknown: 'root@pam!nobody=11111111-1111-1111-1111-111111111111',
  'unknown-user': 'nobody@pve!stale=11111111-1111-1111-1111-111111111111',
};

interface Sender {
  server: ReplayServer;
  world: World;
  login: () => Promise<Login>;
}

async function credentialHeaders(
  recording: Recording,
  { world, login }: Sender,
): Promise<Record<string, string>> {
  const { credentials, method } = recording.request;
  switch (credentials.kind) {
    case 'none':
      return {};
    case 'bearer':
      return { Authorization: 'Bearer abcdef' };
    case 'bad-token':
      return { Authorization: `PVEAPIToken=${badTokens[credentials.form]}` };
    case 'bad-ticket':
      return {
        Cookie: `PVEAuthCookie=${
          credentials.form === 'malformed'
            ? 'rubbish'
            : 'PVE:root@pam:00000001::c2lnbmF0dXJl'
        }`,
      };
    case 'token': {
      const name = tokenName(recording);
      const user = world.users.get('root@pam');
      const token = user?.tokens.find(({ id }) => id === name);
      return {
        Authorization: `PVEAPIToken=root@pam!${name}=${token?.secret ?? ''}`,
      };
    }
    default: {
      const { ticket, csrf } = await login();
      const isWrite = method !== 'GET' && credentials.csrf !== 'missing';
      const sent = credentials.csrf === 'wrong' ? '00000000:d3Jvbmc' : csrf;
      return {
        Cookie: `PVEAuthCookie=${ticket}`,
        ...(isWrite ? { CSRFPreventionToken: sent } : {}),
      };
    }
  }
}

/** Recorders removed the passwords: a successful login had the right one. */
function withPassword(
  recording: Recording,
  request: RecordedRequest,
): RecordedRequest {
  const { body } = request;
  const isLogin = request.path === '/access/ticket' && body;
  if (!isLogin || !body.text.includes('REDACTED')) return request;
  const password = recording.answer.status === 200 ? rootPassword : 'wrong';
  return {
    ...request,
    body: { ...body, text: body.text.replace('REDACTED', password) },
  };
}

async function send(
  recording: Recording,
  completed: RecordedRequest,
  sender: Sender,
): Promise<WireAnswer> {
  const request = withPassword(recording, completed);
  const headers: Record<string, string> = await credentialHeaders(
    recording,
    sender,
  );
  if (request.body) headers['Content-Type'] = request.body.contentType;
  // The exact set was recorded by a client that closes every connection.
  headers.Connection = recording.exact ? 'close' : 'keep-alive';
  if (request.acceptGzip) headers['Accept-Encoding'] = 'gzip';
  return sendRequest({
    url: sender.server.url,
    caPem: sender.server.caPem,
    method: request.method,
    target: request.target,
    headers,
    body: request.body?.text,
  });
}

/** Task ids are the simulator's own; later requests must use them. */
class TaskIds {
  readonly #known = new Map<string, string>();

  learn(recording: Recording, answer: WireAnswer): void {
    const recorded = objectOf(recording.answer.body).data;
    const given = objectOf(parseJson(answer.text)).data;
    if (typeof recorded !== 'string' || typeof given !== 'string') return;
    if (recorded.startsWith('UPID:')) this.#known.set(recorded, given);
  }

  apply(request: RecordedRequest): RecordedRequest {
    let { target } = request;
    for (const [recorded, given] of this.#known) {
      target = target.replace(recorded, given);
    }
    return { ...request, target };
  }
}

/** Replays one session: a single recording, or a story in its order. */
export async function replaySession(
  session: Recording[],
  context: ReplayContext,
): Promise<Outcome[]> {
  const { server, knowledge } = context;
  const { schema } = knowledge;
  const plan = planWorld(session, schema, context.setKnowledge(session[0]));
  const requests = session.map(recording => completeRequest(recording, schema));
  session.forEach((recording, index) => {
    planToken(plan, recording);
    planExpiredToken(plan, recording);
    planCompletion(plan, recording, requests[index]);
    planNamedDisk(plan, recording, requests[index]);
  });
  const world = await server.arrange(plan);
  let loggedIn: Promise<Login> | undefined;
  const login = () => (loggedIn ??= logIn(server));
  const sender = { server, world, login };
  const taskIds = new TaskIds();
  const outcomes: Outcome[] = [];
  for (const [index, recording] of session.entries()) {
    if (index > 0) {
      await server.clock.advance(pauseBefore(recording, session[index - 1]));
    }
    const answer = await send(
      recording,
      taskIds.apply(requests[index]),
      sender,
    );
    taskIds.learn(recording, answer);
    const differences = compareAnswer(recording, answer, knowledge);
    outcomes.push({
      recording,
      verdict:
        differences.length === 0
          ? { kind: 'reproduced' }
          : { kind: 'different', differences },
    });
  }
  return outcomes;
}
