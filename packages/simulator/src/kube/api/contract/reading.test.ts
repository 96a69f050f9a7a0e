import {
  configMap,
  configMaps,
  eventually,
  ipam,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

describe('reading', () => {
  let kube: TestKube;
  const names = (body: object) =>
    (body as { items: { metadata: { name: string } }[] }).items.map(
      item => item.metadata.name,
    );

  beforeAll(async () => {
    kube = await startKube();
    const client = kube.server.client('test-client');
    for (let i = 0; i < 5; i += 1) {
      client.create(pool(`pool-${i}`, { tier: i % 2 ? 'gold' : 'silver' }));
    }
  });

  afterAll(() => kube.close());

  it('tells its version and health to everybody', async () => {
    const as = 'nobody-at-all';
    const version = await kube.call({ path: '/version', as });
    expect(version.body).toMatchObject({ gitVersion: 'v1.36.2' });
    const health = await kube.call({ path: '/readyz', as });
    expect(health.text).toBe('ok');
    expect(health.headers['content-type']).toBe('text/plain; charset=utf-8');
    const verbose = await kube.call({ path: '/readyz?verbose' });
    expect(verbose.text).toMatch(/^\[\+\]ping ok\n.*readyz check passed\n$/s);
  });

  it('lists in pages of one revision, though objects come and go', async () => {
    const first = await kube.call({ path: `${pools}?limit=2` });
    expect(names(first.body)).toEqual(['pool-0', 'pool-1']);
    const { metadata } = first.body;
    expect(metadata).toMatchObject({ remainingItemCount: 3 });
    const client = kube.server.client('test-client');
    client.create(pool('pool-2a'));
    const token = String(metadata.continue);
    const second = await kube.call({
      path: `${pools}?limit=2&continue=${token}`,
    });
    expect(names(second.body)).toEqual(['pool-2', 'pool-3']);
    expect(second.body.metadata.resourceVersion).toBe(metadata.resourceVersion);
    const third = await kube.call({
      path: `${pools}?limit=2&continue=${second.body.metadata.continue}`,
    });
    expect(names(third.body)).toEqual(['pool-4']);
    // The last page of a custom list says so by an empty token.
    expect(third.body.metadata.continue).toBe('');
    client.delete({ ...pool(''), name: 'pool-2a' });
  });

  it('ignores the limit with resourceVersion=0 and for negative values', async () => {
    for (const query of ['resourceVersion=0&limit=2', 'limit=-1']) {
      const { body } = await kube.call({ path: `${pools}?${query}` });
      expect(names(body)).toHaveLength(5);
    }
  });

  it('expires continue tokens and goes on inconsistently', async () => {
    const first = await kube.call({ path: `${configMaps}?limit=1` });
    expect(first.body.metadata.continue).toBeUndefined();
    const client = kube.server.client('test-client');
    ['x-0', 'x-1', 'x-2'].forEach(name => client.create(configMap(name)));
    const page = await kube.call({ path: `${configMaps}?limit=1` });
    client.create(configMap('x-1a'));
    kube.server.store.compact();
    const gone = await kube.call({
      path: `${configMaps}?limit=2&continue=${page.body.metadata.continue}`,
    });
    expect(gone.status).toBe(410);
    expect(gone.body).toMatchObject({ reason: 'Expired', code: 410 });
    const rest = await kube.call({
      path: `${configMaps}?limit=2&continue=${gone.body.metadata.continue}`,
    });
    expect(names(rest.body)).toEqual(['x-1', 'x-1a']);
    const exact = await kube.call({
      path: `${pools}?resourceVersion=402&resourceVersionMatch=Exact&limit=1`,
    });
    expect(exact.body).toMatchObject({
      message: 'The resourceVersion for the provided list is too old.',
      reason: 'Expired',
    });
  });

  it.each([
    ['labelSelector=tier%20in%20(gold),!nope', ['pool-1', 'pool-3']],
    ['labelSelector=tier!%3Dgold', ['pool-0', 'pool-2', 'pool-4']],
    ['fieldSelector=metadata.name%3Dpool-1', ['pool-1']],
  ])('selects by %s', async (query, expected) => {
    const { body } = await kube.call({ path: `${pools}?${query}` });
    expect(names(body)).toEqual(expected);
  });

  it.each([
    [
      'labelSelector=tier%3D%3D%3Dgold',
      400,
      "unable to parse requirement: found '=', expected: identifier",
    ],
    [
      'fieldSelector=spec.prefix%3D1',
      400,
      'field label not supported: spec.prefix',
    ],
    ['limit=many', 400, 'strconv.ParseInt: parsing "many": invalid syntax'],
    [
      'limit=2&continue=AAAA',
      400,
      "invalid continue token: continue key is not valid: invalid character '\\x00' looking for beginning of value",
    ],
    [
      'resourceVersion=abc',
      400,
      'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    ],
    [
      'resourceVersionMatch=Exact',
      422,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
  ])('refuses a list with %s', async (query, status, message) => {
    const answer = await kube.call({ path: `${pools}?${query}` });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ kind: 'Status', message });
  });

  it('is empty, not missing, in a namespace that does not exist', async () => {
    const path = `${ipam}/namespaces/nope/inclusterippools`;
    const answer = await kube.call({ path });
    expect(answer.status).toBe(200);
    expect(names(answer.body)).toEqual([]);
  });

  it('knows three ways to say that something is not there', async () => {
    const text = await kube.call({ path: '/apis/nope.example.org/v1' });
    expect([text.status, text.text]).toEqual([404, '404 page not found\n']);
    expect(text.headers['x-content-type-options']).toBe('nosniff');
    const custom = await kube.call({ path: `${ipam}/nothings` });
    expect(custom.text).toBe('404 page not found\n');
    const core = await kube.call({ path: '/api/v1/namespaces/demo/things' });
    expect(core.body).toMatchObject({
      message: 'the server could not find the requested resource',
      details: {},
    });
    const object = await kube.call({ path: `${pools}/nope` });
    expect(object.body).toMatchObject({
      message: 'globalinclusterippools.ipam.cluster.x-k8s.io "nope" not found',
      details: {
        name: 'nope',
        group: 'ipam.cluster.x-k8s.io',
        kind: 'globalinclusterippools',
      },
    });
    const scale = await kube.call({ path: `${pools}/pool-1/scale` });
    expect(scale.body).toMatchObject({
      message:
        'globalinclusterippools.ipam.cluster.x-k8s.io "pool-1" not found',
    });
  });

  it('waits for a revision from the future, then gives up', async () => {
    const manual = await startKube({ manual: true });
    const asked = manual.call({
      path: `${pools}?resourceVersion=99999999&resourceVersionMatch=NotOlderThan`,
    });
    await eventually(() => manual.server.calls().total === 1);
    await manual.clock.advance(3000);
    const answer = await asked;
    expect(answer.status).toBe(504);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).toMatchObject({ reason: 'Timeout' });
    await manual.close();
  });

  it('shows metadata only, a table, or YAML', async () => {
    const partial = await kube.call({
      path: `${pools}/pool-1`,
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });
    expect(partial.body).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'pool-1' },
    });
    expect(partial.body.spec).toBeUndefined();
    const list = await kube.call({ path: pools, accept: table });
    const { columnDefinitions, rows } = list.json<Table>();
    expect(columnDefinitions.map(column => column.name)).toEqual([
      'Name',
      'Addresses',
      'Total',
      'Free',
      'Used',
    ]);
    expect(rows[0].cells).toEqual([
      'pool-0',
      '["10.20.0.10-10.20.0.99"]',
      null,
      null,
      null,
    ]);
    expect(rows[0].object.kind).toBe('PartialObjectMetadata');
    const bare = await kube.call({
      path: `${pools}?includeObject=None`,
      accept: table,
    });
    expect(bare.json<Table>().rows[0].object).toBeNull();
    const yaml = await kube.call({
      path: `${pools}/pool-1`,
      accept: 'application/yaml',
    });
    expect(yaml.headers['content-type']).toBe('application/yaml');
    expect(yaml.text).toContain('  addresses:\n  - 10.20.0.10-10.20.0.99\n');
    expect(yaml.text).toMatch(/creationTimestamp: "20\d\d-/);
  });

  it('cannot answer in protobuf, unless JSON will do as well', async () => {
    const protobuf = 'application/vnd.kubernetes.protobuf';
    const path = `${pools}/pool-1`;
    expect((await kube.call({ path, accept: protobuf })).status).toBe(406);
    const either = `${protobuf},application/json`;
    expect((await kube.call({ path, accept: either })).status).toBe(200);
  });

  it('compresses large answers only', async () => {
    const headers = { 'Accept-Encoding': 'gzip' };
    const small = await kube.call({ path: pools, headers });
    expect(small.headers['content-encoding']).toBeUndefined();
    const client = kube.server.client('test-client');
    client.create(configMap('large', { text: 'x'.repeat(200 * 1024) }));
    const large = await kube.call({ path: `${configMaps}/large`, headers });
    expect(large.headers['content-encoding']).toBe('gzip');
    expect(large.body).toMatchObject({ kind: 'ConfigMap' });
  });

  it('warns of a deprecated version, also in errors', async () => {
    const path = '/apis/cluster.x-k8s.io/v1beta1/namespaces/demo/clusters';
    const warning =
      '299 - "cluster.x-k8s.io/v1beta1 Cluster is deprecated; use cluster.x-k8s.io/v1beta2 Cluster"';
    const list = await kube.call({ path });
    expect(list.headers.warning).toBe(warning);
    const missing = await kube.call({ path: `${path}/nope` });
    expect(missing.status).toBe(404);
    expect(missing.headers.warning).toBe(warning);
  });

  it('answers 429 at the first use of a custom kind, not of its own kinds', async () => {
    const fresh = await startKube({ initializesStorage: true });
    expect((await fresh.call({ path: configMaps })).status).toBe(200);
    const first = await fresh.call({ path: pools });
    expect(first.status).toBe(429);
    expect(first.headers['retry-after']).toBe('1');
    expect(first.body).toMatchObject({
      message: 'storage is (re)initializing',
      details: { retryAfterSeconds: 1 },
    });
    await eventually(
      async () => (await fresh.call({ path: pools })).status === 200,
    );
    await fresh.close();
  });
});

interface Table {
  columnDefinitions: { name: string }[];
  rows: { cells: unknown[]; object: { kind: string } }[];
}
