import { Machine, Task } from '@rackstage/plugin-proxmox-common';
import {
  aCondition,
  aMachine,
  aRefusedClaim,
  aStuckMachine,
  aTenantCluster,
  A_MOMENT_AGO,
  NOW,
} from '../../../__testUtils__/aTenantCluster';
import { diagnoseTenantCluster } from './diagnoseTenantCluster';
import { TenantClusterFindings } from './TenantClusterFindings';

function diagnose(changes: Partial<TenantClusterFindings> = {}) {
  return diagnoseTenantCluster({
    cluster: aTenantCluster(),
    machines: [],
    claims: [],
    pools: [],
    state: { source: 'mgmt-a', title: 'Management A', asOf: NOW.toISOString() },
    tasks: new Map(),
    now: NOW,
    ...changes,
  });
}

const idsOf = (changes: Partial<TenantClusterFindings>) =>
  diagnose(changes).map(({ ruleId }) => ruleId);

const stuckAt = (reason: string, message?: string) =>
  aStuckMachine(aCondition('VirtualMachineProvisioned', reason, { message }));

describe('diagnoseTenantCluster', () => {
  it('has nothing to say of a cluster that is well', () => {
    expect(diagnose({ machines: [aMachine()] })).toEqual([]);
  });

  it.each([
    [
      'memory-does-not-fit',
      'VMProvisionFailed',
      'cannot reserve 8589934592B of memory on node pve1: 1024B available memory left',
    ],
    [
      'template-not-found',
      'VMProvisionFailed',
      'found 2 VM templates with tags "capi"',
    ],
    [
      'clone-to-other-storage',
      'CloningFailed',
      "Can't clone to non-shared storage 'local-lvm'",
    ],
    [
      'clone-lock',
      'TaskFailed',
      "qmclone: clone failed: can't lock file '/var/lock/qemu-server/lock-9000.conf' - got timeout",
    ],
    [
      'vmid-taken-twice',
      'VMProvisionFailed',
      'expected VM name to match "a" but it was "b"',
    ],
    [
      'cloud-init-disk-refused',
      'VMProvisionFailed',
      'unable to inject CloudInit ISO: boot.legacy',
    ],
    ['cloud-init-failed', 'VMProvisionFailed', 'cloud-init failed execution'],
    [
      'vmid-range-exhausted',
      'VMProvisionFailed',
      'No free vmid found in vmIDRange 20000-20099',
    ],
    ['proxmox-refuses', 'CloningFailed', 'not authorized to access endpoint'],
    ['proxmox-refuses', 'CloningFailed', 'cannot find node with name pve9'],
    ['machine-failed', 'VMProvisionFailed', 'something that nobody has seen'],
  ])('recognises %s by what the provider wrote', (ruleId, reason, message) => {
    const [diagnosis, ...more] = diagnose({
      machines: [stuckAt(reason, message)],
    });

    expect(more).toEqual([]);
    expect(diagnosis).toMatchObject({ ruleId, severity: 'error' });
    expect(diagnosis.text).toMatch(/^Machine acme-md-0-a: .*\.$/);
    expect(diagnosis.nextStep).toBeTruthy();
    expect(diagnosis.evidence?.[0]).toMatchObject({
      kind: 'condition',
      title: 'ProxmoxMachine acme-md-0-a: VirtualMachineProvisioned',
      text: expect.stringContaining(message),
    });
  });

  it.each([
    ['memory-does-not-fit', 'InsufficientResources'],
    ['template-not-found', 'VMTemplateNotFound'],
    ['cloud-init-failed', 'BootstrapFailed'],
  ])('recognises %s in the old dialect', (ruleId, failureReason) => {
    const machine = stuckAt('Cloning');
    const proxmoxMachine = { ...machine.proxmoxMachine!, failureReason };

    expect(idsOf({ machines: [{ ...machine, proxmoxMachine }] })).toEqual([
      ruleId,
    ]);
  });

  it('finds the cause in the log of the Proxmox task, and quotes its end', () => {
    const task: Task = {
      source: 'fra',
      upid: 'UPID:pve1:0000ABCD:01234567:6740A0B0:qmclone:9000:capmox@pve!capi:',
      node: 'pve1',
      type: 'qmclone',
      id: '9000',
      user: 'capmox@pve!capi',
      startedAt: A_MOMENT_AGO,
      outcome: 'failed',
      message: 'clone failed',
    };
    const logLines = ['create full clone', "can't lock file - got timeout"];
    const [diagnosis] = diagnose({
      machines: [stuckAt('TaskFailed', 'qmclone: clone failed')],
      tasks: new Map([['acme-md-0-a', { task, logLines }]]),
    });

    expect(diagnosis.ruleId).toBe('clone-lock');
    expect(diagnosis.evidence?.slice(1)).toEqual([
      {
        kind: 'task',
        title: 'qmclone on pve1',
        text: expect.stringContaining('failed: clone failed'),
      },
      { kind: 'log', title: 'Log of qmclone', text: logLines.join('\n') },
    ]);
  });

  it('says that the pool is exhausted, and how much it holds', () => {
    const [diagnosis] = diagnose({
      machines: [stuckAt('WaitingForStaticIPAllocation')],
      claims: [aRefusedClaim('PoolExhausted')],
      pools: [
        {
          namespace: 'tenant-team-a',
          name: 'acme-v4-icip',
          addresses: ['10.0.0.150-10.0.0.151'],
          total: 2,
          used: 2,
          free: 0,
        },
      ],
    });

    expect(diagnosis).toMatchObject({
      ruleId: 'address-pool-exhausted',
      text: 'Machine acme-md-0-a: no address is free in pool acme-v4-icip (10.0.0.150-10.0.0.151: 2 of 2 used).',
    });
  });

  it('suspects the IPAM provider where a claim is not answered, or nobody made one', () => {
    const machines = [stuckAt('WaitingForStaticIPAllocation')];
    const claim = { ...aRefusedClaim('x'), conditions: [] };

    expect(idsOf({ machines })).toEqual(['address-not-allocated']);
    expect(idsOf({ machines, claims: [claim] })).toEqual([
      'address-not-allocated',
    ]);
  });

  it.each([
    ['error', undefined],
    ['info', A_MOMENT_AGO],
  ])('calls a silent agent an %s, since %s', (severity, since) => {
    const machine = aStuckMachine(
      aCondition('VMProvisioned', 'WaitingForCloudInit', { since }),
    );

    expect(diagnose({ machines: [machine] })).toMatchObject([
      {
        ruleId: 'agent-silent',
        severity,
        evidence: [{ kind: 'condition' }, { kind: 'guest' }],
      },
    ]);
  });

  const provisioned = (changes: Partial<Machine>): Machine => ({
    ...aMachine(),
    ready: false,
    nodeName: undefined,
    ...changes,
  });

  it('tells a machine that never started from one whose node has another provider ID', () => {
    const { guest } = aMachine();

    expect(
      idsOf({
        machines: [provisioned({ guest: { ...guest!, status: 'stopped' } })],
      }),
    ).toEqual(['never-started']);
    expect(idsOf({ machines: [provisioned({})] })).toEqual(['node-missing']);
  });

  it('notices what nobody works on, and what does not go away', () => {
    const { proxmoxMachine } = aMachine();
    const untouched = provisioned({
      proxmoxMachine: { ...proxmoxMachine!, conditions: [] },
    });

    expect(idsOf({ machines: [untouched] })).toEqual(['machine-untouched']);
    expect(
      idsOf({ machines: [{ ...untouched, createdAt: A_MOMENT_AGO }] }),
    ).toEqual([]);
    expect(
      idsOf({
        machines: [aMachine({ deletingSince: '2026-11-21T09:30:00.000Z' })],
      }),
    ).toEqual(['machine-deletion-stuck']);
  });

  it('blames the control plane where bootstrap data are missing because of it', () => {
    const cluster = aTenantCluster();
    const controlPlane = {
      ...cluster.controlPlane!,
      conditions: [aCondition('KamajiControlPlaneIsInitialized', 'Failed')],
    };
    const machines = [stuckAt('WaitingForBootstrapData')];

    expect(
      diagnose({ cluster: { ...cluster, controlPlane }, machines })[0],
    ).toMatchObject({
      ruleId: 'bootstrap-data-missing',
      nextStep: 'Look at the control plane first.',
    });
    expect(diagnose({ machines })[0].nextStep).toContain('kubeadm bootstrap');
  });

  it('says once what several machines have in common', () => {
    const machines = ['a', 'b', 'c', 'd'].map(name =>
      aStuckMachine(
        aCondition('VirtualMachineProvisioned', 'CloningFailed', {
          message: 'not authorized to access endpoint',
        }),
        { name },
      ),
    );
    const found = diagnose({ machines });

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      text: expect.stringMatching(/^Machines a, b, c and 1 more: /),
      params: { machines: 4, machine: 'a' },
    });
  });

  describe('of the cluster as a whole', () => {
    const untouched = aTenantCluster({
      phase: 'Unknown',
      conditions: [],
      endpoint: undefined,
      controlPlane: {
        kind: 'KamajiControlPlane',
        name: 'acme',
        conditions: [],
      },
      infrastructure: { kind: 'ProxmoxCluster', name: 'acme', conditions: [] },
      pools: [],
    });

    it('says that no controller has acted, after some patience', () => {
      const [diagnosis, ...more] = diagnose({ cluster: untouched });

      expect(more).toEqual([]);
      expect(diagnosis).toMatchObject({
        ruleId: 'no-controller-acted',
        severity: 'error',
        text: expect.stringContaining(
          'since it was created at 2026-11-21T09:30',
        ),
      });
      expect(diagnosis.evidence?.map(({ title }) => title)).toEqual([
        'Cluster acme',
        'KamajiControlPlane acme',
        'ProxmoxCluster acme',
      ]);
      expect(
        idsOf({ cluster: { ...untouched, createdAt: A_MOMENT_AGO } }),
      ).toEqual([]);
    });

    const { controlPlane, infrastructure } = aTenantCluster();

    it.each<[string, Partial<TenantClusterFindings>]>([
      ['cluster-paused', { cluster: aTenantCluster({ paused: true }) }],
      [
        'control-plane-untouched',
        {
          cluster: { ...untouched, conditions: [aCondition('Available', 'x')] },
        },
      ],
      [
        'load-balancer-address-missing',
        {
          cluster: aTenantCluster({
            endpoint: undefined,
            controlPlane: {
              ...controlPlane!,
              tenantControlPlane: { name: 'acme', serviceAddresses: [] },
            },
          }),
        },
      ],
      [
        'proxmox-unavailable',
        {
          cluster: aTenantCluster({
            infrastructure: {
              ...infrastructure!,
              conditions: [
                aCondition('ProxmoxAvailable', 'ProxmoxUnreachable'),
              ],
            },
          }),
        },
      ],
      [
        'infrastructure-untouched',
        {
          cluster: aTenantCluster({
            infrastructure: { ...infrastructure!, conditions: [] },
          }),
        },
      ],
      [
        'provider-versions',
        {
          cluster: aTenantCluster({
            conditions: [
              aCondition('InfrastructureReady', 'InternalError', {
                message: 'failed to call webhook: no endpoints available',
              }),
            ],
          }),
        },
      ],
      [
        'control-plane-waits',
        {
          cluster: aTenantCluster({
            controlPlane: {
              ...controlPlane!,
              conditions: [
                aCondition('KamajiControlPlaneIsReady', 'Failed', {
                  message: 'DataStore is not ready',
                }),
              ],
            },
          }),
        },
      ],
      [
        'deletion-stuck',
        {
          cluster: aTenantCluster({
            deletingSince: '2026-11-21T09:30:00.000Z',
          }),
        },
      ],
      [
        'source-failing',
        {
          state: {
            source: 'mgmt-a',
            title: 'Management A',
            error: {
              code: 'unreachable',
              message: 'refuses connections',
              nextStep: 'look',
              since: A_MOMENT_AGO,
            },
          },
        },
      ],
    ])('recognises %s, and nothing else with it', (ruleId, changes) => {
      expect(idsOf(changes)).toEqual([ruleId]);
    });

    it('puts the worst first', () => {
      expect(
        idsOf({
          cluster: aTenantCluster({ paused: true }),
          machines: [stuckAt('VMProvisionFailed', 'unknown')],
        }),
      ).toEqual(['machine-failed', 'cluster-paused']);
    });
  });
});
