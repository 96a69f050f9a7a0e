import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, entitySchemaValidator } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  TemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { tenantClusterOrderSpecSchema } from '@rackstage/plugin-proxmox-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { OrderBook, refusedByPreflight } from './__testUtils__/OrderBook';
import { until } from './__testUtils__/until';
import { examples } from './actions/orderTenantCluster.examples';
import { inputSchema } from './actions/orderTenantCluster.schema';
import scaffolderModuleProxmox from './index';

const folder = resolve(__dirname, '../../../templates/tenant-cluster');
const template: TemplateEntityV1beta3 = parse(
  readFileSync(resolve(folder, 'template.yaml'), 'utf8'),
);
const pages = [template.spec.parameters ?? []].flat();
const parameters: Record<string, { pattern: string }> = Object.fromEntries(
  pages.flatMap(({ properties }) => Object.entries(Object(properties))),
);

/** What a developer enters; the review has no value. */
const values = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  component: 'component:default/shop',
  name: 'shop',
  controlPlaneReplicas: 3,
  source: 'fra',
  template: '9010',
  version: 'v1.33.3',
  replicas: 2,
  cores: 4,
  memoryMiB: 8192,
  diskGiB: 40,
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  vlan: 40,
  nodes: ['pve1', 'pve2'],
  addresses: '10.0.0.150-10.0.0.160',
  prefix: 24,
  gateway: '10.0.0.1',
  dnsServers: '10.0.0.1, 10.0.0.2',
};
const entityRef = 'resource:default/mgmt-a-cluster-tenant-team-a-shop';

jest.setTimeout(60_000);

describe('The template tenant-cluster', () => {
  it('is a template to the scaffolder', async () => {
    const validate = entitySchemaValidator<Entity>();
    expect(() => validate(template)).not.toThrow();
    await expect(templateEntityV1beta3Validator.check(template)).resolves.toBe(
      true,
    );
  });

  it('asks for every key of the action once, and hands each one over', () => {
    const asked = pages.flatMap(({ properties }) =>
      Object.keys(Object(properties)),
    );
    const keys = Object.keys(inputSchema).sort();
    expect(asked.filter(key => key !== 'review').sort()).toEqual(keys);
    expect(template.spec.steps).toHaveLength(1);
    expect(template.spec.steps[0].input).toEqual(
      Object.fromEntries(
        keys.map(key => [key, `\${{ parameters.${key} }}`] as const),
      ),
    );
    expect(Object.keys(values).sort()).toEqual(keys);
  });

  it('asks for what is necessary on the page where it stands, and before what depends on it', () => {
    const seen = new Set<string>();
    for (const { properties, required } of pages) {
      const here = Object.entries(Object(properties));
      here.forEach(([key]) => seen.add(key));
      expect(
        [required ?? []].flat().filter(key => !seen.has(`${key}`)),
      ).toEqual([]);
      for (const [, schema] of here) {
        const options = Object(Object(schema)['ui:options']);
        const needed = Object.values(Object(options.with));
        expect(needed.filter(key => !seen.has(`${key}`))).toEqual([]);
      }
    }
  });

  it('knows the limits that the order has', () => {
    const order = { name: 'Shop', pool: { memoryMiB: 1025 } };
    const { error } = tenantClusterOrderSpecSchema.safeParse(order);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['name', 'pool.memoryMiB']),
    );
    expect(parameters.name).toMatchObject({ maxLength: 40 });
    expect(new RegExp(parameters.name.pattern).test(order.name)).toBe(false);
    expect(parameters.memoryMiB).toMatchObject({ multipleOf: 8 });
  });
});

describe('A task of the template', () => {
  const book = new OrderBook();
  let server: Parameters<typeof request>[0];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'http://localhost:3000' } },
        }),
        scaffolderPlugin,
        scaffolderModuleProxmox,
        book.plugin,
        catalogServiceMock.factory({
          entities: [
            template,
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Resource',
              metadata: { name: 'mgmt-a-cluster-tenant-team-a-shop' },
            },
          ],
        }),
      ],
    });
    server = backend.server;
    stop = () => backend.stop();
  });
  afterAll(() => stop());

  const start = (changes: object = {}) =>
    request(server)
      .post('/api/scaffolder/v2/tasks')
      .send({
        templateRef: 'template:default/proxmox-tenant-cluster',
        values: { ...values, ...changes },
      });

  interface TaskEvent {
    type: string;
    body: { message: string; output?: unknown };
  }

  /** Everything that the page of the task shows, once it has ended. */
  const readEnd = async (id: string) => {
    let events: TaskEvent[] = [];
    while (!events.some(({ type }) => type === 'completion')) {
      const answer = await request(server).get(
        `/api/scaffolder/v2/tasks/${id}/events`,
      );
      events = answer.body;
    }
    return events;
  };

  it('orders what was entered, as who entered it, and links to cluster and order', async () => {
    const { body } = await start().expect(201);
    await until(() => book.orders.size === 1);
    book.write('order-1', 'Machine shop-md-0-x: cloned from 9010');
    book.end('order-1', { state: 'ready', message: undefined });
    const events = await readEnd(body.id);

    const text = events.map(({ body: { message } }) => message).join('\n');
    expect(text).toContain('Machine shop-md-0-x: cloned from 9010');
    expect(events.at(-1)?.body.output).toEqual({
      links: [
        expect.objectContaining({ title: 'The cluster', entityRef }),
        expect.objectContaining({ url: '/proxmox/orders/order-1' }),
      ],
    });
    expect(book.orders.get('order-1')?.spec).toEqual(
      expect.objectContaining({
        component: values.component,
        controlPlaneReplicas: 3,
        pool: { replicas: 2, cores: 4, memoryMiB: 8192, diskGiB: 40 },
        proxmox: expect.objectContaining({
          template: 9010,
          vlan: 40,
          nodes: ['pve1', 'pve2'],
        }),
        network: expect.objectContaining({
          dnsServers: ['10.0.0.1', '10.0.0.2'],
        }),
      }),
    );
    expect(new Set(book.callers)).toEqual(new Set(['user:default/mock']));
  });

  it('orders without what may be left out', async () => {
    const { body } = await start({
      component: undefined,
      vlan: undefined,
      nodes: undefined,
    }).expect(201);
    await until(() => book.orders.size === 2);
    book.end('order-2', { state: 'ready', message: undefined });
    await readEnd(body.id);
    const { spec } = book.orders.get('order-2')!;
    expect(spec).not.toHaveProperty('component');
    expect(spec.proxmox).toMatchObject({ nodes: [] });
  });

  it('says why it was refused, without file names around it', async () => {
    book.refusal = refusedByPreflight;
    const { body } = await start().expect(201);
    const events = await readEnd(body.id);
    const { message } = events.find(event =>
      /refused/.test(event.body.message),
    )!.body;
    expect(message).toBe(
      `InputError: The order was refused, and nothing was created. ${refusedByPreflight.message}`,
    );
    book.refusal = undefined;
  });

  it.each([
    [{ name: 'Shop_1' }, /name does not match pattern/],
    [{ memoryMiB: 1025 }, /memoryMiB is not a multiple of/],
    [{ gateway: undefined }, /requires property .*gateway/],
  ])('is refused before it begins: %j', async (changes, message) => {
    const { body } = await start(changes).expect(400);
    expect(
      JSON.stringify(body.errors.map(({ stack }: Error) => stack)),
    ).toMatch(message);
  });
});

describe('The examples of the action', () => {
  it.each(examples)('are orders: $description', ({ example }) => {
    const { input } = parse(example).steps[0];
    expect(Object.keys(inputSchema)).toEqual(
      expect.arrayContaining(Object.keys(input)),
    );
  });
});
