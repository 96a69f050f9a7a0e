import { Entity } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import DataLoader from 'dataloader';
import { queryKeys } from '../query';

type EntityLoader = DataLoader<string, Entity | undefined>;

const loaders = new WeakMap<CatalogApi, EntityLoader>();

// A table asks for all its rows at once: one request instead of one per row.
function loaderOf(catalogApi: CatalogApi): EntityLoader {
  const known = loaders.get(catalogApi);
  if (known) {
    return known;
  }
  const created: EntityLoader = new DataLoader(
    async entityRefs => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: [...entityRefs],
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      });
      return items;
    },
    // What was absent may have been ingested since; the query keeps the answer for as long as it is good.
    { cache: false, maxBatchSize: 100 },
  );
  loaders.set(catalogApi, created);
  return created;
}

const ASK_AGAIN = 5_000;

/**
 * Does the catalogue show this entity to the viewer? It may not have been ingested yet, the catalogue module may not be
 * installed, or the viewer may not read it. `undefined` while that is not known. What is `expected` soon is asked for
 * until it is there.
 */
export function useIsInCatalog(
  entityRef: string,
  expected = false,
): boolean | undefined {
  const catalogApi = useApiHolder().get(catalogApiRef);
  const { data } = useQuery({
    queryKey: queryKeys.isInCatalog(entityRef),
    queryFn: async () => {
      const entity = await loaderOf(catalogApi!).load(entityRef);
      return entity !== undefined && entity !== null;
    },
    enabled: catalogApi !== undefined,
    staleTime: 5 * 60_000,
    refetchInterval: ({ state }) =>
      expected && state.data === false ? ASK_AGAIN : false,
  });
  return data;
}
