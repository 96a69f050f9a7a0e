import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceFactory,
  proxmoxInventoryServiceRef,
} from '@rackstage/plugin-proxmox-node';
import { readOrderSettings } from '../orders/OrderSettings';

const DEADLINE_MS = 20_000;

/** The inventory of a configuration and nothing else of a backend; everything that answers has been read once. */
export async function startInventory(proxmox: JsonObject) {
  let inventory: ProxmoxInventory | undefined;
  const data = {
    proxmox: { inventory: { configurationDelay: '1h' }, ...proxmox },
    permission: { enabled: true },
  };
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data }),
      proxmoxInventoryServiceFactory,
      createBackendPlugin({
        pluginId: 'probe',
        register(env) {
          env.registerInit({
            deps: { service: proxmoxInventoryServiceRef },
            async init({ service }) {
              inventory = service;
            },
          });
        },
      }),
    ],
  });
  const known = inventory!;
  await Promise.all(
    known.getSources().map(({ source }) => known.refresh(source)),
  );
  await untilRead(known);
  return {
    inventory: known,
    settings: readOrderSettings(new ConfigReader(data)),
    stop: () => backend.stop(),
  };
}

/** Waits until every management cluster and the networks of every source were read, or cannot be. */
export async function untilRead(inventory: ProxmoxInventory): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  const isRead = () =>
    inventory
      .getManagementClusters()
      .every(({ complete, error }) => complete || error) &&
    inventory.getSources().every(({ data, error }) => data?.networks || error);
  while (!isRead()) {
    if (Date.now() > deadline) {
      throw new Error('Not everything could be read in time');
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}
