import {
  buildTenantClusterOrderSpec,
  findTenantClusterFormKey,
} from './tenantClusterForm';

/** As a form of texts and pickers would hand it over. */
const form = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: ' shop ',
  version: 'v1.33.3',
  component: 'component:default/shop',
  controlPlaneReplicas: 2,
  replicas: 3,
  cores: '4',
  memoryMiB: '8192',
  diskGiB: 40,
  source: 'fra',
  template: '9010',
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  vlan: 40,
  nodes: ['pve1', 'pve2'],
  addresses: '10.0.0.150-10.0.0.160',
  prefix: '24',
  gateway: '10.0.0.1',
  dnsServers: '10.0.0.2, 10.0.0.3',
};

describe('buildTenantClusterOrderSpec', () => {
  it('puts every key of the form where the order has it', () => {
    expect(buildTenantClusterOrderSpec(form)).toEqual({
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
      name: 'shop',
      version: 'v1.33.3',
      component: 'component:default/shop',
      controlPlaneReplicas: 2,
      pool: { replicas: 3, cores: 4, memoryMiB: 8192, diskGiB: 40 },
      proxmox: {
        source: 'fra',
        template: 9010,
        storage: 'ceph-vm',
        bridge: 'vmbr0',
        vlan: 40,
        nodes: ['pve1', 'pve2'],
      },
      network: {
        addresses: '10.0.0.150-10.0.0.160',
        prefix: 24,
        gateway: '10.0.0.1',
        dnsServers: ['10.0.0.2', '10.0.0.3'],
      },
    });
  });

  it('leaves out what was left empty, and ignores what is no part of an order', () => {
    const spec = buildTenantClusterOrderSpec({
      ...form,
      component: '',
      vlan: ' ',
      nodes: [],
      controlPlaneReplicas: null,
      review: 'anything',
    });
    expect(spec).toMatchObject({
      controlPlaneReplicas: 2,
      proxmox: { nodes: [] },
    });
    expect(spec).not.toHaveProperty('component');
    expect(spec.proxmox).not.toHaveProperty('vlan');
    expect(spec).not.toHaveProperty('review');
  });

  it.each([
    ['a list', ['10.0.0.2', '10.0.0.3']],
    ['a list with gaps', ['10.0.0.2', '', undefined, ' 10.0.0.3']],
    ['commas', '10.0.0.2,10.0.0.3'],
    ['lines', '10.0.0.2\n10.0.0.3\n'],
  ])('reads DNS servers written as %s', (_, dnsServers) => {
    expect(
      buildTenantClusterOrderSpec({ ...form, dnsServers }).network.dnsServers,
    ).toEqual(['10.0.0.2', '10.0.0.3']);
  });

  it('does not take nought workers for none given', () => {
    expect(
      buildTenantClusterOrderSpec({ ...form, replicas: 0 }).pool.replicas,
    ).toBe(0);
    expect(
      buildTenantClusterOrderSpec({ ...form, replicas: '0' }).pool.replicas,
    ).toBe(0);
  });

  it.each([
    [{ name: 'Shop_1' }, /^name: must be a DNS label/],
    [{ memoryMiB: '1025' }, /^memoryMiB: must be a multiple of 8$/],
    [{ version: 'latest' }, /^version: must be a Kubernetes version/],
    [{ template: 'ubuntu' }, /^template: .*expected number/],
    [{ storage: '' }, /^storage: is missing$/],
    [{ dnsServers: ' ' }, /^dnsServers: is missing$/],
    [{ nodes: [7] }, /^nodes: .*expected string/],
    [{ prefix: '99' }, /^prefix: /],
    [
      { cores: undefined, gateway: '' },
      /^cores: is missing; gateway: is missing$/,
    ],
  ])('names the key of the form for %j', (changes, message) => {
    expect(() => buildTenantClusterOrderSpec({ ...form, ...changes })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('names every key at once where nothing was filled in', () => {
    expect(() => buildTenantClusterOrderSpec({})).toThrow(
      /managementCluster: is missing; .*template: is missing; .*dnsServers: is missing/,
    );
  });
});

describe('findTenantClusterFormKey', () => {
  it.each([
    ['pool.memoryMiB', 'memoryMiB'],
    ['network.dnsServers.0', 'dnsServers'],
    ['name', 'name'],
    ['pool', undefined],
    ['names', undefined],
  ])('finds for %s the key %s', (path, key) => {
    expect(findTenantClusterFormKey(path)).toBe(key);
  });
});
