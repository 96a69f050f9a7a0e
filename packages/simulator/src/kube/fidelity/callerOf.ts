import { isObject } from '../../fidelity/json';
import type { Json } from '../../fidelity/types';
import type { KubeRecording } from './types';

/** Who the recorder was, besides refused service accounts. */
const callers = [
  { name: 'admin', groups: ['system:masters'] },
  { name: 'alice', uid: 'alice-uid', groups: ['tenant-acme-users'] },
  { name: 'nobody', groups: [] },
];

const selfReview = /\/selfsubject(access|rules)reviews$/;

function statusOf(body: Json | undefined): { [key: string]: Json | undefined } {
  return isObject(body) && isObject(body.status) ? body.status : {};
}

/** Whether a review about its own caller shows one who may not do everything. */
function isLimited({ request, answer }: KubeRecording): boolean {
  if (!selfReview.test(request.path)) return false;
  const { allowed, reason, resourceRules } = statusOf(answer.body);
  if (resourceRules !== undefined) {
    return !JSON.stringify(resourceRules).includes('"verbs":["*"]');
  }
  return allowed === false || reason !== undefined;
}

/**
 * Who sent a request. Tokens are not recorded, but refusals name their user,
 * a review of oneself shows who asks, and the rest was sent as administrator.
 *
 * @returns undefined for a token that nobody has
 */
export function callerOf(recording: KubeRecording): string | undefined {
  const { status, body, stream } = recording.answer;
  if (status === 401) return undefined;
  const text = JSON.stringify([body ?? null, stream ?? null]);
  // who acts as somebody else is refused in their own name, and named so
  const isActing = recording.request.headers.some(([name]) =>
    /^impersonate-/i.test(name),
  );
  if (isActing && !text.includes('cannot impersonate')) return 'admin';
  const refused = /User \\"([^"\\]+)\\" cannot/.exec(text)?.[1];
  if (status === 403 && refused !== undefined) return refused;
  const { userInfo } = statusOf(body);
  if (isObject(userInfo)) return String(userInfo.username);
  return isLimited(recording) ? 'alice' : 'admin';
}

/** Everybody who sent something, as users of a simulated server. */
export function usersIn(recordings: KubeRecording[]) {
  const known = callers.map(({ name }) => name);
  const others = recordings
    .map(callerOf)
    .filter(name => name !== undefined && !known.includes(name))
    .filter(name => name !== 'system:anonymous');
  const all = [
    ...callers,
    ...[...new Set(others)].map(name => ({ name: String(name), groups: [] })),
  ];
  return all.map(caller => ({ ...caller, token: tokenOf(caller.name) }));
}

/** The token by which a simulated server knows a caller. */
export function tokenOf(caller: string | undefined): string {
  return `token-of-${caller ?? 'no-one'}`;
}
