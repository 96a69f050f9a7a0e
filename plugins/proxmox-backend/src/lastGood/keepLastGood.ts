import {
  DatabaseService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { LastGoodStore } from './LastGoodStore';
import { LastGoodWriter } from './LastGoodWriter';
import { managementClusterFormat } from './managementClusterFormat';
import { proxmoxSourceFormat } from './proxmoxSourceFormat';
import { RememberedState, StateFormat } from './StateFormat';

/** A quiet management cluster changes nothing for days, and its age is to be right after a crash too. */
const TOUCH_MS = 5 * 60_000;

/** One kind of source in the inventory. */
interface Remembering<S extends RememberedState> {
  format: StateFormat<S>;
  /** The sources as they are now. */
  read: () => S[];
  restore: (states: S[]) => void;
  subscribe: (listener: (state: S) => void) => () => void;
}

interface Services {
  database: DatabaseService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}

/** Gives the inventory what was known before the restart, and saves what it learns from now on. */
export async function keepLastGood(
  options: Services & {
    inventory: Pick<
      ProxmoxInventory,
      | 'getSources'
      | 'restore'
      | 'subscribe'
      | 'getManagementClusters'
      | 'restoreManagementClusters'
      | 'subscribeManagementClusters'
    >;
  },
): Promise<void> {
  const { inventory } = options;
  await remember(options, {
    format: proxmoxSourceFormat,
    read: () => inventory.getSources(),
    restore: states => inventory.restore(states),
    subscribe: listener => inventory.subscribe(listener),
  });
  await remember(options, {
    format: managementClusterFormat,
    read: () => inventory.getManagementClusters(),
    restore: states => inventory.restoreManagementClusters(states),
    subscribe: listener => inventory.subscribeManagementClusters(listener),
  });
}

async function remember<S extends RememberedState>(
  services: Services,
  { format, read, restore, subscribe }: Remembering<S>,
): Promise<void> {
  const { database, lifecycle, logger } = services;
  const store = await LastGoodStore.create({ database, format, logger });
  await store.forgetRemoved(read().map(({ source }) => source));
  restore(await store.load());
  const writer = new LastGoodWriter({ store, logger });
  const saved = new Map<string, string | undefined>();
  const changed = (state: S) => {
    saved.set(state.source, state.asOf);
    writer.changed(state);
  };
  // A watch that hears nothing new is a sign of life all the same: the age changes, the data do not.
  const touch = () =>
    read()
      .filter(({ source, asOf }) => asOf !== saved.get(source))
      .forEach(changed);
  const unsubscribe = subscribe(changed);
  const timer = setInterval(touch, TOUCH_MS);
  timer.unref();
  lifecycle.addShutdownHook(async () => {
    clearInterval(timer);
    unsubscribe();
    touch();
    await writer.flush();
  });
}
