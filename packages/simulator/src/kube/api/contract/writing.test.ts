import type { KubeObject } from '../../object/types';
import {
  configMap,
  configMaps,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

const merge = 'application/merge-patch+json';
const json = 'application/json-patch+json';
const strategic = 'application/strategic-merge-patch+json';
const deployments =
  '/apis/cluster.x-k8s.io/v1beta2/namespaces/demo/machinedeployments';

function machineDeployment(name: string): KubeObject {
  const labels = { 'cluster.x-k8s.io/cluster-name': 'acme' };
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineDeployment',
    metadata: { name, namespace: 'demo', labels },
    spec: {
      clusterName: 'acme',
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          clusterName: 'acme',
          version: 'v1.33.3',
          bootstrap: {
            configRef: {
              apiGroup: 'bootstrap.cluster.x-k8s.io',
              kind: 'KubeadmConfigTemplate',
              name: 'acme-md-0',
            },
          },
          infrastructureRef: {
            apiGroup: 'infrastructure.cluster.x-k8s.io',
            kind: 'ProxmoxMachineTemplate',
            name: 'acme-md-0',
          },
        },
      },
    },
  };
}

describe('writing', () => {
  let kube: TestKube;
  const create = (path: string, body: object | string) =>
    kube.call({ method: 'POST', path, body });
  const put = (path: string, body: object) =>
    kube.call({ method: 'PUT', path, body });
  const patch = (path: string, body: object | string, type: string) =>
    kube.call({ method: 'PATCH', path, body, type });

  beforeAll(async () => {
    kube = await startKube();
  });

  afterAll(() => kube.close());

  it('decides itself about uid, generation and dates', async () => {
    const sent = pool('system');
    sent.metadata = {
      ...sent.metadata,
      uid: '00000000-0000-0000-0000-000000000001',
      creationTimestamp: '2001-01-01T00:00:00Z',
      generation: 77,
    };
    const { status, body } = await create(pools, sent);
    expect(status).toBe(201);
    expect(body.metadata.uid).not.toBe(sent.metadata.uid);
    expect(body.metadata.generation).toBe(1);
    expect(body.metadata.creationTimestamp).not.toMatch(/^2001/);
    expect(body.metadata.managedFields).toMatchObject([
      { manager: 'test-client', operation: 'Update', fieldsType: 'FieldsV1' },
    ]);
    const again = await create(pools, pool('system'));
    expect(again.body).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message:
        'globalinclusterippools.ipam.cluster.x-k8s.io "system" already exists',
    });
  });

  it('answers a dry run with a uid, and stores nothing', async () => {
    const { status, body } = await create(`${pools}?dryRun=All`, pool('dry'));
    expect(status).toBe(201);
    expect(body.metadata.uid).toBeDefined();
    expect(body.metadata.resourceVersion).toBeUndefined();
    expect((await kube.call({ path: `${pools}/dry` })).status).toBe(404);
    const wrong = await create(`${pools}?dryRun=yes`, pool('dry'));
    expect(wrong.body).toMatchObject({
      message:
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["yes"]: supported values: "All"',
    });
  });

  it('makes names up from a prefix', async () => {
    const sent = pool('');
    sent.metadata = { generateName: 'gen-' };
    const { body } = await create(pools, sent);
    expect(body.metadata.name).toMatch(
      /^gen-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
  });

  it.each([
    ['{"kind":', 400, /json parse error: unexpected end of JSON input/],
    ['', 400, /\(<empty>\)$/],
    ['{"metadata":{"name":"x"}}', 400, /Object 'Kind' is missing/],
    [{ ...pool('x'), kind: 'InClusterIPPool' }, 422, /must be GlobalInCluster/],
    [
      { ...pool('x'), apiVersion: 'ipam.cluster.x-k8s.io/v1beta2' },
      400,
      /does not match the expected API version/,
    ],
    [pool('Bad_Name'), 422, /a lowercase RFC 1123 subdomain must consist of/],
    [
      { ...pool('x'), spec: { prefix: 'wide' } },
      422,
      /must be of type integer/,
    ],
  ])('refuses the body %j', async (body, status, message) => {
    const answer = await create(pools, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(message);
  });

  it('refuses a format that it does not know, and too much of any', async () => {
    const answer = await kube.call({
      method: 'POST',
      path: pools,
      body: '<a/>',
      type: 'application/xml',
    });
    expect(answer.body).toMatchObject({ reason: 'UnsupportedMediaType' });
    const huge = configMap('huge', { a: 'x'.repeat(3_300_000) });
    expect((await create(configMaps, huge)).body).toMatchObject({
      code: 413,
      message: 'Request entity too large: limit is 3145728',
    });
    const large = configMap('large', { a: 'x'.repeat(1_100_000) });
    expect((await create(configMaps, large)).body).toMatchObject({
      message:
        'ConfigMap "large" is invalid: []: Too long: may not be more than 1048576 bytes',
    });
  });

  it('reads YAML by the rules of version 1.1', async () => {
    const yaml = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: y}\n`;
    const answer = await kube.call({
      method: 'POST',
      path: configMaps,
      body: yaml,
      type: 'application/yaml',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(
      'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.name of type string',
    );
  });

  it('drops unknown fields with a warning, or refuses them', async () => {
    const body = { ...pool('fields'), alsoNope: 1 };
    const warned = await create(`${pools}?dryRun=All`, body);
    expect(warned.status).toBe(201);
    expect(warned.headers.warning).toBe('299 - "unknown field \\"alsoNope\\""');
    expect(warned.body).not.toHaveProperty('alsoNope');
    const quiet = await create(
      `${pools}?dryRun=All&fieldValidation=Ignore`,
      body,
    );
    expect(quiet.headers.warning).toBeUndefined();
    const strict = await create(`${pools}?fieldValidation=Strict`, body);
    expect(strict.body).toMatchObject({
      code: 400,
      message:
        'GlobalInClusterIPPool in version "v1alpha2" cannot be handled as a GlobalInClusterIPPool: strict decoding error: unknown field "alsoNope"',
    });
  });

  it('locks optimistically and does nothing for no change', async () => {
    const { body: first } = await create(pools, pool('locked'));
    const path = `${pools}/locked`;
    const changed = {
      ...first,
      spec: { ...(pool('').spec as object), prefix: 25 },
    };
    const second = await put(path, changed);
    expect(second.body.metadata.generation).toBe(2);
    expect((await put(path, changed)).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: expect.stringMatching(/the object has been modified; please/),
    });
    const same = await put(path, second.body);
    expect(same.body.metadata.resourceVersion).toBe(
      second.body.metadata.resourceVersion,
    );
    const { resourceVersion: _version, ...metadata } = second.body.metadata;
    const blind = await put(path, { ...second.body, metadata });
    expect(blind.body).toMatchObject({
      code: 422,
      message: expect.stringMatching(/must be specified for an update$/),
    });
    const foreign = { ...metadata, uid: '0', resourceVersion: '1' };
    const other = await put(path, { ...second.body, metadata: foreign });
    expect(other.body.message).toContain(
      'StorageError: invalid object, Code: 4',
    );
  });

  it('lets its own kinds be replaced without a resourceVersion', async () => {
    await create(configMaps, configMap('blind'));
    const next = configMap('blind', { a: '2' });
    const { status, body } = await put(`${configMaps}/blind`, next);
    expect([status, body.data]).toEqual([200, { a: '2' }]);
    const missing = await put(`${configMaps}/nope`, configMap('nope'));
    expect(missing.status).toBe(404);
  });

  it('keeps spec and status apart', async () => {
    const { body: created } = await create(deployments, {
      ...machineDeployment('apart'),
      status: { replicas: 9 },
    });
    expect(created.status).toBeUndefined();
    const path = `${deployments}/apart`;
    const spec = { ...(created.spec as object), replicas: 7 };
    const status = { replicas: 2, phase: 'Running' };
    const written = await put(`${path}/status`, { ...created, spec, status });
    expect(written.body).toMatchObject({ spec: { replicas: 2 }, status });
    expect(written.body.metadata.generation).toBe(1);
    const main = await patch(
      path,
      { spec: { replicas: 3 }, status: { phase: 'Failed' } },
      merge,
    );
    expect(main.body).toMatchObject({ spec: { replicas: 3 }, status });
    expect(main.body.metadata.generation).toBe(2);
  });

  it('scales, and only to what can be', async () => {
    await create(deployments, machineDeployment('scaled'));
    const path = `${deployments}/scaled/scale`;
    const scale = await kube.call({ path });
    expect(scale.body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 } });
    const body = { ...scale.body, spec: { replicas: 5 } };
    expect((await put(path, body)).body.spec).toEqual({ replicas: 5 });
    expect((await put(path, body)).status).toBe(409);
    const less = await patch(path, { spec: { replicas: 4 } }, merge);
    expect(less.body.spec).toEqual({ replicas: 4 });
    const negative = await patch(path, { spec: { replicas: -1 } }, merge);
    expect(negative.body.message).toBe(
      'MachineDeployment.cluster.x-k8s.io "scaled" is invalid: .spec.replicas: Invalid value: -1: should be a non-negative integer',
    );
    const { body: object } = await kube.call({ path: `${deployments}/scaled` });
    expect(object.metadata.managedFields).toContainEqual(
      expect.objectContaining({ subresource: 'scale' }),
    );
  });

  it('patches by merge, operations and, for its own kinds, strategy', async () => {
    await create(pools, pool('patched'));
    const path = `${pools}/patched`;
    const labels = { metadata: { labels: { a: '1', b: '2' } } };
    await patch(path, labels, merge);
    const less = await patch(
      path,
      { metadata: { labels: { a: null } } },
      merge,
    );
    expect(less.body.metadata.labels).toEqual({ b: '2' });
    const operations = [
      { op: 'test', path: '/spec/prefix', value: 24 },
      { op: 'replace', path: '/spec/prefix', value: 23 },
    ];
    expect((await patch(path, operations, json)).body.spec).toMatchObject({
      prefix: 23,
    });
    expect((await patch(path, operations, json)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'the server rejected our request due to an error in our request',
      reason: 'Invalid',
      details: {},
      code: 422,
    });
    expect((await patch(path, {}, strategic)).status).toBe(415);
    await create(configMaps, configMap('strategic'));
    const core = await patch(
      `${configMaps}/strategic`,
      { data: { b: '2' } },
      strategic,
    );
    expect(core.body.data).toEqual({ a: '1', b: '2' });
  });

  it.each([
    ['{', 400, 'error decoding patch: unexpected end of JSON input'],
    [
      '[]',
      400,
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      { metadata: { name: 'other' } },
      400,
      'the name of the object (other) does not match the name on the URL (one)',
    ],
  ])('refuses the merge patch %j', async (body, status, message) => {
    await create(pools, pool('one'));
    const answer = await patch(`${pools}/one`, body, merge);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toBe(message);
  });

  it('shows Secrets by their data only', async () => {
    const path = '/api/v1/namespaces/demo/secrets';
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
    };
    const { body } = await create(path, { ...secret, stringData: { a: 'x' } });
    expect(body).toMatchObject({ data: { a: 'eA==' }, type: 'Opaque' });
    expect(body).not.toHaveProperty('stringData');
    const bad = await create(path, { ...secret, data: { a: '%%%' } });
    expect(bad.body.message).toBe(
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0',
    );
  });

  it('needs the namespace to be there', async () => {
    const path = '/api/v1/namespaces/nope/configmaps';
    const sent = { ...configMap('x'), metadata: { name: 'x' } };
    expect((await create(path, sent)).body).toMatchObject({
      message: 'namespaces "nope" not found',
    });
    const mismatch = await create(path, configMap('x'));
    expect(mismatch.body.message).toMatch(
      /^the namespace of the provided object/,
    );
  });
});
