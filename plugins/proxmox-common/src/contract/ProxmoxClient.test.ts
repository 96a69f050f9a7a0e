import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
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
const line = (name: string, children: object[]) => ({
  kind: 'Machine',
  name,
  count: 1,
  conditions: [],
  children,
});

describe('ProxmoxClient, over a real socket', () => {
  const requested: string[] = [];
  let answer: (response: ServerResponse) => void;
  let server: Server;
  let client: ProxmoxClient;

  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      requested.push(`${request.method} ${request.url}`);
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
});
