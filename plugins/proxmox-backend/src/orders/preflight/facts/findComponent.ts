import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Caller } from '../../../access/ProxmoxAccess';
import { ComponentFacts } from '../PreflightFacts';

/** What the catalogue shows the caller of a Component; `null` where that is nothing. */
export async function findComponent(options: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  caller: Caller;
  entityRef: string;
}): Promise<ComponentFacts | null> {
  const { catalog, caller, entityRef } = options;
  // Not by name: a portal whose catalogue cannot be reached would look as if it had no such Component.
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [entityRef], fields: ['kind', 'relations'] },
    { credentials: caller },
  );
  const [entity] = items;
  if (!entity) {
    return null;
  }
  const { relations = [] } = entity;
  return {
    owners: relations
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
  };
}
