import {
  LoggerService,
  RootInstanceMetadataService,
} from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  PROXMOX_SIGNAL_CHANNEL,
  ProxmoxSourceSignal,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';

/**
 * Tells open pages that a source has news. The signal goes to everybody who is signed in, so it
 * carries the source's name and version and never data; pages then ask with their own rights.
 *
 * Returns the function that stops it.
 */
export async function broadcastChanges(options: {
  inventory: Pick<ProxmoxInventory, 'subscribe'>;
  signals: SignalsService;
  instance: RootInstanceMetadataService;
  logger: LoggerService;
}): Promise<() => void> {
  const { inventory, signals, instance, logger } = options;
  const plugins = await instance.getInstalledPlugins();
  if (!plugins.some(({ pluginId }) => pluginId === 'signals')) {
    logger.info(
      'The signals plugin is not installed in this backend: pages learn of changes by asking every 15 seconds instead of at once.',
    );
    return () => {};
  }
  return inventory.subscribe(({ source, version }) => {
    signals
      .publish<ProxmoxSourceSignal>({
        recipients: { type: 'broadcast' },
        channel: PROXMOX_SIGNAL_CHANNEL,
        message: { source, version },
      })
      .catch(error => {
        logger.warn(
          `Pages were not told that source '${source}' has changed; they find out when they ask again: ${error}`,
        );
      });
  });
}
