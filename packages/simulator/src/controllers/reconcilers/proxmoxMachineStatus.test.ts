import { aProxmoxMachine, now } from '../__testUtils__/objects';
import { proxmoxMachineStatus } from './proxmoxMachineStatus';

describe.each(['v1beta1', 'v1beta2'] as const)(
  'a ProxmoxMachine in %s',
  stack => {
    const isOld = stack === 'v1beta1';
    const stateType = isOld ? 'VMProvisioned' : 'VirtualMachineProvisioned';
    const statusOf = (
      news: Parameters<typeof proxmoxMachineStatus>[2] extends infer N
        ? Omit<N & object, 'now'>
        : never,
      before?: Parameters<typeof aProxmoxMachine>[1],
    ) =>
      proxmoxMachineStatus(stack, aProxmoxMachine(stack, before), {
        ...news,
        now,
      });
    const state = (status: ReturnType<typeof statusOf>) =>
      status?.conditions?.find(({ type }) => type === stateType);

    it('names the state as its provider does', () => {
      const status = statusOf({
        reason: 'WaitingForVMPowerUp',
        taskRef: 'UPID:1',
      });
      expect(state(status)).toMatchObject({
        status: 'False',
        reason: isOld ? 'PoweringOn' : 'WaitingForVMPowerUp',
      });
      expect(status).toMatchObject({ taskRef: 'UPID:1', vmStatus: 'pending' });
    });

    it('forgets a task that is over', () => {
      const status = statusOf(
        { reason: 'WaitingForCloudInit' },
        { taskRef: 'UPID:1' },
      );
      expect(status).not.toHaveProperty('taskRef');
    });

    it('is done in the words of its contract', () => {
      const status = statusOf({
        isDone: true,
        node: 'pve1',
        address: '10.0.0.5',
      });
      expect(status).toMatchObject({
        vmStatus: 'ready',
        proxmoxNode: 'pve1',
        bootstrapDataProvided: true,
        ...(isOld
          ? { ready: true, ipAddresses: { net0: { ipv4: '10.0.0.5' } } }
          : {
              initialization: { provisioned: true },
              ipAddresses: [{ net: 'net0', ipv4: ['10.0.0.5'] }],
            }),
      });
      expect(state(status)?.status).toBe('True');
      expect(status?.addresses).toContainEqual({
        type: 'InternalIP',
        address: '10.0.0.5',
      });
    });

    it('gives up with a reason, and in the old contract in fields of its own', () => {
      const status = statusOf({
        reason: 'VMProvisionFailed',
        message: 'no memory',
        failure: 'InsufficientResources',
      });
      expect(state(status)).toMatchObject({
        reason: 'VMProvisionFailed',
        message: 'no memory',
        ...(isOld ? { severity: 'Error' } : {}),
      });
      expect(status?.failureReason).toBe(
        isOld ? 'InsufficientResources' : undefined,
      );
      expect(status?.failureMessage).toBe(isOld ? 'no memory' : undefined);
    });

    it('knows severities only in the old dialect', () => {
      expect('severity' in (state(statusOf({ reason: 'Cloning' })) ?? {})).toBe(
        isOld,
      );
    });
  },
);
