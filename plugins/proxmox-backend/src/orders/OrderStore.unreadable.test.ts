import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { anAcceptedOrder } from '../__testUtils__/anOrder';
import { databases } from '../__testUtils__/setUpRuns';
import { OrderStore } from './OrderStore';

describe('an order that this release does not understand', () => {
  it('holds up no others', async () => {
    const knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@rackstage/plugin-proxmox-backend',
        'migrations',
      ),
    });
    const store = OrderStore.create({ knex });
    for (const id of ['order-1', 'order-2']) {
      const lastNumber = await store.getLastNumber();
      await store.accept({ ...anAcceptedOrder({ id }), lastNumber });
    }
    await knex('proxmox_orders').where({ id: 'order-1' }).update({
      content: '{"state":"of another release"}',
    });

    const waiting = await store.listWaiting();
    expect(waiting.map(({ id }) => id)).toEqual(['order-1', 'order-2']);
    await expect(store.getRecord('order-1')).rejects.toThrow();
    expect((await store.getRecord('order-2')).order.id).toBe('order-2');
  });
});
