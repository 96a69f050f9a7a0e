import type { KubeObject } from '../../object/types';
import {
  configMap,
  configMaps,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

describe('deleting', () => {
  let kube: TestKube;
  const client = () => kube.server.client('test-client');
  const remove = (path: string, body?: object) =>
    kube.call({ method: 'DELETE', path, body });
  const status = async (path: string) => (await kube.call({ path })).status;
  const reference = (name: string) => ({ ...pool(name), name });

  function held(name: string, ...finalizers: string[]): KubeObject {
    const object = pool(name);
    return { ...object, metadata: { ...object.metadata, finalizers } };
  }

  function owned(
    name: string,
    owners: KubeObject[],
    blocks = true,
  ): KubeObject {
    const ownerReferences = owners.map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      name: metadata.name ?? '',
      uid: metadata.uid ?? '',
      blockOwnerDeletion: blocks,
    }));
    const object = configMap(name);
    return { ...object, metadata: { ...object.metadata, ownerReferences } };
  }

  beforeEach(async () => {
    kube = await startKube({ manual: true });
  });

  afterEach(() => kube.close());

  it('answers a Status for what is gone', async () => {
    const { metadata } = client().create(pool('d'));
    expect((await remove(`${pools}/d`)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: 'd',
        group: 'ipam.cluster.x-k8s.io',
        kind: 'globalinclusterippools',
        uid: metadata.uid,
      },
    });
    expect((await remove(`${pools}/d`)).status).toBe(404);
  });

  it('answers the object for what a finalizer holds, and lets it go', async () => {
    client().create(held('d', 'example.org/hold'));
    const path = `${pools}/d`;
    const { body } = await remove(path);
    expect(body.metadata).toMatchObject({
      deletionGracePeriodSeconds: 0,
      generation: 2,
      finalizers: ['example.org/hold'],
    });
    const again = await remove(path);
    expect(again.body).toEqual(body);
    const same = await kube.call({
      method: 'POST',
      path: pools,
      body: pool('d'),
    });
    expect(same.body.message).toMatch(/^object is being deleted: .*exists$/);
    const more = await kube.call({
      method: 'PATCH',
      path,
      body: { metadata: { finalizers: ['example.org/hold', 'a.org/b'] } },
      type: 'application/merge-patch+json',
    });
    expect(more.body.message).toContain('no new finalizers can be added');
    const last = await kube.call({
      method: 'PATCH',
      path,
      body: { metadata: { finalizers: null } },
      type: 'application/merge-patch+json',
    });
    expect(last.status).toBe(200);
    expect(await status(path)).toBe(404);
  });

  it.each([
    [{ preconditions: { uid: '0' } }, 409, /does not match the UID in record/],
    [
      { preconditions: { resourceVersion: '1' } },
      409,
      /The object might have been modified$/,
    ],
    [
      { propagationPolicy: 'Sideways' },
      422,
      /supported values: "Foreground", "Background", "Orphan", "nil"$/,
    ],
  ])('refuses %j', async (body, code, message) => {
    client().create(pool('d'));
    const answer = await remove(`${pools}/d`, body);
    expect(answer.status).toBe(code);
    expect(answer.body.message).toMatch(message);
    expect(await status(`${pools}/d`)).toBe(200);
  });

  it('tries a deletion without doing it', async () => {
    client().create(pool('d'));
    const dry = await remove(`${pools}/d?dryRun=All`);
    expect(dry.body.status).toBe('Success');
    expect(await status(`${pools}/d`)).toBe(200);
  });

  it('deletes what a selector selects and lists what it was', async () => {
    ['a', 'b'].forEach(name => client().create(pool(name, { batch: '1' })));
    client().create(pool('c'));
    const { body } = await remove(`${pools}?labelSelector=batch%3D1`);
    expect(body.kind).toBe('GlobalInClusterIPPoolList');
    expect(body.items).toHaveLength(2);
    const left = client().list(pool(''));
    expect(left.map(object => object.metadata.name)).toEqual(['c']);
  });

  it('collects dependants in the background, soon after their owner', async () => {
    const owner = client().create(pool('owner'));
    client().create(owned('dependant', [owner]));
    await remove(`${pools}/owner`);
    expect(await status(`${configMaps}/dependant`)).toBe(200);
    await kube.clock.advance(100);
    expect(await status(`${configMaps}/dependant`)).toBe(404);
  });

  it('collects dependants first in the foreground', async () => {
    const owner = client().create(pool('owner'));
    const sent = owned('dependant', [owner]);
    sent.metadata.finalizers = ['example.org/hold'];
    client().create(sent);
    const { body } = await remove(
      `${pools}/owner?propagationPolicy=Foreground`,
    );
    expect(body.metadata.finalizers).toEqual(['foregroundDeletion']);
    await kube.clock.advance(1000);
    expect(await status(`${pools}/owner`)).toBe(200);
    const dependant = await kube.call({ path: `${configMaps}/dependant` });
    expect(dependant.body.metadata.deletionTimestamp).toBeDefined();
    client().patch(
      { ...sent, name: 'dependant', namespace: 'demo' },
      { metadata: { finalizers: null } },
    );
    await kube.clock.advance(1000);
    expect(await status(`${pools}/owner`)).toBe(404);
  });

  it('lets orphans live', async () => {
    const owner = client().create(pool('owner'));
    client().create(owned('dependant', [owner]));
    await remove(`${pools}/owner`, { propagationPolicy: 'Orphan' });
    await kube.clock.advance(1000);
    expect(await status(`${pools}/owner`)).toBe(404);
    const { body } = await kube.call({ path: `${configMaps}/dependant` });
    expect(body.metadata.ownerReferences).toBeUndefined();
  });

  it('keeps what has another owner, and collects what never had one', async () => {
    const owners = ['one', 'two'].map(name => client().create(pool(name)));
    client().create(owned('shared', owners));
    const ghost = pool('ghost');
    client().create(
      owned('ghostly', [{ ...ghost, metadata: { name: 'ghost', uid: '0' } }]),
    );
    client().delete(reference('one'));
    await kube.clock.advance(1000);
    const { body } = await kube.call({ path: `${configMaps}/shared` });
    expect(body.metadata.ownerReferences).toHaveLength(1);
    expect(await status(`${configMaps}/ghostly`)).toBe(404);
  });

  it('ends a namespace when all in it is gone', async () => {
    const object = configMap('held');
    object.metadata.finalizers = ['example.org/hold'];
    client().create(object);
    client().create(configMap('free'));
    const { body } = await remove('/api/v1/namespaces/demo');
    expect(body.status).toMatchObject({ phase: 'Terminating' });
    const late = await kube.call({
      method: 'POST',
      path: configMaps,
      body: configMap('late'),
    });
    expect(late.body).toMatchObject({
      code: 403,
      details: { causes: [{ reason: 'NamespaceTerminating' }] },
    });
    await kube.clock.advance(2000);
    expect(await status(`${configMaps}/free`)).toBe(404);
    const stuck = await kube.call({ path: '/api/v1/namespaces/demo' });
    expect(stuck.body.status).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          message:
            'Some content in the namespace has finalizers remaining: example.org/hold in 1 resource instances',
        }),
      ]),
    });
    client().patch(
      { ...object, name: 'held', namespace: 'demo' },
      { metadata: { finalizers: null } },
    );
    await kube.clock.advance(1000);
    expect(await status('/api/v1/namespaces/demo')).toBe(404);
  });

  it('protects its own namespaces', async () => {
    const { body } = await remove('/api/v1/namespaces/default');
    expect(body.message).toBe(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
  });

  it('gives a pod on a node time, and one without none', async () => {
    const pod = (name: string, nodeName?: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'demo' },
      spec: { containers: [{ name: 'a', image: 'a' }], nodeName },
    });
    client().create(pod('placed', 'worker-1'));
    client().create(pod('waiting'));
    const path = '/api/v1/namespaces/demo/pods';
    const placed = await remove(`${path}/placed`);
    expect(placed.body.metadata.deletionGracePeriodSeconds).toBe(30);
    expect((await remove(`${path}/waiting`)).body.status).toBe('Success');
    const now = await remove(`${path}/placed?gracePeriodSeconds=0`);
    expect(now.body.status).toBe('Success');
  });
});
