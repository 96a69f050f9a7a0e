import {
  planExpiredToken,
  planToken,
  tokenName,
  tokenRights,
} from './credentials';
import { emptyPlan } from './plan/WorldPlan';
import { recordingOf } from './testRecordings';
import type { RecordedAnswer } from './types';

const tokenCall = (
  path: string,
  answer: Partial<RecordedAnswer> = {},
  label = '',
) =>
  recordingOf({
    label,
    request: { path, credentials: { kind: 'token' } },
    answer,
  });

const refused = (reason: string) =>
  tokenCall('/nodes/n/qemu/812/config', { status: 403, reason });

describe('credentials', () => {
  it.each([
    ['a success', tokenCall('/version'), 'all'],
    [
      'a refusal',
      refused('Permission check failed (/vms/812, VM.Audit)'),
      'none',
    ],
    ['a bare refusal', refused('Permission check failed'), 'none'],
    [
      'what only root may do',
      refused(
        'Permission check failed (mount point type bind is only allowed for root@pam)',
      ),
      'all',
    ],
    [
      'an empty list',
      tokenCall('/storage', {}, 'token-noperm-storage-list'),
      'none',
    ],
    ['its own permissions', tokenCall('/access/permissions'), 'shown'],
  ])('tells from %s what a token may', (_what, recording, rights) => {
    expect(tokenRights(recording)).toBe(rights);
  });

  it('grants exactly what an answer shows', () => {
    const world = emptyPlan();
    planToken(
      world,
      tokenCall('/access/permissions', {
        body: { data: { '/pool/p': { 'VM.Audit': 1 } } },
      }),
    );
    expect(world.acl).toMatchObject([
      { path: '/pool/p', type: 'token', ugid: 'root@pam!fidelity' },
    ]);
    expect([...world.roles.values()]).toEqual([['VM.Audit']]);
    expect(world.users.get('root@pam')?.tokens).toMatchObject([
      { id: 'fidelity', hasSeparatePrivileges: true },
    ]);
  });

  it('lets a token that is refused one option change another', () => {
    const world = emptyPlan();
    planToken(
      world,
      refused('Permission check failed (/vms/812, VM.Config.Memory)'),
    );
    expect(world.acl[0].path).toBe('/vms/812');
    expect(world.roles.get('OtherOptions')).toEqual([
      'VM.Audit',
      'VM.Config.CDROM',
    ]);
  });

  it('uses the name that a task id of the answer shows', () => {
    const upid = 'UPID:n:00000001:00000001:00000001:vncproxy:812:root@pam!ci:';
    expect(
      tokenName(
        tokenCall('/nodes/n/qemu/812/vncproxy', { body: { data: { upid } } }),
      ),
    ).toBe('ci');
  });

  it('plans an expired token for the call that uses one', () => {
    const world = emptyPlan();
    const credentials = { kind: 'bad-token', form: 'expired' } as const;
    planExpiredToken(world, recordingOf({ request: { credentials } }));
    expect(world.users.get('root@pam')?.tokens[0].expire).toBe(1000);
  });
});
