import {
  configMap,
  pool,
  startKube,
  TestKube,
} from './__testUtils__/startKube';

describe('ControllerClient', () => {
  let kube: TestKube;
  const client = (manager = 'controller') => kube.server.client(manager);
  const reference = (name: string) => ({ ...pool(name), name });

  beforeEach(async () => {
    kube = await startKube({ manual: true });
  });

  afterEach(() => kube.close());

  it('sees and does what clients over the wire see and do', async () => {
    const made = client().create(pool('a'));
    const { body } = await kube.call({
      path: '/apis/ipam.cluster.x-k8s.io/v1alpha2/globalinclusterippools/a',
    });
    expect(body).toEqual(made);
    expect(client().get(reference('nope'))).toBeUndefined();
    expect(() => client().create(pool('Bad_Name'))).toThrow('is invalid');
    expect(() => client().create({ ...pool('b'), nope: 1 })).toThrow(
      'unknown field "nope"',
    );
  });

  it('locks optimistically', () => {
    const first = client().create(pool('a'));
    client().patch(reference('a'), { spec: { prefix: 25 } });
    expect(() => client().update(first)).toThrow(
      'the object has been modified; please apply',
    );
    const status = {
      ipAddresses: { free: 1, outOfRange: 0, total: 1, used: 0 },
    };
    const now = client().get(reference('a'));
    const done = client().updateStatus({ ...now!, status });
    expect(done).toMatchObject({ status, spec: { prefix: 25 } });
  });

  it('applies and names whom it conflicts with', () => {
    client('one').apply(pool('a'));
    const other = pool('a');
    other.spec = { ...(other.spec as object), prefix: 25 };
    expect(() => client('two').apply(other)).toThrow('conflict with "one"');
    const forced = client('two').apply(other, { force: true });
    expect(forced.spec).toMatchObject({ prefix: 25 });
  });

  it('hands out copies', () => {
    client().create(pool('a', { x: 'y' }));
    const mine = client().get(reference('a'))!;
    mine.metadata.labels = {};
    expect(client().get(reference('a'))?.metadata.labels).toEqual({ x: 'y' });
  });

  it('lists by selectors and watches from what exists', () => {
    client().create(pool('a', { x: 'y' }));
    client().create(pool('b'));
    const list = client().list({ ...pool(''), labelSelector: 'x=y' });
    expect(list.map(object => object.metadata.name)).toEqual(['a']);
    const seen: string[] = [];
    const stop = client().watch(pool(''), ({ type, object }) => {
      seen.push(`${type} ${object.metadata.name}`);
    });
    client().delete(reference('b'));
    client().delete(reference('b'));
    stop();
    client().create(pool('c'));
    expect(seen).toEqual(['ADDED a', 'ADDED b', 'DELETED b']);
  });

  it('says which kind its server does not have', () => {
    expect(client().serves('v1', 'ConfigMap')).toBe(true);
    expect(() =>
      client().create({ ...configMap('a'), kind: 'Nothing' }),
    ).toThrow('This API server does not serve Nothing of v1.');
  });

  it('writes a kubeconfig for users that exist', () => {
    expect(kube.server.kubeconfig('admin')).toContain(
      `server: ${kube.server.url}`,
    );
    expect(() => kube.server.kubeconfig('nobody')).toThrow(
      "mgmt-test has no user 'nobody'. Choose one of: admin.",
    );
  });
});
