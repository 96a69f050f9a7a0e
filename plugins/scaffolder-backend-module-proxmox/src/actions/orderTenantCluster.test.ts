import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  OrderBook,
  refusedByPolicy,
  refusedByPreflight,
} from '../__testUtils__/OrderBook';
import { until } from '../__testUtils__/until';
import { createOrderTenantClusterAction } from './orderTenantCluster';

const input = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'shop',
  version: 'v1.33.3',
  replicas: 3,
  cores: 4,
  memoryMiB: 8192,
  diskGiB: 40,
  source: 'fra',
  template: '9010',
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  addresses: '10.0.0.150-10.0.0.160',
  prefix: 24,
  gateway: '10.0.0.1',
  dnsServers: ['10.0.0.1'],
};
const entityRef = 'resource:default/mgmt-a-cluster-tenant-team-a-shop';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'mgmt-a-cluster-tenant-team-a-shop' },
};

jest.setTimeout(60_000);

describe('proxmox:tenant-cluster:order', () => {
  let book: OrderBook;
  let backend: TestBackend;
  let discovery: { getBaseUrl(pluginId: string): Promise<string> };
  let entities: (typeof entity)[];

  beforeEach(async () => {
    book = new OrderBook();
    entities = [entity];
    const observer = createBackendModule({
      pluginId: 'proxmox',
      moduleId: 'observer',
      register(reg) {
        reg.registerInit({
          deps: { service: coreServices.discovery },
          async init({ service }) {
            discovery = service;
          },
        });
      },
    });
    backend = await startTestBackend({ features: [book.plugin, observer] });
  });
  afterEach(() => backend.stop());

  /** Runs the action as a task does; gives what people read, and the outputs. */
  const start = (
    options: {
      taskId?: string;
      isDryRun?: boolean;
      signal?: AbortSignal;
      each?: { key: string; value: string };
      outageMs?: number;
    } = {},
  ) => {
    const { taskId = 'task-1', outageMs = 20_000, ...context } = options;
    const log: string[] = [];
    const output: Record<string, unknown> = {};
    const write = (line: string) => log.push(line);
    const action = createOrderTenantClusterAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery,
      catalog: {
        getEntityByRef: (ref, request) =>
          catalogServiceMock({ entities }).getEntityByRef(ref, request),
      },
      config: new ConfigReader({ app: { baseUrl: 'https://portal.example/' } }),
      patience: { pauseMs: 5, quietMs: 20, outageMs, entityMs: 100 },
    });
    const ended = action.handler({
      ...createMockActionContext<typeof input>({ input }),
      ...context,
      task: { id: taskId },
      step: { id: 'order', name: 'Order' },
      logger: mockServices.logger.mock({ info: write, warn: write }),
      output: (name, value) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/alice'),
    });
    // Looked at later; not unhandled until then.
    ended.catch(() => {});
    return { ended, log, output };
  };
  const accepted = () => until(() => book.orders.size > 0);

  it('orders for the caller, prints the log as it grows, and ends when the cluster is ready', async () => {
    const { ended, log, output } = start();
    await accepted();
    await until(() => log.includes('Accepted'));
    expect(output.orderId).toBe('order-1');
    book.write('order-1', 'Cluster created', 'Waiting for machines');
    await until(() => log.includes('Waiting for machines'));
    book.write('order-1', 'Ready');
    book.end('order-1', { state: 'ready', message: undefined });
    await ended;

    expect(log).toEqual([
      'Following the order order-1: https://portal.example/proxmox/orders/order-1',
      'Accepted',
      'Cluster created',
      'Waiting for machines',
      'Ready',
    ]);
    expect(output).toEqual({
      orderId: 'order-1',
      orderUrl: 'https://portal.example/proxmox/orders/order-1',
      entityRef,
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
      name: 'shop',
    });
    expect(book.orders.get('order-1')?.spec).toMatchObject({
      pool: { replicas: 3, memoryMiB: 8192 },
      proxmox: { template: 9010 },
    });
    expect(new Set(book.callers)).toEqual(new Set(['user:default/alice']));
  });

  it('finds its own order when the task runs again, and another one for another step', async () => {
    const first = start();
    await accepted();
    const second = start();
    const third = start({ each: { key: '1', value: 'second cluster' } });
    await until(() => book.orders.size === 2 && second.log.length > 1);

    for (const id of book.orders.keys()) {
      book.end(id, { state: 'ready', message: undefined });
    }
    await Promise.all([first.ended, second.ended, third.ended]);
    expect(book.orders.size).toBe(2);
    expect(first.output.orderId).toBe(second.output.orderId);
    expect(third.output.orderId).not.toBe(first.output.orderId);
  });

  it('says why it failed, what to do about each reason, and where; retried, it resumes', async () => {
    const first = start();
    await accepted();
    book.write('order-1', 'Not ready after 30 minutes');
    book.end('order-1', {
      state: 'failed',
      message: 'Not ready after 30 minutes',
      diagnoses: [
        {
          ruleId: 'addresses-exhausted',
          severity: 'error',
          text: 'Machine shop-md-0-x waits for an address: the pool has none left.',
          params: {},
          nextStep: 'Give the pool more addresses.',
        },
        {
          ruleId: 'x',
          severity: 'warning',
          text: 'No volume yet.',
          params: {},
        },
      ],
    });
    await expect(first.ended).rejects.toThrow(
      [
        'The order order-1 of the tenant cluster mgmt-a/tenant-team-a/shop failed: Not ready after 30 minutes',
        '- Machine shop-md-0-x waits for an address: the pool has none left. Give the pool more addresses.',
        '- No volume yet.',
        'Resume it or clean up what it has created: https://portal.example/proxmox/orders/order-1',
      ].join('\n'),
    );

    const retried = start();
    await until(() => retried.log.includes('Resumed'));
    book.end('order-1', { state: 'ready', message: undefined });
    await retried.ended;
    expect(retried.log).toEqual([
      'The order order-1 of this task failed before and is resumed; it said: Not ready after 30 minutes',
      'Following the order order-1: https://portal.example/proxmox/orders/order-1',
      'Resumed',
    ]);
  });

  it('says once what holds it up, while the log is silent', async () => {
    const { ended, log } = start();
    await accepted();
    const diagnosis = {
      ruleId: 'address-pool-exhausted',
      severity: 'error' as const,
      text: 'Machine shop-md-0-x: no address is free in the pool.',
      params: {},
      nextStep: 'Give the pool more addresses.',
    };
    const hint = {
      ...diagnosis,
      severity: 'info' as const,
      text: 'By the way',
    };
    book.end('order-1', { state: 'waiting', diagnoses: [diagnosis, hint] });
    const line =
      'Held up: Machine shop-md-0-x: no address is free in the pool. Give the pool more addresses.';
    await until(() => log.includes(line));
    const asked = book.callers.length;
    // Long enough for the reason to be looked for again.
    await until(() => book.callers.length > asked + 20);
    book.end('order-1', { state: 'ready', diagnoses: [] });
    await ended;
    expect(log.filter(text => text.startsWith('Held up'))).toEqual([line]);
  });

  it('does not order again what was cleaned up', async () => {
    const first = start();
    await accepted();
    book.end('order-1', { state: 'cleaned-up', message: undefined });
    await expect(first.ended).rejects.toThrow(/cleaned up while this task/);
    await expect(start().ended).rejects.toThrow(
      /order-1 of this task has been cleaned up. Start the template again/,
    );
    expect(book.orders.size).toBe(1);
  });

  it.each([
    [
      'InputError',
      refusedByPreflight,
      /nothing was created. proxmox.template: Template 9000 .* --agent 1'.; network.addresses: The range holds 1/,
    ],
    ['NotAllowedError', refusedByPolicy, /You may not order in tenant-team-b/],
  ])('passes on a refusal: %s', async (name, refusal, message) => {
    book.refusal = refusal;
    await expect(start().ended).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(book.orders.size).toBe(0);
  });

  it('names a wrong field of its input before it asks anybody', async () => {
    const original = input.memoryMiB;
    input.memoryMiB = 1025;
    await expect(start().ended).rejects.toThrow(
      'memoryMiB: must be a multiple of 8',
    );
    input.memoryMiB = original;
    expect(book.callers).toEqual([]);
  });

  it('survives a restart of the backend, says so once, and gives up after a while', async () => {
    book.outages = 3;
    const patient = start();
    await accepted();
    await until(() => patient.log.includes('Accepted'));
    book.outages = 4;
    await until(() => book.outages === 0);
    book.end('order-1', { state: 'ready', message: undefined });
    await patient.ended;
    expect(patient.log.filter(line => /Not started yet/.test(line))).toEqual(
      Array(2).fill(
        'The Proxmox plugin does not answer now: Not started yet. It is asked again for up to 1 minutes.',
      ),
    );
    expect(patient.log).toContain('The Proxmox plugin answers again.');

    const impatient = start({ taskId: 'task-2', outageMs: 30 });
    await until(() => impatient.output.orderId === 'order-2');
    book.outages = Infinity;
    await expect(impatient.ended).rejects.toThrow(
      /order-2 can no longer be followed, and goes on by itself: https:.*order-2.*Not started yet/,
    );
  });

  it('takes a refused connection for an outage', async () => {
    const { getBaseUrl } = discovery;
    discovery = { getBaseUrl: async () => 'http://127.0.0.1:1/api/proxmox' };
    const { ended, log } = start({ outageMs: 30 });
    await expect(ended).rejects.toThrow(/fetch failed/);
    expect(log[0]).toMatch(/does not answer now: fetch failed: .*1/);
    discovery = { getBaseUrl };
  });

  it('stops following when the task is cancelled; the order goes on', async () => {
    const controller = new AbortController();
    const { ended, log } = start({ signal: controller.signal });
    await until(() => log.includes('Accepted'));
    controller.abort();
    await expect(ended).rejects.toThrow(
      /no longer follows the order order-1. The order itself goes on: .*clean up .* https:.*order-1/,
    );
    expect(book.orders.get('order-1')?.state).toBe('accepted');
  });

  it('says that the entity is not there yet, and ends well', async () => {
    entities = [];
    const { ended, log } = start();
    await accepted();
    book.end('order-1', { state: 'ready', message: undefined });
    await ended;
    expect(log.slice(-2)).toEqual([
      `Waiting for ${entityRef} in the catalogue.`,
      expect.stringMatching(/is not in the catalogue yet/),
    ]);
  });

  describe('in a dry run', () => {
    it('prints every check and orders nothing', async () => {
      book.preflight = {
        passed: true,
        checks: [
          { id: 'a', level: 'ok', text: 'Template 9010 has the agent on.' },
          {
            id: 'b',
            level: 'warning',
            field: 'network.addresses',
            text: 'Whether others use these addresses is not known.',
          },
        ],
      };
      const { ended, log, output } = start({ isDryRun: true });
      await ended;
      expect(log).toEqual([
        'ok: Template 9010 has the agent on.',
        'warning: addresses: Whether others use these addresses is not known.',
        'The order would be accepted. Nothing was ordered.',
      ]);
      expect(output).toMatchObject({ name: 'shop' });
      expect(output).not.toHaveProperty('orderId');
      expect(book.orders.size).toBe(0);
    });

    it('names every field that would be refused', async () => {
      const fault = { level: 'error' as const, nextStep: 'Do better.' };
      book.preflight = {
        passed: false,
        checks: [
          { id: 'a', field: 'pool.memoryMiB', text: 'Too little.', ...fault },
          { id: 'b', field: 'name', text: 'Taken.', ...fault },
        ],
      };
      await expect(start({ isDryRun: true }).ended).rejects.toThrow(
        'The order would be refused: memoryMiB: Too little. Do better.; name: Taken. Do better.',
      );
    });
  });
});
