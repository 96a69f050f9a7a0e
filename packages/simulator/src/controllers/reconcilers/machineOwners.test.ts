import { modernConditions } from '../objects/conditions';
import type { Machine } from '../objects/kinds';
import type { StackName } from '../objects/stack';
import {
  aDeployment,
  aMachine,
  now,
  withModern,
} from '../__testUtils__/objects';
import { countMachines, machineOwnerStatus } from './machineOwners';

const machineThatIs = (
  stack: StackName,
  state: { ready?: boolean; available?: boolean; leaving?: boolean },
): Machine =>
  aMachine(stack, {
    metadata: state.leaving
      ? { deletionTimestamp: '2026-11-22T12:00:00Z' }
      : {},
    status: withModern(stack, [
      { type: 'Ready', status: state.ready ? 'True' : 'False' },
      { type: 'Available', status: state.available ? 'True' : 'False' },
    ]),
  });

describe.each(['v1beta1', 'v1beta2'] as const)(
  'owners of machines in %s',
  stack => {
    const statusOf = (
      counts: Parameters<typeof countMachines>[1],
      replicas = 2,
    ) =>
      machineOwnerStatus(stack, aDeployment(stack, { spec: { replicas } }), {
        ...countMachines(stack, counts),
        now,
      });
    const well = machineThatIs(stack, { ready: true, available: true });
    const young = machineThatIs(stack, {});

    it('count what they have, and nothing that leaves as ready', () => {
      const leaving = machineThatIs(stack, {
        ready: true,
        available: true,
        leaving: true,
      });
      expect(countMachines(stack, [well, young, leaving])).toEqual({
        replicas: 3,
        ready: 1,
        available: 1,
        upToDate: 3,
      });
    });

    it.each([
      ['Running', [well, well], 2],
      ['ScalingUp', [well, young], 2],
      ['ScalingUp', [well], 2],
      ['ScalingDown', [well, well], 1],
    ] as const)('are %s with %o', (phase, machines, replicas) => {
      expect(statusOf([...machines], replicas).phase).toBe(phase);
    });

    it('say in words what is missing', () => {
      const conditions = modernConditions(stack, statusOf([well, young]));
      expect(conditions).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            type: 'Available',
            status: 'False',
            reason: 'NotAvailable',
            message: '1 available replicas, at least 2 required',
          }),
          expect.objectContaining({
            type: 'MachinesReady',
            status: 'False',
            message: '1 of 2 machines not ready',
          }),
          expect.objectContaining({ type: 'ScalingUp', status: 'False' }),
        ]),
      );
    });

    it('count in the fields of their version', () => {
      expect(statusOf([well, young])).toMatchObject(
        stack === 'v1beta1'
          ? {
              replicas: 2,
              readyReplicas: 1,
              updatedReplicas: 2,
              unavailableReplicas: 1,
              v1beta2: { availableReplicas: 1, upToDateReplicas: 2 },
            }
          : {
              replicas: 2,
              readyReplicas: 1,
              availableReplicas: 1,
              upToDateReplicas: 2,
            },
      );
    });

    it('keep the time of what has not changed', () => {
      const before = statusOf([well, young]);
      const later = machineOwnerStatus(
        stack,
        aDeployment(stack, { status: before }),
        { ...countMachines(stack, [well, well]), now: now + 60_000 },
      );
      const timeOf = (type: string) =>
        modernConditions(stack, later).find(c => c.type === type)
          ?.lastTransitionTime;
      expect(timeOf('ScalingUp')).toBe('2026-11-22T12:00:00Z');
      expect(timeOf('Available')).toBe('2026-11-22T12:01:00Z');
    });
  },
);
