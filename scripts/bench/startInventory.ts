import { setTimeout as pause } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceFactory,
} from '@rackstage/plugin-proxmox-node';

const PATIENCE_MS = 2 * 60_000;

/** A running inventory without a backend around it. */
export interface BenchInventory {
  inventory: ProxmoxInventory;
  stop(): Promise<void>;
}

/** Starts an inventory as a backend would, and waits until it has read every management cluster. */
export async function startInventory(
  config: JsonObject,
): Promise<BenchInventory> {
  const starts: Array<() => unknown> = [];
  const stops: Array<() => unknown> = [];
  const inventory = await ServiceFactoryTester.from(
    proxmoxInventoryServiceFactory,
    {
      dependencies: [
        mockServices.rootConfig.factory({ data: config }),
        createServiceFactory({
          service: coreServices.rootLifecycle,
          deps: {},
          factory: () => ({
            addStartupHook: hook => starts.push(hook),
            addShutdownHook: hook => stops.push(hook),
            addBeforeShutdownHook: () => {},
          }),
        }),
      ],
    },
  ).getSubject();
  await Promise.all(starts.map(start => start()));
  await untilRead(inventory);
  return {
    inventory,
    stop: async () => {
      await Promise.all(stops.map(stop => stop()));
    },
  };
}

/** Waits until every management cluster is read and nothing is wrong; throws with what is wrong where it takes minutes. */
export async function untilRead(
  inventory: Pick<ProxmoxInventory, 'getManagementClusters'>,
): Promise<void> {
  const started = performance.now();
  for (;;) {
    const unread = inventory
      .getManagementClusters()
      .find(({ data, complete, error }) => !data || !complete || error);
    if (!unread) {
      return;
    }
    if (performance.now() - started > PATIENCE_MS) {
      throw new Error(
        `Management cluster ${unread.source} was not read within ${
          PATIENCE_MS / 60_000
        } minutes: ${unread.error?.message ?? 'nothing is wrong with it'}`,
      );
    }
    await pause(20);
  }
}
