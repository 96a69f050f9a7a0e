import { parseOrderSpec } from './parseOrderSpec';

const spec = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'acme',
  version: 'v1.33.3',
  pool: { replicas: 2, cores: 4, memoryMiB: 8192, diskGiB: 60 },
  proxmox: { source: 'fra', template: 9000, storage: 'ceph', bridge: 'vmbr0' },
  network: {
    addresses: '10.0.0.150-10.0.0.180',
    prefix: 24,
    gateway: '10.0.0.1',
    dnsServers: ['10.0.0.1'],
  },
};

describe('parseOrderSpec', () => {
  it('fills in what may be left out', () => {
    expect(parseOrderSpec(spec)).toMatchObject({
      controlPlaneReplicas: 2,
      proxmox: { nodes: [] },
    });
  });

  it.each([
    [{ name: 'Acme_1' }, /^name: must be a DNS label/],
    [{ name: '1acme' }, /^name: must be a DNS label/],
    [
      { pool: { ...spec.pool, memoryMiB: 8190 } },
      /^pool\.memoryMiB: must be a multiple of 8$/,
    ],
    [{ version: '1.33' }, /^version: must be a Kubernetes version/],
    [{ pool: undefined }, /^pool: /],
  ])('names field and reason of %j', (changes, complaint) => {
    expect(() => parseOrderSpec({ ...spec, ...changes })).toThrow(complaint);
  });

  it('names every wrong field at once', () => {
    expect(() =>
      parseOrderSpec({ ...spec, name: 'A', version: 'latest' }),
    ).toThrow(/name: .*; version: /);
    expect(() => parseOrderSpec('text')).toThrow(/^order: /);
  });
});
