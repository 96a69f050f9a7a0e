import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import catalogModuleProxmox from '@rackstage/plugin-catalog-backend-module-proxmox';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 30 * 60 * 1000;

/**
 * Seconds from the start of a real catalogue on SQLite until its API shows as many entities as were ingested. Nearly all
 * of it is the catalogue's own processing and stitching.
 */
export async function measureStitched(
  config: JsonObject,
  expected: number,
): Promise<number> {
  let catalog: CatalogService | undefined;
  const started = performance.now();
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: config }),
      catalogPlugin,
      catalogModuleProxmox,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'observer',
        register(reg) {
          reg.registerInit({
            deps: { service: catalogServiceRef, logger: coreServices.logger },
            async init({ service }) {
              catalog = service;
            },
          });
        },
      }),
    ],
  });
  try {
    await untilShown(catalog, expected, started);
    return (performance.now() - started) / 1000;
  } finally {
    await backend.stop();
  }
}

async function untilShown(
  catalog: CatalogService | undefined,
  expected: number,
  started: number,
): Promise<void> {
  const credentials = await mockServices.auth().getOwnServiceCredentials();
  let shown = 0;
  while (performance.now() - started < PATIENCE_MS) {
    const answer = await catalog?.queryEntities(
      { filter: { kind: 'resource' }, fields: ['metadata.name'], limit: 1 },
      { credentials },
    );
    shown = answer?.totalItems ?? 0;
    if (shown >= expected) {
      return;
    }
    await pause(500);
  }
  throw new Error(
    `The catalogue showed ${shown} of ${expected} entities within ${
      PATIENCE_MS / 60_000
    } minutes`,
  );
}
