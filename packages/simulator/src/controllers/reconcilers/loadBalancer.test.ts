import type { LoadBalancerPool, Service } from '../objects/kinds';
import { pickAddress } from './loadBalancer';

const service = (annotations: { [key: string]: string } = {}): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'tenant-team-a', name: 'acme', annotations },
  spec: { type: 'LoadBalancer' },
});

const pool = (
  name: string,
  addresses: string[],
  spec: Partial<LoadBalancerPool['spec']> = {},
): LoadBalancerPool => ({
  apiVersion: 'metallb.io/v1beta1',
  kind: 'IPAddressPool',
  metadata: { namespace: 'metallb-system', name },
  spec: { addresses, ...spec },
});

const first = pool('first', ['10.0.0.200-10.0.0.201']);
const second = pool('second', ['10.0.1.200/32']);
const inPool = (name: string) => service({ 'metallb.io/address-pool': name });

describe('pickAddress', () => {
  it('takes the first free one, pool by pool', () => {
    const pick = (...taken: string[]) =>
      pickAddress(service(), [first, second], new Set(taken));
    expect(pick()).toBe('10.0.0.200');
    expect(pick('10.0.0.200')).toBe('10.0.0.201');
    expect(pick('10.0.0.200', '10.0.0.201')).toBe('10.0.1.200');
    expect(pick('10.0.0.200', '10.0.0.201', '10.0.1.200')).toBeUndefined();
  });

  it('stays in the pool that the Service names, even one that is not given out unasked', () => {
    const shy = pool('shy', ['10.0.2.1'], { autoAssign: false });
    expect(pickAddress(inPool('shy'), [first, shy], new Set())).toBe(
      '10.0.2.1',
    );
    expect(pickAddress(service(), [shy], new Set())).toBeUndefined();
    expect(pickAddress(inPool('none'), [first], new Set())).toBeUndefined();
  });

  it('keeps a pool to the namespaces that it serves', () => {
    const reserved = (...namespaces: string[]) =>
      pool('reserved', ['10.0.3.1'], { serviceAllocation: { namespaces } });
    expect(
      pickAddress(service(), [reserved('tenant-team-b')], new Set()),
    ).toBeUndefined();
    expect(pickAddress(service(), [reserved('tenant-team-a')], new Set())).toBe(
      '10.0.3.1',
    );
  });

  it('gives the address that is wished for, or none', () => {
    const wish = (address: string) =>
      service({ 'metallb.io/loadBalancerIPs': address });
    expect(pickAddress(wish('10.0.0.201'), [first], new Set())).toBe(
      '10.0.0.201',
    );
    expect(
      pickAddress(wish('10.0.0.201'), [first], new Set(['10.0.0.201'])),
    ).toBeUndefined();
    expect(pickAddress(wish('10.9.9.9'), [first], new Set())).toBeUndefined();
  });
});
