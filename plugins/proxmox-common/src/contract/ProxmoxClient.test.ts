import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { TenantClusterOrderSpec } from './orders';
import { ProxmoxClient } from './ProxmoxClient';

const guest = {
  source: 'fra',
  type: 'qemu',
  vmid: 201,
  node: 'pve1',
  name: 'orders-api-1',
  status: 'running',
  template: false,
  tags: ['prod'],
  owner: 'group:default/team-a',
  entityRef: 'resource:default/fra-guest-201',
};
const source = {
  name: 'fra',
  title: 'Frankfurt',
  health: 'healthy',
  problems: [],
};
const managementCluster = { ...source, name: 'mgmt-a', title: 'Management A' };
const tenantCluster = {
  source: 'mgmt-a',
  namespace: 'tenant-team-a',
  name: 'acme',
  stack: 'v1beta1',
  phase: 'Provisioning',
  ready: false,
  reason: 'WaitingForCloudInit',
  paused: false,
  pools: [],
  conditions: [{ type: 'Ready', status: 'False' }],
  createdAt: '2026-11-21T09:30:00.000Z',
  owner: 'group:default/team-a',
  entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-acme',
};
const spec: TenantClusterOrderSpec = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'shop',
  version: 'v1.33.3',
  controlPlaneReplicas: 2,
  pool: { replicas: 3, cores: 4, memoryMiB: 8192, diskGiB: 40 },
  proxmox: {
    source: 'fra',
    template: 9010,
    storage: 'ceph-vm',
    bridge: 'vmbr0',
    nodes: [],
  },
  network: {
    addresses: '10.0.0.150-10.0.0.160',
    prefix: 24,
    gateway: '10.0.0.1',
    dnsServers: ['10.0.0.1'],
  },
};
const order = {
  id: 'o-1',
  kind: 'tenant-cluster',
  state: 'failed',
  requestedBy: 'user:default/alice',
  owner: 'group:default/team-a',
  spec,
  things: [
    {
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'Cluster',
      namespace: 'tenant-team-a',
      name: 'shop',
      state: 'planned',
    },
  ],
  diagnoses: [],
  entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-shop',
  createdAt: '2026-11-22T09:30:00.000Z',
  updatedAt: '2026-11-22T09:31:00.000Z',
};
const line = (name: string, children: object[]) => ({
  kind: 'Machine',
  name,
  count: 1,
  conditions: [],
  children,
});

describe('ProxmoxClient, over a real socket', () => {
  const requested: string[] = [];
  const bodies: string[] = [];
  let answer: (response: ServerResponse) => void;
  let server: Server;
  let client: ProxmoxClient;

  beforeAll(async () => {
    server = createServer(async (request: IncomingMessage, response) => {
      requested.push(`${request.method} ${request.url}`);
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      bodies.push(Buffer.concat(chunks).toString());
      answer(response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    client = new ProxmoxClient({
      discoveryApi: {
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      },
      fetchApi: { fetch },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    requested.length = 0;
    bodies.length = 0;
  });

  const answerJson = (status: number, body: object) => {
    answer = response => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
  };

  it('asks for a page of guests with only what was given', async () => {
    answerJson(200, {
      items: [guest],
      total: 1,
      offset: 0,
      limit: 50,
      sources: [source],
    });
    const page = await client.getGuests({
      search: 'orders & co',
      source: undefined,
      limit: 50,
    });
    expect(requested).toEqual([
      'GET /api/proxmox/v1/guests?search=orders+%26+co&limit=50',
    ]);
    expect(page.items[0].name).toBe('orders-api-1');
  });

  it('escapes every part of a path', async () => {
    answerJson(200, {
      upid: 'x',
      lines: [{ n: 1, text: 'TASK OK' }],
      total: 1,
    });
    await client.getTaskLog(
      { source: 'a/b', type: 'lxc', vmid: 210 },
      { upid: 'UPID:pve1:0000:0:0:vzstart:210:root@pam!t:', start: 0 },
    );
    expect(requested[0]).toBe(
      'GET /api/proxmox/v1/guests/a%2Fb/lxc/210/tasks/UPID%3Apve1%3A0000%3A0%3A0%3Avzstart%3A210%3Aroot%40pam!t%3A/log?start=0',
    );
  });

  it('turns a refusal into an error that carries the cause', async () => {
    answerJson(404, {
      error: { name: 'NotFoundError', message: 'No guest fra/qemu/9' },
      response: { statusCode: 404 },
    });
    await expect(
      client.getGuest({ source: 'fra', type: 'qemu', vmid: 9 }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotFoundError', message: 'No guest fra/qemu/9' },
    });
  });

  it('lists the tenant clusters of one management cluster', async () => {
    answerJson(200, { items: [tenantCluster], sources: [managementCluster] });
    const { items, sources } = await client.getTenantClusters({
      source: 'mgmt-a',
    });
    expect(requested).toEqual([
      'GET /api/proxmox/v1/tenant-clusters?source=mgmt-a',
    ]);
    expect(items[0].reason).toBe('WaitingForCloudInit');
    expect(sources[0].title).toBe('Management A');
  });

  it('reads a tenant cluster with its tree of conditions, to the last leaf', async () => {
    answerJson(200, {
      cluster: tenantCluster,
      source: managementCluster,
      machines: [],
      tree: line('acme', [line('acme-md-0', [line('acme-md-0-a', [])])]),
      diagnoses: [],
    });
    const { tree } = await client.getTenantCluster({
      source: 'mgmt a',
      namespace: 'tenant-team-a',
      name: 'acme',
    });
    expect(requested).toEqual([
      'GET /api/proxmox/v1/tenant-clusters/mgmt%20a/tenant-team-a/acme',
    ]);
    expect(tree.children[0].children[0].name).toBe('acme-md-0-a');
  });

  it('refuses a tree that is broken far below', async () => {
    answerJson(200, {
      cluster: tenantCluster,
      source: managementCluster,
      machines: [],
      tree: line('acme', [line('acme-md-0', [{ kind: 'Machine' }])]),
      diagnoses: [],
    });
    await expect(client.getTenantCluster(tenantCluster)).rejects.toThrow(
      /children/,
    );
  });

  it('refuses an answer that does not fit the contract', async () => {
    answerJson(200, {
      items: [{ ...guest, vmid: 'two hundred' }],
      total: 1,
      offset: 0,
      limit: 50,
      sources: [],
    });
    await expect(client.getGuests({})).rejects.toThrow(/vmid/);
  });

  it('asks for choices with what was chosen before', async () => {
    answerJson(200, {
      items: [{ value: '9010', label: 'k8s', disabledReason: 'no agent' }],
    });
    const { items } = await client.getOptions('templates', {
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
      source: 'fra',
      node: '',
    });
    expect(requested).toEqual([
      'GET /api/proxmox/v1/options/templates?managementCluster=mgmt-a&tenant=tenant-team-a&source=fra',
    ]);
    expect(items[0].disabledReason).toBe('no agent');
  });

  it('does not take a source that is away for one without choices', async () => {
    answerJson(503, {
      error: {
        name: 'ServiceUnavailableError',
        message: 'Frankfurt cannot be read',
      },
      response: { statusCode: 503 },
    });
    await expect(client.getOptions('storages', {})).rejects.toMatchObject({
      cause: { message: 'Frankfurt cannot be read' },
    });
  });

  it('has an order checked before it is placed', async () => {
    answerJson(200, {
      passed: false,
      checks: [
        {
          id: 'template-agent',
          level: 'error',
          field: 'proxmox.template',
          text: 'The template has no agent.',
          nextStep: 'Enable it.',
        },
      ],
      manifests: 'kind: Cluster',
    });
    const { passed, checks } = await client.checkTenantClusterOrder(spec);
    expect(requested).toEqual([
      'POST /api/proxmox/v1/orders/tenant-cluster/preflight',
    ]);
    expect(JSON.parse(bodies[0])).toEqual({ spec });
    expect(passed).toBe(false);
    expect(checks[0].field).toBe('proxmox.template');
  });

  it.each([201, 200])(
    'places an order under a key, and takes %i for an answer',
    async status => {
      answerJson(status, order);
      const placed = await client.orderTenantCluster({
        idempotencyKey: 'task-1/order',
        spec,
      });
      expect(requested).toEqual(['POST /api/proxmox/v1/orders/tenant-cluster']);
      expect(JSON.parse(bodies[0])).toEqual({
        idempotencyKey: 'task-1/order',
        spec,
      });
      expect(placed.id).toBe('o-1');
    },
  );

  it('lists orders and reads one', async () => {
    answerJson(200, { items: [order] });
    await client.getOrders();
    const { items } = await client.getOrders({
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
    });
    expect(items[0].spec.name).toBe('shop');

    answerJson(200, order);
    expect((await client.getOrder('a/b')).things[0].kind).toBe('Cluster');
    expect(requested).toEqual([
      'GET /api/proxmox/v1/orders',
      'GET /api/proxmox/v1/orders?managementCluster=mgmt-a&tenant=tenant-team-a',
      'GET /api/proxmox/v1/orders/a%2Fb',
    ]);
  });

  it('reads the log of an order from a line on, nought included', async () => {
    answerJson(200, {
      lines: [
        { n: 8, at: '2026-11-22T09:31:00.000Z', text: 'Cluster created' },
      ],
      state: 'waiting',
    });
    const { lines, state } = await client.getOrderLog('o-1', { after: 7 });
    await client.getOrderLog('o-1', { after: 0 });
    await client.getOrderLog('o-1');
    expect(requested).toEqual([
      'GET /api/proxmox/v1/orders/o-1/log?after=7',
      'GET /api/proxmox/v1/orders/o-1/log?after=0',
      'GET /api/proxmox/v1/orders/o-1/log',
    ]);
    expect(lines[0].text).toBe('Cluster created');
    expect(state).toBe('waiting');
  });

  it('resumes, cancels and cleans up, and passes on why it may not', async () => {
    answerJson(200, { ...order, state: 'applying' });
    expect((await client.resumeOrder('o-1')).state).toBe('applying');
    answerJson(200, { ...order, state: 'cleaning-up' });
    expect((await client.cleanUpOrder('o-1')).state).toBe('cleaning-up');
    answerJson(200, { ...order, state: 'failed' });
    expect((await client.cancelOrder('o-1')).state).toBe('failed');
    expect(requested).toEqual([
      'POST /api/proxmox/v1/orders/o-1/resume',
      'POST /api/proxmox/v1/orders/o-1/clean-up',
      'POST /api/proxmox/v1/orders/o-1/cancel',
    ]);

    answerJson(409, {
      error: { name: 'ConflictError', message: 'Order o-1 is ready' },
      response: { statusCode: 409 },
    });
    await expect(client.cleanUpOrder('o-1')).rejects.toMatchObject({
      cause: { name: 'ConflictError', message: 'Order o-1 is ready' },
    });
  });

  it('refuses an order in a state that nobody knows', async () => {
    answerJson(200, { ...order, state: 'asleep' });
    await expect(client.getOrder('o-1')).rejects.toThrow(/state/);
  });
});
