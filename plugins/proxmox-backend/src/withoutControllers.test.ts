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
import { Simulator, startSimulator } from '@rackstage/simulator';
import { anOrderSpec, someDecisions } from './__testUtils__/anOrder';
import { grantAccess } from './__testUtils__/grantAccess';
import { connectAdmin, listKubeTargets } from './__testUtils__/kubeTargets';
import {
  Portal,
  sourceConfig,
  startPortal,
  users,
} from './__testUtils__/startPortal';
import { applyThings, planThings } from './orders/applyThings';
import { cleanUpThings } from './orders/cleanUpThings';
import { KubeWriter, locateWritable } from './orders/writableKinds';

// A whole backend and simulated clusters, or servers elsewhere, on machines that are busy.
jest.setTimeout(120_000);

const MGMT = 'mgmt';
const SECRET = 'token-of-the-provider';

describe.each(listKubeTargets())(
  'an API server on which no controller acts ($title)',
  target => {
    // A real server keeps what earlier runs left: its namespaces need a controller to go.
    const tenant = `tenant-${Date.now().toString(36)}`;
    const spec = anOrderSpec({ managementCluster: MGMT, tenant });
    let simulator: Simulator;
    let portal: Portal;
    let admin: KubeClient;
    /** The portal's own client, with the rights of the documentation. */
    let writer: KubeClient;
    let order: Pick<Order, 'id' | 'spec' | 'things'>;
    let manifests: KubeManifest[];

    beforeAll(async () => {
      simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
      const connection = await target.connect(simulator);
      const { url, ca = '' } = connection;
      admin = connectAdmin(connection);
      await grantAccess({ admin, subject: target.subject, tenant });
      portal = await startPortal({
        clusters: [sourceConfig(simulator.site('fra'))],
        kubernetes: [
          {
            name: MGMT,
            url,
            ca,
            token: await target.getToken(simulator, connection),
            owners: {
              default: users.sre,
              rules: [{ namespace: tenant, owner: users.alice }],
            },
          },
        ],
      });
      writer = portal.inventory.getKubeClient(MGMT);
      const orderId = `order-${tenant}`;
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
    const uidOf = async (location: Parameters<KubeWriter['get']>[0]) =>
      (await admin.get(location)).metadata.uid!;

    afterAll(async () => {
      await portal?.stop();
      await admin?.delete(
        { group: '', version: 'v1', plural: 'namespaces', name: tenant },
        { uid: await uidOf(tenantLocation(tenant)) },
      );
      await admin?.close();
      await simulator?.close();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const locate = (kind: string) =>
      locateWritable(order.things.find(thing => thing.kind === kind)!, tenant);
    const stateWhere = async (
      isRight: (
        state: NonNullable<
          ReturnType<Portal['inventory']['getManagementCluster']>
        >,
      ) => unknown,
    ) => {
      for (;;) {
        const state = portal.inventory.getManagementCluster(MGMT)!;
        if (isRight(state)) {
          return state;
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    };
    const findShop = (
      clusters: { namespace: string; name: string }[] | undefined,
    ) =>
      clusters?.find(
        ({ namespace, name }) => namespace === tenant && name === spec.name,
      );

    it('is known by discovery, and can be read with the documented rights', async () => {
      const { data, warnings, error } = await stateWhere(
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
      await stateWhere(({ data }) => findShop(data?.tenantClusters));
      const list = await portal.get('alice', '/v1/tenant-clusters').expect(200);
      const { items } = tenantClustersAnswerSchema.parse(list.body);
      expect(findShop(items)).toMatchObject({
        ready: false,
        reason: 'NoControllerActed',
        pools: [{ replicas: 2, readyReplicas: 0 }],
      });
      const diagnose = async () => {
        const { body } = await portal
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
      await stateWhere(
        ({ data }) =>
          data?.tenantClusters.find(({ namespace }) => namespace === tenant)
            ?.pools.length === 0,
      );
      await admin.delete(cluster, { uid: await uidOf(cluster) });
      await stateWhere(({ data }) => !findShop(data?.tenantClusters));
    });
  },
);

/** From here on it is later, for whoever asks for the time; nothing is waited for. */
function passTime(milliseconds: number) {
  jest.useFakeTimers({
    now: Date.now() + milliseconds,
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

function tenantLocation(name: string) {
  return { group: '', version: 'v1', plural: 'namespaces', name };
}
