import {
  configMap,
  configMaps,
  KubeCall,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

const machines =
  '/apis/cluster.x-k8s.io/v1beta2/namespaces/demo/machinedeployments';
const templates =
  '/apis/infrastructure.cluster.x-k8s.io/v1alpha2/namespaces/demo/proxmoxmachinetemplates';
const one = `${pools}/one`;
const merge = 'application/merge-patch+json';
const jsonPatch = 'application/json-patch+json';
const apply = 'application/apply-patch+yaml';

/** What a call is answered with: status, reason, and a part of the message. */
type Refusal = [status: number, reason: string | undefined, message: string];

describe('refusals', () => {
  let kube: TestKube;

  beforeAll(async () => {
    kube = await startKube();
    const client = kube.server.client('test-client');
    client.create(pool('one'));
    client.create(configMap('one'));
  });

  afterAll(() => kube.close());

  /** What a call is refused with; whoever is refused has changed nothing. */
  async function refusalOf(call: KubeCall) {
    const { revision } = kube.server.store;
    const { status, body } = await kube.call(call);
    const isChanged = kube.server.store.revision !== revision;
    return { status, body, isChanged };
  }

  const refused = ([status, reason, message]: Refusal) => ({
    status,
    isChanged: false,
    body: expect.objectContaining({
      kind: 'Status',
      status: 'Failure',
      code: status,
      ...(reason === undefined ? {} : { reason }),
      message: expect.stringContaining(message),
    }),
  });

  it.each<[string, KubeCall, Refusal]>([
    [
      'a list at a revision that is no number',
      { path: `${pools}?resourceVersion=abc` },
      [400, 'BadRequest', 'invalid resource version'],
    ],
    [
      'a limit that is no number',
      { path: `${pools}?limit=many` },
      [400, 'BadRequest', 'parsing "many"'],
    ],
    [
      'a page that goes on and begins at once',
      {
        path: `${pools}?limit=1&resourceVersion=5&continue=${Buffer.from(
          JSON.stringify({ v: 'meta.k8s.io/v1', rv: 5, start: '/a\u0000' }),
        ).toString('base64url')}`,
      },
      [400, 'BadRequest', 'not allowed when using continue'],
    ],
    [
      'a match without a revision',
      { path: `${pools}?resourceVersionMatch=Exact` },
      [422, 'Invalid', 'forbidden unless resourceVersion is provided'],
    ],
    [
      'initial events without their match',
      { path: `${pools}?watch=true&sendInitialEvents=true` },
      [422, 'Invalid', 'NotOlderThan'],
    ],
    [
      'a selector that nobody understands',
      { path: `${pools}?labelSelector=a%20is%20b` },
      [400, 'BadRequest', 'unable to parse requirement'],
    ],
    [
      'a field that cannot be selected',
      { path: `${pools}?fieldSelector=spec.prefix%3D24` },
      [400, 'BadRequest', 'field label not supported'],
    ],
    [
      'a method that objects do not have',
      { method: 'POST', path: `${configMaps}/one`, body: configMap('one') },
      [405, 'MethodNotAllowed', 'does not allow this method'],
    ],
    [
      'a status of a kind that has none',
      { path: `${templates}/one/status` },
      [404, 'NotFound', '"one" not found'],
    ],
    [
      'a scale of a kind that has none',
      { path: `${one}/scale` },
      [404, 'NotFound', '"one" not found'],
    ],
  ])('%s', async (_what, call, refusal) => {
    expect(await refusalOf(call)).toEqual(refused(refusal));
  });

  it.each<[string, KubeCall, Refusal]>([
    [
      'another name than that of the path',
      { method: 'PUT', path: one, body: pool('two') },
      [400, 'BadRequest', '(two) does not match the name on the URL (one)'],
    ],
    [
      'no revision of a custom object',
      { method: 'PUT', path: one, body: pool('one') },
      [422, 'Invalid', 'must be specified for an update'],
    ],
    [
      'an old revision',
      {
        method: 'PUT',
        path: `${configMaps}/one`,
        body: {
          ...configMap('one'),
          metadata: { name: 'one', resourceVersion: '1' },
        },
      },
      [409, 'Conflict', 'the object has been modified'],
    ],
    [
      'the uid of another object',
      {
        method: 'PUT',
        path: `${configMaps}/one`,
        body: { ...configMap('one'), metadata: { name: 'one', uid: 'other' } },
      },
      [409, 'Conflict', 'Precondition failed: UID in precondition: other'],
    ],
    [
      'a text that is no JSON',
      { method: 'POST', path: configMaps, body: '{' },
      [400, 'BadRequest', 'json parse error'],
    ],
    [
      'a list in place of an object',
      { method: 'POST', path: configMaps, body: '[]' },
      [400, 'BadRequest', 'cannot unmarshal array'],
    ],
    [
      'a field of another type',
      {
        method: 'POST',
        path: configMaps,
        body: { ...configMap('two'), data: { a: 1 } },
      },
      [400, 'BadRequest', 'cannot be handled as a ConfigMap'],
    ],
    [
      'another namespace than that of the path',
      {
        method: 'POST',
        path: configMaps,
        body: {
          ...configMap('two'),
          metadata: { name: 'two', namespace: 'default' },
        },
      },
      [400, 'BadRequest', 'namespace of the provided object does not match'],
    ],
    [
      'a namespace that is not there',
      {
        method: 'POST',
        path: '/api/v1/namespaces/nowhere/configmaps',
        body: {
          ...configMap('two'),
          metadata: { name: 'two', namespace: 'nowhere' },
        },
      },
      [404, 'NotFound', 'namespaces "nowhere" not found'],
    ],
    [
      'a revision for something new',
      {
        method: 'POST',
        path: pools,
        body: {
          ...pool('two'),
          metadata: { name: 'two', resourceVersion: '5' },
        },
      },
      [500, undefined, 'resourceVersion should not be set'],
    ],
    [
      'a dry run that is none',
      { method: 'POST', path: `${pools}?dryRun=Some`, body: pool('two') },
      [422, 'Invalid', 'Unsupported value: ["Some"]'],
    ],
    [
      'a strictness that is none',
      {
        method: 'POST',
        path: `${pools}?fieldValidation=Some`,
        body: pool('two'),
      },
      [422, 'Invalid', 'fieldValidation'],
    ],
    [
      'a body in an unknown format',
      { method: 'POST', path: pools, body: 'a=b', type: 'text/csv' },
      [415, 'UnsupportedMediaType', 'accepted media types include'],
    ],
    [
      'an answer in an unknown format',
      { method: 'POST', path: pools, body: pool('two'), accept: 'text/html' },
      [406, 'NotAcceptable', 'only the following media types'],
    ],
    [
      'a policy that is none',
      { method: 'DELETE', path: `${one}?propagationPolicy=Some` },
      [422, 'Invalid', 'Unsupported value: "Some"'],
    ],
    [
      'a deletion of another object of that name',
      {
        method: 'DELETE',
        path: one,
        body: { preconditions: { uid: 'other' } },
      },
      [409, 'Conflict', 'does not match the UID in record'],
    ],
    [
      'a deletion of another state',
      {
        method: 'DELETE',
        path: one,
        body: { preconditions: { resourceVersion: '1' } },
      },
      [409, 'Conflict', 'does not match the ResourceVersion in record'],
    ],
    [
      'a deletion of a namespace of the server',
      { method: 'DELETE', path: '/api/v1/namespaces/kube-system' },
      [403, 'Forbidden', 'this namespace may not be deleted'],
    ],
  ])('a write with %s', async (_what, call, refusal) => {
    expect(await refusalOf(call)).toEqual(refused(refusal));
  });

  const patch = (path: string, type: string, body: string | object) => ({
    method: 'PATCH',
    path,
    type,
    body,
  });

  it.each<[string, KubeCall, Refusal]>([
    [
      'in a format that custom kinds do not take',
      patch(one, 'application/strategic-merge-patch+json', {}),
      [415, 'UnsupportedMediaType', merge],
    ],
    [
      'that is no JSON',
      patch(one, merge, '{'),
      [400, 'BadRequest', 'error decoding patch'],
    ],
    [
      'that is a list where an object is wanted',
      patch(one, merge, '[]'),
      [400, 'BadRequest', 'cannot unmarshal array'],
    ],
    [
      'that is an object where a list is wanted',
      patch(one, jsonPatch, '{}'),
      [400, 'BadRequest', 'cannot unmarshal object'],
    ],
    [
      'whose test fails',
      patch(one, jsonPatch, [
        { op: 'test', path: '/spec/prefix', value: 1 },
        { op: 'remove', path: '/spec/prefix' },
      ]),
      [422, 'Invalid', 'the server rejected our request'],
    ],
    [
      'that renames',
      patch(one, merge, { metadata: { name: 'two' } }),
      [400, 'BadRequest', '(two) does not match'],
    ],
    [
      'of an old state',
      patch(one, merge, { metadata: { resourceVersion: '1' } }),
      [409, 'Conflict', 'the object has been modified'],
    ],
    [
      'with unknown fields, if it is to be strict',
      patch(`${one}?fieldValidation=Strict`, merge, { spec: { nope: 1 } }),
      [422, 'Invalid', 'strict decoding error: unknown field "spec.nope"'],
    ],
    [
      'of a missing object',
      patch(`${pools}/two`, merge, {}),
      [404, 'NotFound', '"two" not found'],
    ],
    [
      'that applies without a name of its manager',
      patch(one, apply, pool('one')),
      [422, 'Invalid', 'is required for apply patch'],
    ],
    [
      'that applies the status of a missing object',
      patch(`${machines}/two/status?fieldManager=me`, apply, {
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind: 'MachineDeployment',
        metadata: { name: 'two', namespace: 'demo' },
        status: { replicas: 1 },
      }),
      [404, 'NotFound', '"two" not found'],
    ],
    [
      'that applies with managed fields',
      patch(`${one}?fieldManager=me`, apply, {
        ...pool('one'),
        metadata: { name: 'one', managedFields: [] },
      }),
      [400, 'BadRequest', 'managedFields must be nil'],
    ],
    [
      'that applies another kind',
      patch(`${one}?fieldManager=me`, apply, configMap('one')),
      [400, 'BadRequest', 'invalid object type'],
    ],
    [
      'that applies without a name',
      patch(`${one}?fieldManager=me`, apply, { ...pool('one'), metadata: {} }),
      [400, 'BadRequest', 'name must be provided'],
    ],
    [
      'that applies unknown fields',
      patch(`${one}?fieldManager=me`, apply, {
        ...pool('one'),
        spec: { nope: 1 },
      }),
      [500, undefined, '.spec.nope: field not declared in schema'],
    ],
    [
      'that takes what another manager has',
      patch(`${one}?fieldManager=me`, apply, {
        ...pool('one'),
        spec: { ...(pool('one').spec as object), prefix: 16 },
      }),
      [409, 'Conflict', 'conflict with "test-client"'],
    ],
  ])('a patch %s', async (_what, call, refusal) => {
    expect(await refusalOf(call)).toEqual(refused(refusal));
  });

  it.each<[string, string]>([
    ['a group that nobody serves', '/apis/nope.example.org/v1'],
    ['a version that a group does not have', '/apis/cluster.x-k8s.io/v9'],
    [
      'a plural that a custom group does not have',
      '/apis/cluster.x-k8s.io/v1beta2/nothings',
    ],
    ['a path of nothing', '/nope'],
    ['a path with a gap', '/apis//v1'],
  ])('%s is answered in plain text', async (_what, path) => {
    const answer = await kube.call({ path });
    expect([answer.status, answer.text]).toEqual([404, '404 page not found\n']);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});
