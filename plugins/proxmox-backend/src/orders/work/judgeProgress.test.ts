import { Diagnosis } from '@rackstage/plugin-proxmox-common';
import { aTenantCluster } from '../../__testUtils__/aTenantCluster';
import { describeDuration, judgeProgress, Sighting } from './judgeProgress';

const TIMEOUT_MS = 30 * 60_000;

function aDiagnosis(ruleId: string): Diagnosis {
  return {
    ruleId,
    severity: 'error',
    text: `It is ${ruleId}.`,
    params: {},
    nextStep: 'Do something.',
  };
}

function judge(changes: Partial<Sighting>) {
  return judgeProgress({
    cluster: aTenantCluster({ ready: false }),
    progress: [
      { subject: 'Infrastructure', text: 'ready', isDone: true },
      { subject: 'Control plane', text: 'starting', isDone: false },
    ],
    diagnoses: [],
    elapsedMs: 60_000,
    observedMs: 60_000,
    givenUpMs: 0,
    timeoutMs: TIMEOUT_MS,
    ...changes,
  });
}

describe('judgeProgress', () => {
  it('waits, and says for what', () => {
    expect(judge({})).toEqual({
      is: 'waiting',
      message: 'Control plane: starting.',
    });
    expect(judge({ diagnoses: [aDiagnosis('agent-silent')] })).toEqual({
      is: 'waiting',
      message: 'It is agent-silent. Do something.',
    });
  });

  it('calls ready what is ready, with its pool', () => {
    const cluster = aTenantCluster();
    expect(judge({ cluster })).toEqual({ is: 'ready' });
    // The pool was not seen yet: nobody knows of its workers.
    expect(judge({ cluster: { ...cluster, pools: [] } }).is).toBe('waiting');
  });

  it('fails where the provider has given up for longer than a replacement takes', () => {
    const diagnoses = [
      aDiagnosis('load-balancer-address-missing'),
      aDiagnosis('template-not-found'),
    ];
    expect(judge({ diagnoses, givenUpMs: 14_000 }).is).toBe('waiting');
    expect(judge({ diagnoses, givenUpMs: 15_000 })).toEqual({
      is: 'failed',
      message: 'It is template-not-found. Do something.',
    });
    expect(judge({ givenUpMs: 15_000 }).is).toBe('failed');
  });

  it('fails where Cluster API counts the cluster as failed, long before its time is up', () => {
    const cluster = aTenantCluster({ phase: 'Failed', ready: false });
    expect(judge({ cluster, givenUpMs: 15_000 })).toEqual({
      is: 'failed',
      message: `Cluster API counts ${cluster.name} as failed. Control plane: starting.`,
    });
  });

  it('fails when its time is up and it was watched long enough', () => {
    const late = { elapsedMs: TIMEOUT_MS };
    expect(judge({ ...late, observedMs: 59_000 }).is).toBe('waiting');
    expect(judge(late)).toEqual({
      is: 'failed',
      message: 'Not ready after 30 minutes. Control plane: starting.',
    });
    expect(judge({ ...late, cluster: undefined, progress: [] })).toEqual({
      is: 'failed',
      message:
        'Not ready after 30 minutes. The management cluster does not show the cluster.',
    });
  });

  it('fails where somebody deletes the cluster', () => {
    const cluster = aTenantCluster({ deletingSince: '2026', ready: false });
    expect(judge({ cluster })).toMatchObject({
      is: 'failed',
      message: expect.stringContaining('is being deleted since 2026'),
    });
  });
});

describe('describeDuration', () => {
  it.each([
    [1_000, '1 second'],
    [90_000, '90 seconds'],
    [120_000, '2 minutes'],
    [1_800_000, '30 minutes'],
  ])('writes %s ms', (milliseconds, text) => {
    expect(describeDuration(milliseconds)).toBe(text);
  });
});
