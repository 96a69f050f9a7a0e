import type { Condition } from '../objects/kinds';
import {
  CheckedMachine,
  findSymptoms,
  HealthChecks,
  isRemediationAllowed,
  noticeMs,
  parseDuration,
  readHealthChecks,
  remediationsAllowed,
  symptomKeys,
} from './healthChecks';

const ready = (status: Condition['status']): Condition => ({
  type: 'Ready',
  status,
});

const checks: HealthChecks = {
  startupMs: 1200_000,
  node: [
    { type: 'Ready', status: 'False', timeoutMs: 300_000 },
    { type: 'Ready', status: 'Unknown', timeoutMs: 300_000 },
  ],
  machine: [
    { type: 'InfrastructureReady', status: 'False', timeoutMs: 60_000 },
  ],
};

const running: CheckedMachine = {
  hadNode: true,
  node: [ready('True')],
  conditions: [],
  mayStart: true,
};

describe('readHealthChecks', () => {
  it('reads the same out of both versions', () => {
    const old = readHealthChecks({
      clusterName: 'acme',
      selector: {},
      maxUnhealthy: '40%',
      nodeStartupTimeout: '20m',
      unhealthyConditions: [
        { type: 'Ready', status: 'False', timeout: '300s' },
      ],
    });
    expect(old).toEqual(
      readHealthChecks({
        clusterName: 'acme',
        selector: {},
        checks: {
          nodeStartupTimeoutSeconds: 1200,
          unhealthyNodeConditions: [
            { type: 'Ready', status: 'False', timeoutSeconds: 300 },
          ],
        },
        remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
      }),
    );
    expect(old.startupMs).toBe(1200_000);
  });

  it('gives a machine ten minutes to start where nothing is said', () => {
    const spec = { clusterName: 'acme', selector: {} };
    expect(readHealthChecks(spec).startupMs).toBe(600_000);
    expect(readHealthChecks({ ...spec, checks: {} }).startupMs).toBe(600_000);
  });

  it.each([
    ['20m', 1200_000],
    ['1h0m30s', 3630_000],
    ['300s', 300_000],
    ['0s', 0],
  ])('takes %s for %d ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});

describe('findSymptoms', () => {
  const find = (change: Partial<CheckedMachine>) =>
    findSymptoms(checks, { ...running, ...change });

  it('finds none with a ready node', () => {
    expect(find({})).toEqual([]);
  });

  it.each(['False', 'Unknown'] as const)(
    'bears a node that is %s for a while',
    status => {
      expect(find({ node: [ready(status)] })).toEqual([
        {
          reason: 'UnhealthyNode',
          message: `Condition Ready on Node is reporting status ${status} for more than 300s`,
          timeoutMs: 300_000,
          key: `Node Ready ${status}`,
        },
      ]);
    },
  );

  it('looks at the machine itself where it is asked to', () => {
    const infrastructure: Condition = {
      type: 'InfrastructureReady',
      status: 'False',
    };
    expect(find({ conditions: [infrastructure] })).toMatchObject([
      { reason: 'UnhealthyMachine', timeoutMs: 60_000 },
    ]);
  });

  it('bears a node that is gone, or a provider that gave up, until it is noticed', () => {
    expect(find({ node: undefined })).toMatchObject([
      { reason: 'NodeDeleted', timeoutMs: noticeMs },
    ]);
    expect(
      find({ hadNode: false, node: undefined, failureReason: 'CreateError' }),
    ).toMatchObject([{ reason: 'MachineHasFailure', timeoutMs: noticeMs }]);
  });

  it('gives a machine the time to become a node, once its cluster is ready for nodes', () => {
    const young = { hadNode: false, node: undefined };
    expect(find(young)).toMatchObject([
      { reason: 'NodeStartupTimeout', timeoutMs: 1200_000 },
    ]);
    expect(find({ ...young, mayStart: false })).toEqual([]);
    expect(
      findSymptoms({ ...checks, startupMs: 0 }, { ...running, ...young }),
    ).toEqual([]);
  });

  it('has a key for everything that it could find', () => {
    const found = [
      ...find({ node: [ready('False'), ready('Unknown')] }),
      ...find({
        conditions: [{ type: 'InfrastructureReady', status: 'False' }],
      }),
      ...find({ hadNode: false, node: undefined }),
      ...find({ node: undefined }),
      ...find({ failureReason: 'CreateError' }),
    ];
    expect(symptomKeys(checks).sort()).toEqual(
      found.map(({ key }) => key).sort(),
    );
  });
});

describe('how many may be replaced', () => {
  it.each([
    // limit, range, expected, unhealthy, allowed, left
    [undefined, undefined, 3, 3, true, 0],
    ['40%', undefined, 5, 2, true, 0],
    ['40%', undefined, 5, 3, false, 0],
    // Rounded down to none.
    ['40%', undefined, 2, 1, false, 0],
    [1, undefined, 2, 1, true, 0],
    [2, undefined, 4, 0, true, 2],
    [undefined, '[2-3]', 9, 1, false, 0],
    [undefined, '[2-3]', 9, 2, true, 1],
    [undefined, '[2-3]', 9, 4, false, 0],
  ])(
    'with limit %s and range %s of %d machines, %d of them unhealthy',
    (...[limit, range, expected, unhealthy, isAllowed, left]) => {
      const counts = { expected, unhealthy };
      expect(isRemediationAllowed({ ...checks, limit, range }, counts)).toBe(
        isAllowed,
      );
      expect(remediationsAllowed({ ...checks, limit, range }, counts)).toBe(
        left,
      );
    },
  );
});
