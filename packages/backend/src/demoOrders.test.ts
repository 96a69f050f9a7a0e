import { buildTenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import {
  DemoBackend,
  startDemoBackend,
} from './__testUtils__/startDemoBackend';
import { Persona } from './auth/personas';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(120_000);

const templateRef = 'template:default/proxmox-tenant-cluster';
const options = '/api/proxmox/v1/options';

const values = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  component: 'component:default/orders-api',
  name: 'orders',
  controlPlaneReplicas: 1,
  source: 'fra',
  template: '9010',
  version: 'v1.33.3',
  replicas: 1,
  cores: 2,
  memoryMiB: 2048,
  diskGiB: 40,
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  vlan: 40,
  addresses: '10.0.40.100-10.0.40.104',
  prefix: 24,
  gateway: '10.0.40.1',
  dnsServers: '10.0.40.1',
};

describe('orders in the demo portal', () => {
  let simulator: Simulator;
  let backend: DemoBackend;

  beforeAll(async () => {
    simulator = await startSimulator({ kubernetes: true });
    backend = await startDemoBackend(simulator);
    await eventually('the template in the catalogue', async () => {
      const { status } = await backend.get(
        'bob',
        '/api/catalog/entities/by-name/template/default/proxmox-tenant-cluster',
      );
      return status === 200;
    });
    await eventually('what the management cluster holds', async () => {
      const { body } = await backend.get(
        'sre',
        '/api/proxmox/v1/tenant-clusters',
      );
      return body.items?.length > 0;
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await simulator?.close();
  });

  async function eventually(what: string, isSo: () => Promise<boolean>) {
    const deadline = Date.now() + 60_000;
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error(`Not there after a minute: ${what}`);
      }
      await new Promise(done => {
        setTimeout(done, 200);
      });
    }
  }

  const start = (id: Persona['id'], changes: object = {}) =>
    backend.post(id, '/api/scaffolder/v2/tasks', {
      templateRef,
      values: { ...values, ...changes },
    });

  /** The log of a task, once it has ended or says what is looked for. */
  async function readTask(
    id: Persona['id'],
    task: string,
    expected: RegExp,
  ): Promise<string> {
    let text = '';
    await eventually(`${expected} in the log of the task`, async () => {
      const { body } = await backend
        .get(id, `/api/scaffolder/v2/tasks/${task}/events?after=-1`)
        .expect(200);
      text = JSON.stringify(body);
      return expected.test(text) || text.includes('"completion"');
    });
    return text;
  }

  const ordersOf = async (id: Persona['id']) => {
    const { body } = await backend
      .get(id, '/api/proxmox/v1/orders')
      .expect(200);
    return body.items as { id: string; spec: { name: string } }[];
  };

  it('offers people the tenants of their groups, and the SRE all', async () => {
    const offered = async (id: Persona['id']) => {
      const { body } = await backend
        .get(id, `${options}/tenants?managementCluster=mgmt-a`)
        .expect(200);
      return body.items.map(({ value }: { value: string }) => value);
    };
    expect(await offered('alice')).toEqual(['tenant-team-a']);
    expect(await offered('bob')).toEqual(['tenant-team-b']);
    expect(await offered('sre')).toEqual(
      expect.arrayContaining(['tenant-team-a', 'tenant-team-b']),
    );
  });

  it('refuses team B an order for the tenant of team A, in the task and at the API', async () => {
    const { body } = await start('bob').expect(201);
    expect(await readTask('bob', body.id, /NotAllowedError/)).toMatch(
      /You may not order for tenant 'tenant-team-a'/,
    );
    const request = { spec: buildTenantClusterOrderSpec(values) };
    const orders = '/api/proxmox/v1/orders/tenant-cluster';
    await backend.post('bob', `${orders}/preflight`, request).expect(403);
    await backend
      .post('bob', orders, { ...request, idempotencyKey: 'by hand, once' })
      .expect(403);
    expect(await ordersOf('sre')).toEqual([]);
  });

  it.each([
    [
      { addresses: '10.0.40.100' },
      /network.addresses: The range holds 1 address/,
    ],
    [{ template: '9000' }, /proxmox.template: Template 9000 has/],
    [{ name: 'acme' }, /name: /],
    [
      { component: 'component:default/shop-web' },
      /component: The catalogue has no component:default\/shop-web, or you may/,
    ],
  ])('refuses before anything is created: %j', async (changes, reason) => {
    const { body } = await start('alice', changes).expect(201);
    const log = await readTask('alice', body.id, /InputError/);
    expect(log).toMatch(/nothing was created/);
    expect(log).toMatch(reason);
    expect(await ordersOf('sre')).toEqual([]);
  });

  it('takes an order of team A, which team B neither sees nor can touch', async () => {
    const { body: task } = await start('alice').expect(201);
    const following = /Following the order/;
    expect(await readTask('alice', task.id, following)).toMatch(following);
    const [order] = await ordersOf('alice');
    expect(order.spec.name).toBe('orders');
    expect(await ordersOf('sre')).toHaveLength(1);

    expect(await ordersOf('bob')).toEqual([]);
    const path = `/api/proxmox/v1/orders/${order.id}`;
    await backend.get('alice', `${path}/log`).expect(200);
    for (const part of ['', '/log']) {
      await backend.get('bob', `${path}${part}`).expect(404);
    }
    for (const action of ['resume', 'clean-up']) {
      await backend.post('bob', `${path}/${action}`).expect(404);
    }
    const taskPath = `/api/scaffolder/v2/tasks/${task.id}`;
    await backend.get('bob', taskPath).expect(403);
    await backend.post('bob', `${taskPath}/cancel`).expect(403);
    const { body: tasks } = await backend.get(
      'bob',
      '/api/scaffolder/v2/tasks',
    );
    expect(JSON.stringify(tasks)).not.toContain(task.id);
    await backend.get('sre', taskPath).expect(200);

    const dependsOnIt = ({ type, targetRef }: Record<string, string>) =>
      type === 'dependsOn' &&
      targetRef === 'resource:default/mgmt-a-cluster-tenant-team-a-orders';
    await eventually(
      'the cluster at the Component that it is for',
      async () => {
        const { body } = await backend.get(
          'alice',
          '/api/catalog/entities/by-name/component/default/orders-api',
        );
        return body.relations?.some(dependsOnIt);
      },
    );

    await backend.post('alice', `${taskPath}/cancel`).expect(200);
    expect(await readTask('alice', task.id, /"completion"/)).toMatch(
      /no longer follows the order|has been cancelled/,
    );
    expect((await ordersOf('alice'))[0].id).toBe(order.id);
  });
});
