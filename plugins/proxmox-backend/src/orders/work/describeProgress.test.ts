import { Condition, TenantCluster } from '@rackstage/plugin-proxmox-common';
import { anOrderSpec } from '../../__testUtils__/anOrder';
import {
  aCondition,
  aMachine,
  aStuckMachine,
  aTenantCluster,
} from '../../__testUtils__/aTenantCluster';
import { describeProgress } from './describeProgress';

const spec = anOrderSpec();
const UPID = (type: string) =>
  `UPID:pve1:000007D1:CCEE839D:6B026298:${type}:20000:capmox@pve!capi:`;

function describeCluster(
  cluster: Partial<TenantCluster>,
  machines = [aMachine()],
) {
  return describeProgress({
    cluster: aTenantCluster(cluster),
    machines,
    spec,
  }).map(({ subject, text }) => `${subject}: ${text}`);
}

function controlPlane(...conditions: Condition[]) {
  return {
    controlPlane: { kind: 'KamajiControlPlane', name: 'shop', conditions },
  };
}

describe('describeProgress', () => {
  it.each<[Condition[], string]>([
    [[], 'waiting for its controller'],
    [
      [aCondition('TenantControlPlaneAddressReady', 'Failed')],
      'waiting for a load balancer address',
    ],
    [
      [
        aCondition('KamajiControlPlaneIsInitialized', 'Failed'),
        aCondition('TenantControlPlaneAddressReady'),
      ],
      'starting',
    ],
    [[aCondition('KamajiControlPlaneIsReady')], 'ready at 10.0.0.200:6443'],
  ])('tells of the control plane with %j', (conditions, text) => {
    const [line] = describeCluster(controlPlane(...conditions));
    expect(line).toBe(`Control plane: ${text}`);
  });

  it.each<[Condition[], string[]]>([
    [[], []],
    [
      [aCondition('ProxmoxAvailable', 'MissingControlPlaneEndpoint')],
      ['Infrastructure: waiting for the address of the control plane'],
    ],
    [
      [aCondition('Ready', 'ProxmoxUnreachable', { message: 'no route' })],
      ['Infrastructure: waiting: no route'],
    ],
    [[aCondition('Ready')], ['Infrastructure: ready']],
  ])('tells of the infrastructure with %j', (conditions, lines) => {
    const infrastructure = { kind: 'ProxmoxCluster', name: 'shop', conditions };
    expect(
      describeCluster({ infrastructure }).filter(line =>
        line.startsWith('Infra'),
      ),
    ).toEqual(lines);
  });

  it.each<[string, string, string | undefined, string]>([
    [
      'VirtualMachineProvisioned',
      'Cloning',
      UPID('qmclone'),
      `cloning from template 9010 (${UPID('qmclone')})`,
    ],
    [
      'VMProvisioned',
      'Cloning',
      UPID('resize'),
      `setting up hardware and disk (${UPID('resize')})`,
    ],
    [
      'VMProvisioned',
      'WaitingForStaticIPAllocation',
      undefined,
      'waiting for an address',
    ],
    ['VMProvisioned', 'PoweringOn', undefined, 'starting'],
    [
      'VirtualMachineProvisioned',
      'SomethingNew',
      undefined,
      'SomethingNew: the reason',
    ],
  ])('tells of a worker with %s %s %s', (...[type, reason, task, text]) => {
    const machine = aStuckMachine(
      aCondition(type, reason, { message: 'the reason' }),
    );
    machine.proxmoxMachine!.task = task;
    expect(describeCluster({}, [machine])).toContain(
      `Worker 1 of 2: virtual machine 20000 on pve1: ${text}`,
    );
  });

  it('counts workers from the oldest, and those that are ready', () => {
    const newer = aMachine({
      name: 'newer',
      createdAt: '2026-11-21T09:45:00.000Z',
      ready: false,
      nodeName: undefined,
    });
    const lines = describeCluster({}, [newer, aMachine({ name: 'older' })]);
    expect(lines.slice(-3)).toEqual([
      'Worker 1 of 2: ready as node older',
      'Worker 2 of 2: virtual machine 20000 on pve1: running, waiting for its node to join',
      'Workers: 1 of 2 ready',
    ]);
  });

  it('tells of a worker that is replaced', () => {
    const leaving = aMachine({ deletingSince: '2026-11-21T09:45:00.000Z' });
    expect(describeCluster({}, [leaving])).toContain(
      'Worker 1 of 2: acme-md-0-a is being deleted',
    );
  });
});
