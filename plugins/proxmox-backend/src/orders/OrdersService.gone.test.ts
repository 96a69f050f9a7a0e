import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  proxmoxOrderUpdatePermission,
  ProxmoxResource,
} from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
  proxmoxPermissionRules,
} from '@rackstage/plugin-proxmox-node';
import { LEASE_MS, setUpRuns } from '../__testUtils__/setUpRuns';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { OrdersService } from './OrdersService';

const tenant: ProxmoxResource = {
  ref: 'mgmt-b/tenant/tenant-team-a',
  source: 'mgmt-b',
  type: 'tenant',
  id: 'tenant-team-a',
  owner: 'group:default/team-a',
  tags: [],
};

/** A failed order of team A; `known` is what the inventory knows of its namespace by now. */
async function setUp(known: ProxmoxResource | undefined, group: string) {
  const { store, order } = await setUpRuns();
  await order('order-1');
  await store.lease('order-1', 'one', LEASE_MS);
  await store.update('order-1', 'one', { state: 'failed' });
  const inventory = { getResource: () => known };
  const orders = OrdersService.create({
    inventory,
    store,
    settings: { enabled: true },
    onWork: () => {},
    access: ProxmoxAccess.create({
      permissions: mockServices.permissions.mock({
        // As the framework decides about what it does not find.
        authorize: async () => [{ result: AuthorizeResult.DENY }],
        authorizeConditional: async () => [
          createProxmoxConditionalDecision(
            proxmoxOrderUpdatePermission,
            proxmoxConditions.isOwner({ claims: [group] }),
          ),
        ],
      }),
      ruleset: {
        getRuleByName: name =>
          Object.values(proxmoxPermissionRules).find(
            rule => rule.name === name,
          )!,
      },
      inventory,
    }),
    planner: {
      preflight: () => Promise.reject(new Error('not asked')),
      decide: () => Promise.reject(new Error('not asked')),
    },
  });
  return { orders, alice: mockCredentials.user('user:default/alice') };
}

describe('an order whose namespace is gone', () => {
  it('is cleaned up by those for whom it was made, and not resumed', async () => {
    const { orders, alice } = await setUp(undefined, 'group:default/team-a');

    await expect(orders.resume(alice, 'order-1')).rejects.toThrow(
      "'tenant-team-a' is not known as a tenant of 'mgmt-b' any more",
    );
    expect((await orders.cleanUp(alice, 'order-1')).state).toBe('cleaning-up');
  });

  it('is not found by others', async () => {
    const { orders, alice } = await setUp(undefined, 'group:default/team-b');

    await expect(orders.cleanUp(alice, 'order-1')).rejects.toThrow(
      'There is no order order-1, or you may not read it.',
    );
  });

  it('belongs to whoever owns the namespace by now', async () => {
    const owner = 'group:default/team-b';
    const theirs = await setUp({ ...tenant, owner }, owner);
    await theirs.orders.resume(theirs.alice, 'order-1');

    const ours = await setUp({ ...tenant, owner }, 'group:default/team-a');
    await expect(ours.orders.resume(ours.alice, 'order-1')).rejects.toThrow(
      'There is no order order-1',
    );
  });
});
