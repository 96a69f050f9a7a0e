import { SourceState } from '@rackstage/plugin-proxmox-common';
import { describeSource } from './describeSource';
import { aSourceState } from '../../__testUtils__/aSourceState';

const unreachable = {
  code: 'unreachable',
  message: 'https://pve1.example.com:8006 refuses connections.',
  nextStep: 'Check that pveproxy runs on pve1.',
  since: '2026-11-21T10:05:00.000Z',
} as const;
const privilegesMissing = {
  code: 'privileges-missing',
  message: 'VM.Audit is missing on /pool/secret-project.',
  nextStep: 'Give the token the role PVEAuditor there.',
  since: '2026-11-21T10:02:00.000Z',
} as const;

describe('describeSource', () => {
  it.each<[string, Partial<SourceState>, string]>([
    ['healthy', {}, 'healthy'],
    ['degraded', { warnings: [privilegesMissing] }, 'degraded'],
    ['failing', { error: unreachable }, 'failing'],
    ['pending', { data: undefined, asOf: undefined }, 'pending'],
    [
      'failing, never read',
      { data: undefined, asOf: undefined, error: unreachable },
      'failing',
    ],
  ])('tells that a source is %s', (_name, state, health) => {
    expect(
      describeSource(aSourceState(state), { mayReadCluster: true }).health,
    ).toBe(health);
  });

  it('tells all to those who may read the cluster, the error first', () => {
    const age = describeSource(
      aSourceState({ error: unreachable, warnings: [privilegesMissing] }),
      { mayReadCluster: true },
    );

    expect(age.problems).toEqual([unreachable, privilegesMissing]);
  });

  it('tells others that it fails, since when and how old the data are, but not where', () => {
    const age = describeSource(
      aSourceState({ error: unreachable, warnings: [privilegesMissing] }),
      { mayReadCluster: false },
    );

    expect(age.problems).toEqual([
      {
        code: 'upstream-error',
        message:
          'Frankfurt cannot be read at present. What is shown was read at 2026-11-21T10:00:00.000Z.',
        nextStep: 'Tell the team that operates it.',
        since: '2026-11-21T10:02:00.000Z',
      },
    ]);
    expect(JSON.stringify(age)).not.toMatch(/pve1|secret-project/);
  });

  it('has nothing to tell of a healthy source', () => {
    expect(
      describeSource(aSourceState(), { mayReadCluster: false }).problems,
    ).toEqual([]);
  });
});
