import { Machine } from '@rackstage/plugin-proxmox-common';
import {
  aCondition,
  aManagementCluster,
  aStuckMachine,
  aTenantCluster,
  NOW,
} from '../../../__testUtils__/aTenantCluster';
import { diagnoseTenantCluster } from './diagnoseTenantCluster';

function diagnose(machine: Machine) {
  const cluster = aTenantCluster({ ready: false });
  return diagnoseTenantCluster({
    cluster,
    machines: [machine],
    claims: [],
    pools: [],
    tasks: new Map(),
    state: aManagementCluster([cluster], [machine]),
    now: NOW,
  });
}

describe('a machine whose clone was refused', () => {
  const machine = aStuckMachine(
    aCondition('VirtualMachineProvisioned', 'CloningFailed', {
      message: '500 unable to create VM 20000: config file already exists',
    }),
  );

  it('is not given up: the provider takes the next VMID', () => {
    expect(diagnose(machine)).toMatchObject([
      {
        ruleId: 'machine-tried-again',
        severity: 'warning',
        text: expect.stringMatching(/tries again: 500 unable to create VM/),
        nextStep: expect.stringMatching(/^Wait a minute/),
      },
    ]);
  });

  it('is given up where the provider says so beside it', () => {
    const proxmoxMachine = {
      ...machine.proxmoxMachine!,
      failureMessage: 'something that nobody has seen',
    };

    expect(diagnose({ ...machine, proxmoxMachine })).toMatchObject([
      { ruleId: 'machine-failed', severity: 'error' },
    ]);
  });
});
