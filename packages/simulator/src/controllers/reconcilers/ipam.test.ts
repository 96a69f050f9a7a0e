import type { AddressPool } from '../objects/kinds';
import { poolAddresses } from './ipam';

const pool = (spec: Partial<AddressPool['spec']>): AddressPool => ({
  apiVersion: 'ipam.cluster.x-k8s.io/v1alpha2',
  kind: 'InClusterIPPool',
  metadata: { namespace: 'tenant-team-a', name: 'acme-v4-icip' },
  spec: { addresses: [], prefix: 24, ...spec },
});

describe('poolAddresses', () => {
  it('reads ranges, networks and single addresses, each address once', () => {
    expect(
      poolAddresses(
        pool({
          addresses: ['10.0.0.5-10.0.0.6', '10.0.0.8/31', '10.0.0.5'],
        }),
      ),
    ).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.8', '10.0.0.9']);
  });

  it('gives out neither the gateway nor what is excluded', () => {
    expect(
      poolAddresses(
        pool({
          addresses: ['10.0.0.1-10.0.0.6'],
          excludedAddresses: ['10.0.0.3-10.0.0.4'],
          gateway: '10.0.0.1',
        }),
      ),
    ).toEqual(['10.0.0.2', '10.0.0.5', '10.0.0.6']);
  });
});
