import type { Cluster } from '../objects/kinds';
import { kindRef } from '../objects/stack';
import { withModern } from '../__testUtils__/objects';
import { waitsFor } from './kubeadmConfig';

describe.each(['v1beta1', 'v1beta2'] as const)(
  'bootstrap data in %s',
  stack => {
    const cluster = (
      hasInfrastructure: boolean,
      isInitialized: boolean,
    ): Cluster => ({
      ...kindRef(stack, 'Cluster'),
      metadata: { name: 'acme' },
      spec: {},
      status: {
        ...(stack === 'v1beta1'
          ? { infrastructureReady: hasInfrastructure }
          : {
              initialization: { infrastructureProvisioned: hasInfrastructure },
            }),
        ...withModern(stack, [
          {
            type: 'ControlPlaneInitialized',
            status: isInitialized ? 'True' : 'False',
          },
        ]),
      },
    });

    it.each([
      ['there is no cluster', undefined, /infrastructureReady/],
      [
        'there is no infrastructure',
        cluster(false, true),
        /infrastructureReady/,
      ],
      ['nothing initialised it', cluster(true, false), /control plane/],
    ])('waits while %s', (_, given, message) => {
      expect(waitsFor(stack, given)?.message).toMatch(message);
    });

    it('waits in the words of its version', () => {
      expect(waitsFor(stack, cluster(true, false))?.reason).toBe(
        stack === 'v1beta1'
          ? 'WaitingForControlPlaneAvailable'
          : 'NotAvailable',
      );
    });

    it('is made when both are there', () => {
      expect(waitsFor(stack, cluster(true, true))).toBeUndefined();
    });
  },
);
