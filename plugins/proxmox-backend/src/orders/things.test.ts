import { Order, OrderedThing } from '@rackstage/plugin-proxmox-common';
import { KubeManifest, ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { applyThings, planThings } from './applyThings';
import { aKubeError, FakeKube } from '../__testUtils__/FakeKube';
import { cleanUpThings } from './cleanUpThings';
import { parseOrderSpec } from './parseOrderSpec';
import { locateWritable } from './writableKinds';

const TENANT = 'tenant-team-a';
const spec = parseOrderSpec({
  managementCluster: 'mgmt-a',
  tenant: TENANT,
  name: 'acme',
  version: 'v1.33.3',
  pool: { replicas: 2, cores: 4, memoryMiB: 8192, diskGiB: 60 },
  proxmox: { source: 'fra', template: 9000, storage: 'c', bridge: 'v' },
  network: {
    addresses: '10.0.0.150-10.0.0.180',
    prefix: 24,
    gateway: '10.0.0.1',
    dnsServers: ['10.0.0.1'],
  },
});

function aManifest(apiVersion: string, kind: string, order = 'order-1') {
  return {
    apiVersion,
    kind,
    metadata: {
      name: 'acme',
      namespace: TENANT,
      labels: { [ORDER_LABEL]: order },
    },
  };
}
const manifests: KubeManifest[] = [
  aManifest('v1', 'Secret'),
  aManifest('cluster.x-k8s.io/v1beta2', 'Cluster'),
  aManifest('cluster.x-k8s.io/v1beta2', 'MachineDeployment'),
];
const CLUSTER = 'clusters/acme';

/** An order that survives its runs, as the database keeps it. */
function setUp() {
  const kube = new FakeKube();
  const order: Pick<Order, 'id' | 'spec' | 'things'> = {
    id: 'order-1',
    spec,
    things: planThings(manifests),
  };
  const record = async (things: OrderedThing[]) => {
    order.things = things;
  };
  const apply = () => applyThings({ writer: kube, order, manifests, record });
  const cleanUp = async () => {
    const result = await cleanUpThings({ writer: kube, order });
    order.things = result.things;
    return result;
  };
  return { kube, order, apply, cleanUp };
}

describe('things of an order', () => {
  it('creates and records them, and a second run finds its own work', async () => {
    const { kube, order, apply } = setUp();
    await apply();
    const first = order.things;
    await apply();

    expect(first.map(({ state, uid }) => [state, uid])).toEqual([
      ['created', 'uid-1'],
      ['created', 'uid-2'],
      ['created', 'uid-3'],
    ]);
    expect(order.things).toEqual(first);
    expect(kube.objects.size).toBe(3);
  });

  it('goes on where it was killed', async () => {
    const { kube, order, apply } = setUp();
    kube.fail = { at: CLUSTER, error: new Error('killed') };
    await expect(apply()).rejects.toThrow('killed');
    expect(order.things.map(({ state }) => state)).toEqual([
      'created',
      'planned',
      'planned',
    ]);
    kube.fail = undefined;
    await apply();

    expect(order.things.every(({ state }) => state === 'created')).toBe(true);
  });

  it('knows what it made anew after somebody had deleted it, also where it is killed then', async () => {
    const { kube, order, apply, cleanUp } = setUp();
    await apply();
    kube.objects.delete(CLUSTER);
    await cleanUp();
    expect(order.things.every(({ state }) => state === 'deleted')).toBe(true);

    const create = kube.apply.bind(kube);
    kube.apply = async (object, options) => {
      const result = await create(object, options);
      if (object.kind === 'Cluster') {
        throw new Error('killed');
      }
      return result;
    };
    await expect(apply()).rejects.toThrow('killed');
    kube.apply = create;
    await apply();
    expect(kube.objects.get(CLUSTER)!.metadata.uid).toBe('uid-5');
    expect(order.things[1]).toMatchObject({ state: 'created', uid: 'uid-5' });
  });

  it('leaves nothing of what it made anew, where it was killed before it was recorded', async () => {
    const { kube, apply, cleanUp } = setUp();
    await apply();
    kube.objects.delete(CLUSTER);
    const create = kube.apply.bind(kube);
    kube.apply = async (object, options) => {
      await create(object, options);
      throw new Error(`killed at ${object.kind}`);
    };
    await expect(apply()).rejects.toThrow('killed at Secret');
    kube.apply = async (object, options) => {
      const result = await create(object, options);
      if (object.kind === 'Cluster') {
        throw new Error('killed');
      }
      return result;
    };
    await expect(apply()).rejects.toThrow('killed');

    expect((await cleanUp()).foreign).toEqual([]);
    expect(kube.objects.size).toBe(0);
  });

  it('does not build on what is being deleted', async () => {
    const { kube, apply } = setUp();
    await apply();
    kube.objects.get(CLUSTER)!.metadata.deletionTimestamp =
      '2026-11-22T10:00:00Z';

    await expect(apply()).rejects.toThrow(
      /Cluster acme of this order is still being deleted. Resume/,
    );
  });

  it('does not take over what is not its own', async () => {
    const { kube, apply } = setUp();
    const foreign = aManifest('cluster.x-k8s.io/v1beta2', 'Cluster', 'order-9');
    await kube.apply(foreign, { plural: 'clusters' });

    await expect(apply()).rejects.toThrow(
      /Cluster acme exists in tenant-team-a and is not of this order/,
    );
  });

  it('names who manages a field, and forces nothing', async () => {
    const { kube, apply } = setUp();
    kube.fail = {
      at: 'machinedeployments/acme',
      error: aKubeError('conflict'),
    };

    await expect(apply()).rejects.toThrow(
      /\.spec\.replicas: conflict with "autoscaler".*not overwritten/,
    );
  });

  it('removes the Cluster first, waits for it, and leaves nothing', async () => {
    const { kube, order, apply, cleanUp } = setUp();
    await apply();
    kube.done.length = 0;
    kube.hold.add(CLUSTER);

    kube.objects.get(CLUSTER)!.metadata.finalizers = ['cluster.x-k8s.io'];
    const [first, ...others] = (await cleanUp()).remaining;
    expect(first).toMatchObject({
      thing: { kind: 'Cluster' },
      finalizers: ['cluster.x-k8s.io'],
    });
    expect(others).toHaveLength(2);
    await cleanUp();
    // The machines need the credentials until they are gone.
    expect(kube.done).toEqual([`delete ${CLUSTER}`]);

    kube.objects.delete(CLUSTER);
    const { remaining, foreign } = await cleanUp();
    expect([remaining, foreign]).toEqual([[], []]);
    expect(kube.objects.size).toBe(0);
    expect(order.things.every(({ state }) => state === 'deleted')).toBe(true);
  });

  it('never touches an object that took the name', async () => {
    const { kube, apply, cleanUp } = setUp();
    await apply();
    const successor = kube.objects.get(CLUSTER)!;
    successor.metadata.uid = 'uid-of-another';
    const { foreign } = await cleanUp();

    expect(foreign).toMatchObject([{ kind: 'Cluster' }]);
    expect([...kube.objects.values()]).toEqual([successor]);
  });

  it('finds what was created just before it was killed by the mark of the order', async () => {
    const { kube, cleanUp } = setUp();
    await kube.apply(manifests[1], { plural: 'clusters' });
    await kube.apply(aManifest('v1', 'Secret', 'order-9'), {
      plural: 'secrets',
    });
    const { foreign } = await cleanUp();

    expect(foreign).toMatchObject([{ kind: 'Secret' }]);
    expect([...kube.objects.keys()]).toEqual(['secrets/acme']);
  });

  it('takes a version that is not served any more for no proof that a thing is gone', async () => {
    const { kube, apply, cleanUp, order } = setUp();
    await apply();
    kube.get = async () => {
      throw aKubeError(
        'not-found',
        'the server could not find the requested resource',
      );
    };

    await expect(cleanUp()).rejects.toThrow(
      'does not serve clusters of cluster.x-k8s.io/v1beta2 at present, so it cannot be told whether acme is there.',
    );
    expect(order.things.every(({ state }) => state === 'created')).toBe(true);
  });

  it('takes a failed read for no proof that a thing is gone', async () => {
    const { kube, apply, cleanUp, order } = setUp();
    await apply();
    kube.get = async () => {
      throw aKubeError('timeout');
    };

    await expect(cleanUp()).rejects.toThrow('timeout');
    expect(order.things.every(({ state }) => state === 'created')).toBe(true);
  });

  it.each([
    [
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: TENANT },
      /do not write Deployment/,
    ],
    [
      { apiVersion: 'v1', kind: 'Secret', namespace: 'kube-system' },
      /do not write to namespace kube-system/,
    ],
    [
      { apiVersion: 'v1', kind: 'Secret' },
      /do not write to namespace \(none\)/,
    ],
    [
      { apiVersion: 'example.org/v1', kind: 'Cluster', namespace: TENANT },
      /do not write Cluster/,
    ],
  ])('does not write %j', (object, complaint) => {
    expect(() => locateWritable({ ...object, name: 'a' }, TENANT)).toThrow(
      complaint,
    );
  });
});
