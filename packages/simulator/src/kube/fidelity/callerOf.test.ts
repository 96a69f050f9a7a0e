import type { JsonObject } from '../../fidelity/types';
import { callerOf, tokenOf, usersIn } from './callerOf';
import type { KubeRecording } from './types';

function answered(
  status: number,
  body: JsonObject,
  path = '/api/v1/namespaces',
): KubeRecording {
  return {
    family: 'auth',
    index: 0,
    id: 'one',
    at: 0,
    writtenAt: 0,
    request: { method: 'POST', path, headers: [] },
    answer: { status, headers: [], body },
  };
}

const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const refused = (user: string) =>
  answered(403, { message: `x is forbidden: User "${user}" cannot list` });

it.each<[string, KubeRecording, string | undefined]>([
  ['nobody for 401', answered(401, {}), undefined],
  ['whom a refusal names', refused('nobody'), 'nobody'],
  [
    'whom a review of oneself names',
    answered(201, { status: { userInfo: { username: 'alice' } } }),
    'alice',
  ],
  [
    'a limited user whom a review denies something',
    answered(201, { status: { allowed: false } }, review),
    'alice',
  ],
  [
    'the administrator, who may do everything without a reason',
    answered(201, { status: { allowed: true } }, review),
    'admin',
  ],
  ['the administrator for the rest', answered(200, {}), 'admin'],
])('finds %s', (_what, recording, caller) => {
  expect(callerOf(recording)).toBe(caller);
});

it('makes a user of everybody who is refused by name', () => {
  const account = 'system:serviceaccount:demo:portal';
  const users = usersIn([refused(account), refused('system:anonymous')]);
  const names = users.map(({ name }) => name);
  expect(names).toEqual(['admin', 'alice', 'nobody', account]);
  expect(users[3].token).toBe(tokenOf(account));
});
