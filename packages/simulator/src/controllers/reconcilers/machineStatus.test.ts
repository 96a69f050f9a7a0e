import { legacyConditions, modernConditions } from '../objects/conditions';
import type { Machine, Node } from '../objects/kinds';
import { aMachine, aProxmoxMachine, now } from '../__testUtils__/objects';
import { MachineParts, machineStatus } from './machineStatus';

const node = (status: 'True' | 'False' | 'Unknown'): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'acme-md-0-x1', uid: 'uid-node' },
  spec: {},
  status: { conditions: [{ type: 'Ready', status, message: 'says kubelet' }] },
});

describe.each(['v1beta1', 'v1beta2'] as const)('a machine in %s', stack => {
  const hasData = aMachine(stack, {
    spec: { bootstrap: { dataSecretName: 'boot' } },
  });
  const infrastructure = aProxmoxMachine(
    stack,
    stack === 'v1beta1'
      ? { ready: true }
      : { initialization: { provisioned: true } },
  );
  const statusOf = (machine: Machine, parts: MachineParts) =>
    machineStatus(stack, machine, { ...parts, now });
  const condition = (
    status: Machine['status'],
    type: string,
    dialect = modernConditions,
  ) => dialect(stack, status).find(c => c.type === type);

  it.each<[string, Machine, MachineParts]>([
    ['Pending', aMachine(stack), {}],
    ['Provisioning', hasData, { infrastructure: aProxmoxMachine(stack) }],
    ['Provisioned', hasData, { infrastructure }],
    ['Running', hasData, { infrastructure, node: node('True') }],
    [
      'Deleting',
      { ...hasData, metadata: { deletionTimestamp: '2026-11-22T12:00:00Z' } },
      { infrastructure, node: node('True') },
    ],
    [
      'Failed',
      hasData,
      { infrastructure: aProxmoxMachine(stack, { failureReason: 'Broken' }) },
    ],
  ])('is %s', (phase, machine, parts) => {
    expect(statusOf(machine, parts)?.phase).toBe(phase);
  });

  it('is ready when its node is, and not a moment before', () => {
    const waiting = statusOf(hasData, { infrastructure });
    expect(condition(waiting, 'Ready')).toMatchObject({
      status: 'False',
      message: expect.stringContaining(
        'Waiting for a Node with spec.providerID proxmox://uuid-1',
      ),
    });
    const unready = statusOf(hasData, { infrastructure, node: node('False') });
    expect(condition(unready, 'Ready')?.status).toBe('False');
    expect(condition(unready, 'NodeHealthy')).toMatchObject({
      status: 'False',
      message: '* Node.Ready: says kubelet',
    });
    const ready = statusOf(hasData, { infrastructure, node: node('True') });
    expect(condition(ready, 'Ready')?.status).toBe('True');
    expect(ready?.nodeRef).toMatchObject({ name: 'acme-md-0-x1' });
  });

  it('does not know of a node that is silent', () => {
    const status = statusOf(hasData, { infrastructure, node: node('Unknown') });
    expect(condition(status, 'NodeReady')?.status).toBe('Unknown');
    expect(condition(status, 'Available')?.status).toBe('False');
  });

  it('hands on what its infrastructure waits for, in both dialects', () => {
    const status = statusOf(hasData, {
      infrastructure: aProxmoxMachine(stack, {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'CloningFailed',
            message: 'no template',
          },
        ],
      }),
    });
    for (const dialect of [modernConditions, legacyConditions]) {
      expect(condition(status, 'InfrastructureReady', dialect)).toMatchObject({
        status: 'False',
        reason: 'CloningFailed',
        message: 'no template',
      });
    }
  });

  it('says what its deletion waits for', () => {
    const leaving = {
      ...hasData,
      metadata: { deletionTimestamp: '2026-11-22T12:00:00Z' },
    };
    const deleting = { reason: 'DrainingNode', message: 'not yet' };
    expect(
      condition(statusOf(leaving, { infrastructure, deleting }), 'Deleting'),
    ).toMatchObject(deleting);
  });

  it('keeps what a health check found, and is not ready for it', () => {
    const checked = {
      type: 'HealthCheckSucceeded',
      status: 'False' as const,
      reason: 'UnhealthyNode',
      message: 'for too long',
    };
    const machine = aMachine(stack, {
      spec: { bootstrap: { dataSecretName: 'boot' } },
      status:
        stack === 'v1beta1'
          ? { conditions: [checked], v1beta2: { conditions: [checked] } }
          : {
              conditions: [checked],
              deprecated: { v1beta1: { conditions: [checked] } },
            },
    });
    const status = statusOf(machine, { infrastructure, node: node('True') });
    for (const dialect of [modernConditions, legacyConditions]) {
      expect(condition(status, 'HealthCheckSucceeded', dialect)).toMatchObject({
        reason: 'UnhealthyNode',
      });
    }
    expect(condition(status, 'Ready')?.status).toBe('False');
  });

  it('shows a failure of its infrastructure only in the contract that has one', () => {
    const status = statusOf(hasData, {
      infrastructure: aProxmoxMachine(stack, {
        failureReason: 'CreateError',
        failureMessage: 'no memory',
      }),
    });
    expect(status?.failureReason).toBe(
      stack === 'v1beta1' ? 'CreateError' : undefined,
    );
  });
});
