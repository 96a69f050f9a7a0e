import {
  Order,
  OrderedThing,
  tenantClusterAnswerSchema,
  tenantClustersAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import {
  buildTenantCluster,
  KubeClient,
  KubeObject,
  KubeManifest,
} from '@rackstage/plugin-proxmox-node';
import { someDecisions } from './__testUtils__/anOrder';
import { listKubeTargets } from './__testUtils__/kubeTargets';
import { sourceConfig, users } from './__testUtils__/startPortal';
import {
  MGMT,
  passTime,
  startWithoutControllers,
  WithoutControllers,
} from './__testUtils__/startWithoutControllers';
import { applyThings, planThings } from './orders/applyThings';
import { cleanUpThings } from './orders/cleanUpThings';
import { locateWritable } from './orders/writableKinds';

// A whole backend and simulated clusters, or servers elsewhere, on machines that are busy.
jest.setTimeout(120_000);

const SECRET = 'token-of-the-provider';

describe.each(listKubeTargets())(
  'an API server on which no controller acts ($title)',
  target => {
    let site: WithoutControllers;
    let tenant: string;
    let spec: Order['spec'];
    let order: Pick<Order, 'id' | 'spec' | 'things'>;
    let manifests: KubeManifest[];
    let admin: KubeClient;
    /** The portal's own client, with the rights of the documentation. */
    let writer: KubeClient;

    beforeAll(async () => {
      site = await startWithoutControllers(target, {
        clusters: simulator => [sourceConfig(simulator.site('fra'))],
      });
      ({ admin, tenant, spec } = site);
      writer = site.portal.inventory.getKubeClient(MGMT);
      const orderId = `order-of-${tenant}`;
      manifests = buildTenantCluster(
        {
          orderId,
          owner: users.alice,
          spec,
          ...someDecisions,
          credentials: {
            url: 'https://pve1.example.com:8006',
            tokenId: 'capmox@pve!capi',
            secret: SECRET,
          },
          settings: {},
        },
        target.stack,
      );
      order = { id: orderId, spec, things: planThings(manifests) };
    });
    afterAll(async () => {
      await site?.stop();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const apply = () =>
      applyThings({
        writer,
        order,
        manifests,
        record: async (things: OrderedThing[]) => {
          order.things = things;
        },
      });
    const readAll = () =>
      Promise.all(
        order.things.map(thing => admin.get(locateWritable(thing, tenant))),
      );
    const locate = (kind: string) =>
      locateWritable(order.things.find(thing => thing.kind === kind)!, tenant);
    const findShop = (
      clusters: { namespace: string; name: string }[] | undefined,
    ) =>
      clusters?.find(
        ({ namespace, name }) => namespace === tenant && name === spec.name,
      );

    it('is known by discovery, and can be read with the documented rights', async () => {
      const { data, warnings, error } = await site.stateWhere(
        ({ complete, error: problem }) => complete || problem,
      );
      expect({ error, warnings, stack: data?.stack }).toEqual({
        error: undefined,
        warnings: [],
        stack: target.stack,
      });
      expect(findShop(data?.tenantClusters)).toBeUndefined();
    });

    it('takes the manifests of an order, and the same again without a change', async () => {
      await apply();
      const first = await readAll();
      expect(order.things.map(({ state }) => state)).toEqual(
        manifests.map(() => 'created'),
      );
      const recorded = order.things;
      await apply();
      const second = await readAll();

      const versions = (objects: KubeObject[]) =>
        objects.map(({ metadata }) => metadata.resourceVersion);
      expect(versions(second)).toEqual(versions(first));
      expect(second).toEqual(first);
      expect(order.things).toEqual(recorded);
    });

    it('shows the cluster at once, and says after a while that no controller has acted', async () => {
      await site.stateWhere(({ data }) => findShop(data?.tenantClusters));
      const list = await site.portal
        .get('alice', '/v1/tenant-clusters')
        .expect(200);
      const { items } = tenantClustersAnswerSchema.parse(list.body);
      expect(findShop(items)).toMatchObject({
        ready: false,
        reason: 'NoControllerActed',
        pools: [{ replicas: 2, readyReplicas: 0 }],
      });
      const diagnose = async () => {
        const { body } = await site.portal
          .get('alice', `/v1/tenant-clusters/${MGMT}/${tenant}/${spec.name}`)
          .expect(200);
        return tenantClusterAnswerSchema.parse(body).diagnoses;
      };
      // Controllers need a moment, so their silence means nothing yet.
      expect(await diagnose()).toEqual([]);

      passTime(4 * 60_000);
      const [worst, ...others] = await diagnose();
      expect(others).toEqual([]);
      expect(worst).toMatchObject({
        ruleId: 'no-controller-acted',
        severity: 'error',
        nextStep: expect.stringContaining('capi-controller-manager'),
      });
      expect(worst.text).toMatch(/No controller has acted on shop since/);
      expect(worst.evidence?.map(({ title }) => title)).toEqual([
        'Cluster shop',
        'KamajiControlPlane shop',
        'ProxmoxCluster shop',
        'MachineDeployment shop-md-0',
      ]);
    });

    it('names whoever else manages a field, and forces nothing', async () => {
      const pool = locate('MachineDeployment');
      await admin.patch(
        pool,
        { spec: { replicas: 7 } },
        { fieldManager: 'autoscaler' },
      );
      const before = await admin.get(pool);
      await expect(apply()).rejects.toThrow(
        /MachineDeployment shop-md-0 has fields that somebody else manages: \.spec\.replicas: conflict with "autoscaler".*not overwritten/,
      );
      expect(await admin.get(pool)).toEqual(before);

      const secret = locate('Secret');
      const credentials = Object(await admin.get(secret)).data;
      await admin.patch(
        secret,
        { data: { url: Buffer.from('https://other').toString('base64') } },
        { fieldManager: 'vault' },
      );
      const refusal: Error = await apply().catch(error => error);
      expect(refusal.message).toMatch(/\.data\.url: conflict with "vault"/);
      expect(refusal.message).not.toContain(SECRET);
      expect(refusal.message).not.toContain(credentials.secret);

      // Whoever wants what the order wants is in nobody's way.
      await admin.patch(
        pool,
        { spec: { replicas: 2 } },
        { fieldManager: 'autoscaler' },
      );
      await admin.patch(
        secret,
        { data: { url: credentials.url } },
        { fieldManager: 'vault' },
      );
      await apply();
    });

    it('gives the portal no right that it does not need', async () => {
      const forbidden = { kind: 'forbidden' };
      const secrets = { group: '', version: 'v1', plural: 'secrets' };
      const core = 'cluster.x-k8s.io';
      const version = target.stack;
      await Promise.all([
        expect(
          writer.get({ ...secrets, namespace: 'kube-system', name: 'any' }),
        ).rejects.toMatchObject(forbidden),
        expect(
          writer.list({ ...secrets, namespace: tenant }),
        ).rejects.toMatchObject(forbidden),
        expect(
          writer.delete(
            {
              group: core,
              version,
              plural: 'machines',
              namespace: tenant,
              name: 'any',
            },
            { uid: 'any' },
          ),
        ).rejects.toMatchObject(forbidden),
        expect(
          writer.delete(tenantLocation(tenant), { uid: 'any' }),
        ).rejects.toMatchObject(forbidden),
      ]);
    });

    it('loses what the order created, and nothing that took its name', async () => {
      const cluster = locate('Cluster');
      const old = await admin.get(cluster);
      await admin.delete(cluster, { uid: old.metadata.uid! });
      const [successor] = manifests.filter(({ kind }) => kind === 'Cluster');
      await admin.apply(
        { ...successor, metadata: { name: spec.name, namespace: tenant } },
        { plural: 'clusters', fieldManager: 'somebody' },
      );
      await expect(
        writer.delete(cluster, { uid: old.metadata.uid! }),
      ).rejects.toMatchObject({ kind: 'conflict' });

      const { foreign, remaining, things } = await cleanUpThings({
        writer,
        order,
      });
      expect({ foreign, remaining }).toMatchObject({
        foreign: [{ kind: 'Cluster' }],
        remaining: [],
      });
      expect(things.filter(({ state }) => state !== 'deleted')).toHaveLength(1);
      const left = await Promise.allSettled(
        order.things.map(thing => admin.get(locateWritable(thing, tenant))),
      );
      expect(left.map(({ status }) => status)).toEqual(
        order.things.map(({ kind }) =>
          kind === 'Cluster' ? 'fulfilled' : 'rejected',
        ),
      );
      await site.stateWhere(
        ({ data }) =>
          data?.tenantClusters.find(({ namespace }) => namespace === tenant)
            ?.pools.length === 0,
      );
      const { metadata } = await admin.get(cluster);
      await admin.delete(cluster, { uid: metadata.uid! });
      await site.stateWhere(({ data }) => !findShop(data?.tenantClusters));
    });
  },
);

function tenantLocation(name: string) {
  return { group: '', version: 'v1', plural: 'namespaces', name };
}
