import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import catalogModuleProxmox from '@rackstage/plugin-catalog-backend-module-proxmox';

/** One ingestion. */
export interface Ingest extends Counts {
  seconds: number;
}

/**
 * The first ingestion of all sources by the real module and inventory, into a catalogue that only takes the entities:
 * from the start of the backend to the last `applyMutation`.
 */
export async function measureIngest(config: JsonObject): Promise<Ingest> {
  const ingests: Array<Promise<Counts>> = [];
  const started = performance.now();
  const backend = await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (...given) => {
            // Here and not later: the scheduler runs at the start what is known by then.
            ingests.push(...given.flat().map(ingestOne));
          },
          addProcessor: () => {},
          addPlaceholderResolver: () => {},
          setOnProcessingErrorHandler: () => {},
        },
      ],
    ],
    features: [
      mockServices.rootConfig.factory({ data: config }),
      catalogServiceMock.factory(),
      catalogModuleProxmox,
    ],
  });
  const counts = await Promise.all(ingests);
  const seconds = (performance.now() - started) / 1000;
  await backend.stop();
  const sum = (key: keyof Counts) =>
    counts.reduce((total, count) => total + count[key], 0);
  return { seconds, entities: sum('entities'), guests: sum('guests') };
}

interface Counts {
  entities: number;
  guests: number;
}

function ingestOne(provider: EntityProvider): Promise<Counts> {
  return new Promise((resolve, reject) => {
    const connected = provider.connect({
      refresh: async () => {},
      applyMutation: async mutation => {
        const entities =
          mutation.type === 'full'
            ? mutation.entities.map(({ entity }) => entity)
            : [];
        const guests = entities.filter(
          ({ metadata }) =>
            metadata.annotations?.['rackstage.io/proxmox-guest'] !== undefined,
        );
        resolve({ entities: entities.length, guests: guests.length });
      },
    });
    connected.catch(reject);
  });
}
