import { Machine, Task, TenantCluster } from '@rackstage/plugin-proxmox-common';
import { PveClient, PveError } from '@rackstage/plugin-proxmox-node';
import { anAcceptedOrder, ORDERED_AT } from '../../__testUtils__/anOrder';
import { aSnapshot, aSourceState } from '../../__testUtils__/aSourceState';
import {
  aCondition,
  aManagementCluster,
  aStuckMachine,
  aTenantCluster,
} from '../../__testUtils__/aTenantCluster';
import { observeOrder } from './observeOrder';

const own = { namespace: 'tenant-team-a', source: 'mgmt-b' };

function aFailedTask(vmid: number): Task {
  return {
    source: 'fra',
    upid: `UPID:pve1:000007D1:CCEE839D:6B026298:qmconfig:${vmid}:capmox@pve:`,
    node: 'pve1',
    type: 'qmconfig',
    id: String(vmid),
    user: 'capmox@pve',
    startedAt: ORDERED_AT.toISOString(),
    outcome: 'failed',
    message: 'secret of another team',
  };
}

/** A worker that says to be that guest, and waits for that guest's task. */
function aWorker(vmid: number): Machine {
  const machine = aStuckMachine(
    aCondition('VirtualMachineProvisioned', 'TaskFailed'),
    { ...own, cluster: 'shop' },
  );
  const { proxmoxMachine, guest } = machine;
  return {
    ...machine,
    proxmoxMachine: { ...proxmoxMachine!, task: aFailedTask(vmid).upid },
    guest: { ...guest!, vmid },
  };
}

async function observe(
  vmid: number,
  thorough = true,
  changes: Partial<TenantCluster> = {},
) {
  const { order, decisions } = anAcceptedOrder();
  const asked: string[] = [];
  const source = aSourceState({
    data: aSnapshot({ tasks: [aFailedTask(vmid)] }),
  });
  const state = aManagementCluster(
    [aTenantCluster({ ...own, name: 'shop', ready: false, ...changes })],
    vmid ? [aWorker(vmid)] : [],
  );
  const seen = await observeOrder({
    record: { order, decisions, startedAt: order.createdAt },
    state,
    now: ORDERED_AT,
    thorough,
    inventory: {
      getManagementCluster: () => state,
      getSources: () => [source],
      renewInterest: () => {},
      async refresh(name) {
        asked.push(`refresh ${name}`);
        return source;
      },
      getClient(name): PveClient {
        asked.push(`log in ${name}`);
        throw new PveError({
          source: 'fra',
          method: 'GET',
          pathTemplate: '/nodes/{node}/tasks/{upid}/log',
          retryable: true,
          kind: 'timeout',
          status: 0,
          reason: 'no answer in 5 s',
          nextStep: 'Look at pve1.',
        });
      },
    },
  });
  return { ...seen, asked };
}

describe('observeOrder', () => {
  it('cites the task of a machine of its own', async () => {
    const { diagnoses, asked, hasGivenUp } = await observe(20_000);
    expect(JSON.stringify(diagnoses)).toContain('secret of another team');
    expect(asked).toEqual(['refresh fra', 'log in fra']);
    expect(hasGivenUp).toBe(true);
  });

  it('cites no task of a guest that only the tenant says to be its own', async () => {
    const { diagnoses, asked } = await observe(201);
    expect(JSON.stringify(diagnoses)).not.toContain('secret of another team');
    expect(asked).toEqual(['refresh fra']);
  });

  it('asks nobody anything at a quick look', async () => {
    const { diagnoses, asked } = await observe(20_000, false);
    expect(asked).toEqual([]);
    expect(diagnoses.map(({ ruleId }) => ruleId)).toEqual(['machine-failed']);
  });

  it('names a template that is gone', async () => {
    const { diagnoses } = await observe(20_000);
    expect(diagnoses[0]).toMatchObject({
      ruleId: 'template-not-found',
      text: 'Template 9010 is not in Proxmox fra any more, so no machine can be cloned.',
    });
  });

  it('knows that Cluster API has given up on the cluster', async () => {
    expect((await observe(0, false)).hasGivenUp).toBe(false);
    const failed = await observe(0, false, { phase: 'Failed' });
    expect(failed.hasGivenUp).toBe(true);
  });
});
