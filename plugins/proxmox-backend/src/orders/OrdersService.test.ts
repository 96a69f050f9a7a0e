import {
  mockCredentials,
  mockServices,
  TestDatabaseId,
} from '@backstage/backend-test-utils';
import { Order } from '@rackstage/plugin-proxmox-common';
import { proxmoxPermissionRules } from '@rackstage/plugin-proxmox-node';
import { anAcceptedOrder, anOrderSpec } from '../__testUtils__/anOrder';
import { databases, setUpRuns } from '../__testUtils__/setUpRuns';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { OrdersService } from './OrdersService';

const alice = mockCredentials.user('user:default/alice');
const tenant = {
  ref: 'mgmt-b/tenant/tenant-team-a',
  source: 'mgmt-b',
  type: 'tenant' as const,
  id: 'tenant-team-a',
  owner: 'group:default/team-a',
  tags: [],
};

/** Two replicas over one database; deciding takes a moment, as it does with real servers. */
async function setUp(database: TestDatabaseId) {
  const { store } = await setUpRuns({ database });
  let ids = 0;
  let decisions = 0;
  const inventory = {
    getResource: (ref: string) => (ref === tenant.ref ? tenant : undefined),
  };
  const createReplica = () =>
    OrdersService.create({
      inventory,
      store,
      settings: { enabled: true },
      onWork: () => {},
      access: ProxmoxAccess.create({
        permissions: mockServices.permissions(),
        ruleset: {
          getRuleByName: name =>
            Object.values(proxmoxPermissionRules).find(
              rule => rule.name === name,
            )!,
        },
        inventory,
      }),
      planner: {
        preflight: async () => ({ passed: true, checks: [] }),
        async decide({ spec, requestedBy }) {
          decisions += 1;
          const lastNumber = await store.getLastNumber();
          const known = await store.list();
          await new Promise(resolve => {
            setTimeout(resolve, 5);
          });
          if (known.some(order => order.spec.name === spec.name)) {
            return { refusal: 'name: The name is taken.' };
          }
          const id = `order-${++ids}`;
          return {
            ...anAcceptedOrder({ id, spec, requestedBy }),
            lastNumber,
          };
        },
      },
    });
  const replicas = [createReplica(), createReplica()];
  const order = (name: string, idempotencyKey: string, replica = 0) =>
    replicas[replica].create(alice, {
      idempotencyKey,
      spec: anOrderSpec({ name }),
    });
  return { order, store, countDecisions: () => decisions, replicas };
}

describe.each(databases.eachSupportedId())('OrdersService on %s', id => {
  it('accepts many orders of the same moment on two replicas, each decided on what it knew', async () => {
    const { order, store, countDecisions } = await setUp(id);
    const count = 24;
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        order(`name-${index}`, `key-of-${index}`, index % 2),
      ),
    );

    expect(answers.every(({ created }) => created)).toBe(true);
    expect(await store.getLastNumber()).toBe(count);
    // Not each against each.
    expect(countDecisions()).toBeLessThan((count * count) / 4);
  });

  it('accepts one of many orders for a name, and finds the clicks of one person', async () => {
    const { order } = await setUp(id);
    const answers = await Promise.allSettled([
      order('shop', 'first-key'),
      order('shop', 'first-key', 1),
      order('shop', 'other-key'),
      order('shop', 'third-key', 1),
    ]);
    const found = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    const ids = new Set(
      found.map((answer: { order: Order }) => answer.order.id),
    );

    expect(ids.size).toBe(1);
    expect(found.filter(({ created }) => created)).toHaveLength(1);
    const refusals = answers.flatMap(answer =>
      answer.status === 'rejected' ? [String(answer.reason)] : [],
    );
    expect(refusals).toEqual(
      refusals.map(() => expect.stringContaining('name: The name is taken.')),
    );
  });
});
