import { startKube, TestKube } from '../__testUtils__/startKube';

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

interface Resource {
  name: string;
  kind: string;
  verbs: string[];
  shortNames?: string[];
}

describe('discovery', () => {
  let kube: TestKube;

  beforeAll(async () => {
    kube = await startKube();
  });

  afterAll(() => kube.close());

  async function resources(path: string): Promise<Resource[]> {
    const answer = await kube.call({ path });
    return answer.json<{ resources: Resource[] }>().resources;
  }

  it('prefers the newest version of a group', async () => {
    const { body } = await kube.call({ path: '/apis/cluster.x-k8s.io' });
    expect(body).toEqual({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'cluster.x-k8s.io',
      versions: [
        { groupVersion: 'cluster.x-k8s.io/v1beta2', version: 'v1beta2' },
        { groupVersion: 'cluster.x-k8s.io/v1beta1', version: 'v1beta1' },
      ],
      preferredVersion: {
        groupVersion: 'cluster.x-k8s.io/v1beta2',
        version: 'v1beta2',
      },
    });
  });

  it('tells subresources, short names and storage', async () => {
    const list = await resources('/apis/cluster.x-k8s.io/v1beta2');
    const find = (name: string) => list.find(r => r.name === name);
    expect(find('machinedeployments')).toEqual({
      name: 'machinedeployments',
      singularName: 'machinedeployment',
      namespaced: true,
      kind: 'MachineDeployment',
      verbs: [
        'delete',
        'deletecollection',
        'get',
        'list',
        'patch',
        'create',
        'update',
        'watch',
      ],
      shortNames: ['md'],
      categories: ['cluster-api'],
      storageVersionHash: 'SubMlK7MYsQ=',
    });
    expect(find('machinedeployments/scale')).toEqual({
      name: 'machinedeployments/scale',
      singularName: '',
      namespaced: true,
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: ['get', 'patch', 'update'],
    });
    expect(find('machines/scale')).toBeUndefined();
  });

  it('describes its own kinds a little differently', async () => {
    const { body } = await kube.call({ path: '/api/v1' });
    expect(body.apiVersion).toBeUndefined();
    const list = await resources('/api/v1');
    expect(list.map(r => r.name)).toEqual(list.map(r => r.name).sort());
    const namespaces = list.find(r => r.name === 'namespaces');
    expect(namespaces?.verbs).not.toContain('deletecollection');
    expect(list.map(r => r.name)).toContain('namespaces/finalize');
  });

  it('serves everything in two cacheable documents', async () => {
    const groups = await kube.call({ path: '/apis', accept: aggregated });
    expect(groups.headers['content-type']).toBe(aggregated);
    expect(groups.headers.vary).toBe('Accept');
    const { items } = groups.json<{
      items: { metadata: { name: string } }[];
    }>();
    expect(items.map(item => item.metadata.name)).toEqual(
      expect.arrayContaining(['cluster.x-k8s.io', 'authorization.k8s.io']),
    );
    const again = await kube.call({
      path: '/apis',
      accept: aggregated,
      headers: { 'If-None-Match': String(groups.headers.etag) },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    // A type here would replace the one that the client has cached.
    expect(again.headers['content-type']).toBeUndefined();
    const core = await kube.call({ path: '/api', accept: aggregated });
    expect(core.body.items).toHaveLength(1);
  });

  it('shows custom kinds as definitions that nobody can write', async () => {
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const answer = await kube.call({
      path: `${path}/machines.cluster.x-k8s.io`,
    });
    const { versions } = answer.json<{
      spec: { versions: { name: string; storage: boolean; schema: object }[] };
    }>().spec;
    expect(versions.find(v => v.storage)?.name).toBe('v1beta2');
    expect(versions[0].schema).toHaveProperty(
      'openAPIV3Schema.properties.spec',
    );
    const write = await kube.call({
      method: 'DELETE',
      path: `${path}/machines.cluster.x-k8s.io`,
    });
    expect(write.status).toBe(405);
  });

  it('has an OpenAPI document per group version, found by its hash', async () => {
    const index = await kube.call({ path: '/openapi/v3' });
    expect(index.headers['content-type']).toBe('text/plain; charset=utf-8');
    const { paths } = JSON.parse(index.text);
    const name = 'apis/ipam.cluster.x-k8s.io/v1alpha2';
    const url = paths[name].serverRelativeURL;
    const document = await kube.call({ path: url });
    expect(document.headers['content-type']).toBe('application/json');
    const text = document.text;
    expect(JSON.parse(text).components.schemas).toHaveProperty([
      'io.x-k8s.cluster.ipam.v1alpha2.InClusterIPPool',
      'properties',
      'spec',
    ]);
    const moved = await kube.call({ path: `/openapi/v3/${name}?hash=ABC` });
    expect([moved.status, moved.headers.location]).toEqual([301, url]);
    const html = await kube.call({ path: url, accept: 'text/html' });
    expect([html.status, html.text]).toEqual([406, '']);
    const nobody = await kube.call({ path: '/openapi/v3/apis/nope/v1' });
    expect([nobody.status, nobody.text]).toEqual([404, '']);
  });
});
