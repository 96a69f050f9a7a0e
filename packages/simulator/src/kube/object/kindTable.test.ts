import { kindTable } from './kindTable';

describe('kindTable', () => {
  it('knows both worlds of Cluster API', () => {
    const latest = kindTable('latest');
    const compat = kindTable('compat');
    const group = 'cluster.x-k8s.io';

    expect(
      latest.findKind(group, 'v1beta2', 'Cluster')?.definition.plural,
    ).toBe('clusters');
    expect(compat.findKind(group, 'v1beta2', 'Cluster')).toBeUndefined();
    expect(
      compat.findKind(group, 'v1beta1', 'Cluster')?.definition.storageVersion,
    ).toBe('v1beta1');
    expect(compat.findKind(group, 'v1alpha4', 'Cluster')).toBeUndefined();
  });

  it('tells what a kind offers besides its objects', () => {
    const served = kindTable('latest').find(
      'cluster.x-k8s.io',
      'v1beta2',
      'machinedeployments',
    );

    expect(served?.definition).toMatchObject({
      kind: 'MachineDeployment',
      namespaced: true,
      origin: 'custom',
      shortNames: ['md'],
      storageVersion: 'v1beta2',
    });
    expect(served?.version).toMatchObject({
      status: true,
      scale: { specReplicasPath: '.spec.replicas' },
      deprecated: false,
    });
    expect(served?.version.printerColumns.map(({ name }) => name)).toContain(
      'Up-to-date',
    );
  });

  it('has schemas with limits, merging and rules, and no prose', () => {
    const served = kindTable('latest').findKind(
      'infrastructure.cluster.x-k8s.io',
      'v1alpha2',
      'ProxmoxMachineTemplate',
    );
    const spec =
      served?.version.schema.properties?.spec.properties?.template.properties
        ?.spec;

    expect(spec?.properties?.memoryMiB).toEqual(
      expect.objectContaining({ type: 'integer', multipleOf: 8 }),
    );
    expect(spec?.properties?.tags.listType).toBe('set');
    expect(spec?.rules?.[0].rule).toContain('self.full');
    expect(JSON.stringify(served?.version.schema)).not.toMatch(
      /"description":"/,
    );
  });

  it('serves CozyStack applications only where CozyStack is', () => {
    const find = (name: 'latest' | 'compat') =>
      kindTable(name).find('apps.cozystack.io', 'v1alpha1', 'kuberneteses');

    expect(find('compat')?.definition.origin).toBe('aggregated');
    expect(find('latest')).toBeUndefined();
  });

  it('knows the built-in kinds of a tenant cluster and little more', () => {
    const tenant = kindTable('tenant');
    const container = tenant.findKind('', 'v1', 'Pod')?.version.schema
      .properties?.spec.properties?.containers;

    expect(container).toMatchObject({ listType: 'map', listMapKeys: ['name'] });
    expect(container?.items?.properties?.env.listMapKeys).toEqual(['name']);
    expect(tenant.findKind('cluster.x-k8s.io', 'v1beta2', 'Cluster')).toBe(
      undefined,
    );
  });

  it('parses every schema of every table', () => {
    for (const name of ['latest', 'compat', 'tenant'] as const) {
      for (const kind of kindTable(name).kinds) {
        expect(kind.versions.filter(({ storage }) => storage)).toHaveLength(1);
        for (const version of kind.versions) {
          expect(version.schema.type).toBe('object');
        }
      }
    }
  });
});
