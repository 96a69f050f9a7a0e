import {
  DatabaseService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { LastGoodStore } from './LastGoodStore';
import { LastGoodWriter } from './LastGoodWriter';

/** Gives the inventory what was known before the restart, and saves what it learns from now on. */
export async function keepLastGood(options: {
  database: DatabaseService;
  inventory: Pick<ProxmoxInventory, 'getSources' | 'restore' | 'subscribe'>;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { database, inventory, lifecycle, logger } = options;
  const store = await LastGoodStore.create({ database, logger });
  await store.forgetRemoved(inventory.getSources().map(({ source }) => source));
  inventory.restore(await store.load());
  const writer = new LastGoodWriter({ store, logger });
  const unsubscribe = inventory.subscribe(state => writer.changed(state));
  lifecycle.addShutdownHook(async () => {
    unsubscribe();
    await writer.flush();
  });
}
