import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout as pause } from 'node:timers/promises';
import { Patience } from './askPatiently';
import { messageOf } from './messageOf';

/**
 * Waits until the catalogue shows the entity, so that a link to it leads somewhere: the catalogue takes new clusters
 * over on its own schedule. That it does not is said and is no failure, since the cluster is ready.
 */
export async function waitForEntity(options: {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  entityRef: string;
  getCredentials(): Promise<BackstageCredentials>;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { catalog, entityRef, getCredentials, logger, patience } = options;
  const end = Date.now() + patience.entityMs;
  let reason = '';
  let isSaid = false;
  for (;;) {
    try {
      const credentials = await getCredentials();
      if (await catalog.getEntityByRef(entityRef, { credentials })) {
        return true;
      }
      reason = '';
    } catch (error) {
      reason = ` (${messageOf(error)})`;
    }
    if (Date.now() >= end) {
      break;
    }
    if (!isSaid) {
      isSaid = true;
      logger.info(`Waiting for ${entityRef} in the catalogue.`);
    }
    await pause(patience.pauseMs, undefined, { signal: options.signal });
  }
  logger.warn(
    `The cluster is ready, and its entity ${entityRef} is not in the catalogue yet${reason}. The catalogue takes it over on its schedule, if the catalogue module of the Proxmox plugin is installed.`,
  );
  return false;
}
