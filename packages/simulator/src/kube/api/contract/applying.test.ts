import { pool, pools, startKube, TestKube } from '../__testUtils__/startKube';

const apply = 'application/apply-patch+yaml';

describe('applying', () => {
  let kube: TestKube;
  const patch = (path: string, body: object | string, type: string) =>
    kube.call({ method: 'PATCH', path, body, type });

  beforeAll(async () => {
    kube = await startKube();
  });

  afterAll(() => kube.close());

  it('applies: creates, shares, conflicts, takes over and lets go', async () => {
    const path = `${pools}/applied`;
    const by = (manager: string) => `${path}?fieldManager=${manager}`;
    const wanted = pool('applied', { owner: 'team-a' });
    expect((await patch(by('rackstage'), wanted, apply)).status).toBe(201);
    const again = await patch(by('rackstage'), wanted, apply);
    expect(again.status).toBe(200);
    const { resourceVersion } = again.body.metadata;
    const other = {
      ...wanted,
      spec: { ...(wanted.spec as object), prefix: 25 },
    };
    const conflict = await patch(by('other'), other, apply);
    expect(conflict.body).toMatchObject({
      code: 409,
      message:
        'Apply failed with 1 conflict: conflict with "rackstage": .spec.prefix',
      details: {
        causes: [{ reason: 'FieldManagerConflict', field: '.spec.prefix' }],
      },
    });
    const now = await kube.call({ path });
    expect(now.body.metadata.resourceVersion).toBe(resourceVersion);
    const forced = await patch(`${by('other')}&force=true`, other, apply);
    expect(forced.body.spec).toMatchObject({ prefix: 25 });
    const { labels: _labels, ...bare } = wanted.metadata;
    const rest = { ...other, metadata: bare };
    const less = await patch(by('rackstage'), rest, apply);
    expect(less.body.metadata.labels).toEqual({ owner: 'team-a' });
    const last = await patch(by('other'), rest, apply);
    expect(last.body.metadata.labels).toBeUndefined();
  });

  it.each([
    ['', pool('x'), [422, /fieldManager: Required value/]],
    [
      `?fieldManager=${'x'.repeat(129)}`,
      pool('x'),
      [422, /may not be more than 128/],
    ],
    ['?fieldManager=a%00b', pool('x'), [422, /invalid character U\+0000/]],
    [
      '?fieldManager=a',
      { ...pool('x'), nope: 1 },
      [500, /field not declared in schema$/],
    ],
    ['?fieldManager=a', {}, [400, /^invalid object type: \/, Kind=$/]],
    [
      '?fieldManager=a',
      pool('other'),
      [400, /does not match the name on the URL/],
    ],
    ['?fieldManager=a', '{ [', [400, /error decoding YAML/]],
  ] as [string, object | string, [number, RegExp]][])(
    'refuses to apply with %s %j',
    async (query, body, [status, message]) => {
      const answer = await patch(`${pools}/x${query}`, body, apply);
      expect(answer.status).toBe(status);
      expect(answer.body.message).toMatch(message);
    },
  );

  it('applies to the status apart from the rest', async () => {
    const path = `${pools}/with-status`;
    await patch(`${path}?fieldManager=portal`, pool('with-status'), apply);
    const { spec: _spec, ...bare } = pool('with-status');
    const status = {
      ipAddresses: { free: 1, outOfRange: 0, total: 2, used: 1 },
    };
    const answer = await patch(
      `${path}/status?fieldManager=controller`,
      { ...bare, status },
      apply,
    );
    expect(answer.body).toMatchObject({ status, spec: { prefix: 24 } });
    expect(answer.body.metadata.managedFields).toMatchObject([
      { manager: 'controller', subresource: 'status' },
      { manager: 'portal' },
    ]);
    const missing = await patch(
      `${pools}/nope/status?fieldManager=controller`,
      { ...bare, metadata: { name: 'nope' }, status },
      apply,
    );
    expect(missing.status).toBe(404);
  });

  it('does not count empty labels as a change', async () => {
    const path = `${pools}/empty?fieldManager=portal`;
    const first = await patch(path, pool('empty'), apply);
    expect(first.body.metadata).not.toHaveProperty('labels');
    const second = await patch(path, pool('empty'), apply);
    expect(second.body).toEqual(first.body);
  });

  it('needs no part of what others own to be valid', async () => {
    const path = `${pools}/partial`;
    await patch(`${path}?fieldManager=portal`, pool('partial'), apply);
    const { spec: _spec, ...bare } = pool('partial', { a: 'b' });
    const answer = await patch(`${path}?fieldManager=labels`, bare, apply);
    expect(answer.body).toMatchObject({
      metadata: { labels: { a: 'b' }, generation: 1 },
      spec: { prefix: 24 },
    });
  });
});
