import type { ProxmoxMachine } from '../objects/kinds';
import { kindRef, StackName } from '../objects/stack';
import { MachineFacts, missingOptions, nextStep, VmFacts } from './nextStep';

function machine(
  stack: StackName,
  parts: { spec?: ProxmoxMachine['spec']; state?: string } = {},
): ProxmoxMachine {
  const type =
    stack === 'v1beta1' ? 'VMProvisioned' : 'VirtualMachineProvisioned';
  return {
    ...kindRef(stack, 'ProxmoxMachine'),
    metadata: { namespace: 'tenant-team-a', name: 'acme-md-0-x2x4z' },
    spec: {
      templateID: 9000,
      sourceNode: 'pve1',
      numCores: 4,
      virtualMachineID: 140,
      tags: ['capi'],
      network: { default: { bridge: 'vmbr0', vlan: 40 } },
      disks: { bootVolume: { disk: 'scsi0', sizeGb: 60 } },
      ...parts.spec,
    },
    ...(parts.state
      ? {
          status: {
            conditions: [
              { type, status: 'False' as const, reason: parts.state },
            ],
          },
        }
      : {}),
  };
}

const configured = {
  cores: 4,
  tags: 'capi;template',
  net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=40',
  scsi0: 'ceph-vm:vm-140-disk-0,size=60G',
  ide0: 'local:iso/user-data-140.iso,media=cdrom',
};

function facts(
  parts: Partial<MachineFacts> = {},
  vm: Partial<VmFacts> = {},
): MachineFacts {
  return {
    isOwned: true,
    isClusterReady: true,
    hasBootstrapData: true,
    claim: { address: '10.0.0.150' },
    vm: {
      vmid: 140,
      node: 'pve1',
      name: 'acme-md-0-x2x4z',
      isRunning: true,
      config: configured,
      ...vm,
    },
    ...parts,
  };
}

describe.each(['v1beta1', 'v1beta2'] as const)('nextStep of %s', stack => {
  const step = (
    given: Partial<MachineFacts>,
    vm: Partial<VmFacts> = {},
    parts: Parameters<typeof machine>[1] = {},
  ) => nextStep(stack, machine(stack, parts), facts(given, vm));

  it('does nothing for a machine that nobody owns', () => {
    expect(step({ isOwned: false })).toEqual({ step: 'nothing' });
  });

  it('waits for the cluster first, then for what the machine boots with', () => {
    const before = { hasBootstrapData: false, vm: undefined };
    expect(step({ ...before, isClusterReady: false })).toMatchObject({
      reason: expect.stringMatching(/^WaitingForClusterInfrastructure/),
    });
    expect(step(before)).toMatchObject({ reason: 'WaitingForBootstrapData' });
  });

  it('clones, configures, grows, asks for an address, injects and starts, in that order', () => {
    const off = { isRunning: false };
    const { ide0: _ide0, ...noMedia } = configured;
    const small = { ...noMedia, scsi0: 'ceph-vm:vm-140-disk-0,size=32G' };
    const raw = { ...small, cores: 2 };
    const spec = { virtualMachineID: undefined };
    const steps = [
      step({ vm: undefined }, {}, { spec }),
      step({}, { ...off, config: raw }),
      step({}, { ...off, config: small }),
      step({ claim: undefined }, { ...off, config: noMedia }),
      step({ claim: {} }, { ...off, config: noMedia }),
      step({}, { ...off, config: noMedia }),
      step({}, off),
    ];
    expect(steps).toEqual([
      { step: 'clone' },
      { step: 'configure' },
      { step: 'resize' },
      { step: 'claim-address' },
      { step: 'wait', reason: 'WaitingForStaticIPAllocation' },
      { step: 'inject-bootstrap' },
      { step: 'start' },
    ]);
  });

  it('is not done before the agent answers and cloud-init has ended', () => {
    const silent = step({ agent: { isAnswering: false } });
    expect(silent).toMatchObject({ step: 'wait' });
    expect(
      step({ agent: { isAnswering: true, cloudInit: 'running' } }),
    ).toEqual(silent);
    expect(step({ agent: { isAnswering: true, cloudInit: 'done' } })).toEqual({
      step: 'finish',
    });
    expect(
      step({ agent: { isAnswering: true, cloudInit: 'failed' } }),
    ).toMatchObject({ step: 'fail', failure: 'BootstrapFailed' });
  });

  it('waits for a task that runs and gives up on one that failed', () => {
    const task = { type: 'qmclone', isRunning: true };
    expect(step({ task })).toEqual({ step: 'wait-for-task' });
    const failed = { ...task, isRunning: false, exitStatus: 'got timeout' };
    expect(step({ task: failed })).toMatchObject({
      step: 'fail',
      message: 'qmclone: got timeout',
    });
  });

  it('gives up on a virtual machine of another name or none', () => {
    expect(step({}, { name: 'globex-md-0-aaaaa' })).toMatchObject({
      message:
        'expected VM name to match "acme-md-0-x2x4z" but it was "globex-md-0-aaaaa"',
    });
    expect(step({ vm: undefined })).toMatchObject({
      step: 'fail',
      message: 'vm 140 not found',
    });
  });

  it('never goes on after it gave up', () => {
    expect(step({}, {}, { state: 'VMProvisionFailed' })).toEqual({
      step: 'nothing',
    });
  });
});

describe('a machine that differs in nothing from its template', () => {
  it('is skipped by the newer provider and started by the older one', () => {
    const given = facts(
      { agent: { isAnswering: false } },
      { isRunning: false },
    );
    expect(
      nextStep('v1beta2', machine('v1beta2', { state: 'Cloning' }), given),
    ).toEqual({ step: 'finish' });
    expect(
      nextStep('v1beta1', machine('v1beta1', { state: 'Cloning' }), given),
    ).toEqual({ step: 'start' });
  });
});

describe('missingOptions', () => {
  it('keeps the tags that the template had', () => {
    expect(
      missingOptions(machine('v1beta2', { spec: { tags: ['capi', 'x'] } }), {
        ...configured,
        tags: 'template;ubuntu',
      }),
    ).toEqual({ tags: 'template;ubuntu;capi;x' });
  });

  it('wants another bridge or network tag', () => {
    const wanted = machine('v1beta2', {
      spec: {
        network: { networkDevices: [{ name: 'net0', bridge: 'vmbr1' }] },
      },
    });
    expect(missingOptions(wanted, configured)).toEqual({
      net0: 'virtio,bridge=vmbr1',
    });
  });
});
