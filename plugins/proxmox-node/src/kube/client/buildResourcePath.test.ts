import { buildResourcePath } from './buildResourcePath';

const clusters = {
  group: 'cluster.x-k8s.io',
  version: 'v1beta2',
  plural: 'clusters',
};

describe('buildResourcePath', () => {
  it('leads to collections, objects and subresources', () => {
    expect(buildResourcePath(clusters)).toBe(
      '/apis/cluster.x-k8s.io/v1beta2/clusters',
    );
    expect(
      buildResourcePath({
        ...clusters,
        namespace: 'tenant-team-a',
        name: 'acme',
        subresource: 'status',
      }),
    ).toBe(
      '/apis/cluster.x-k8s.io/v1beta2/namespaces/tenant-team-a/clusters/acme/status',
    );
    expect(
      buildResourcePath({ group: '', version: 'v1', plural: 'namespaces' }),
    ).toBe('/api/v1/namespaces');
  });

  it.each([
    ['name', { name: '../../secrets' }],
    ['name', { name: 'a/b' }],
    ['name', { name: '..' }],
    ['name', { name: '' }],
    ['name', { name: 'a?watch=true' }],
    ['namespace', { namespace: 'tenant.a' }],
    ['namespace', { namespace: 'a'.repeat(64) }],
    ['version', { version: 'v1/x' }],
    ['plural', { plural: 'clusters/x' }],
    ['group', { group: 'a/b' }],
  ])('lets no %s lead elsewhere', (part, change) => {
    expect(() => buildResourcePath({ ...clusters, ...change })).toThrow(
      `is no ${part} in Kubernetes`,
    );
  });
});
