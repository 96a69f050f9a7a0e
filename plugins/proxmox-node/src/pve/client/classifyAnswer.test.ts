import { classifyAnswer } from './classifyAnswer';

describe('classifyAnswer', () => {
  it.each([
    [
      'unable to find configuration file for VM 4711 on node pve1',
      'not-found',
      false,
    ],
    [
      "hostname lookup 'pve9' failed - failed to get address info",
      'not-found',
      false,
    ],
    ["storage 'tank' does not exist", 'not-found', false],
    ['VM is locked (backup)', 'locked', false],
    ['CT is locked', 'locked', false],
    [
      "create pool failed: cfs-lock 'file-user_cfg' error: no quorum!",
      'no-quorum',
      true,
    ],
    ["cfs-lock 'storage-ceph' error: got lock request timeout", 'locked', true],
    ['VM 300 qmp command failed - got timeout', 'upstream', true],
    ['QEMU guest agent is not running', 'upstream', false],
    ['VM 300 already running', 'upstream', false],
  ])('500 "%s" is %s, retryable: %s', (reason, kind, retryable) => {
    expect(classifyAnswer(500, reason)).toEqual({ kind, retryable });
  });

  it('never reads a 401 by its words, which differ between releases', () => {
    const kinds = [
      'No ticket',
      'permission denied - invalid PVE ticket',
      'Authentication failed!',
    ].map(reason => classifyAnswer(401, reason).kind);

    expect(new Set(kinds)).toEqual(new Set(['unauthorized']));
  });
});
