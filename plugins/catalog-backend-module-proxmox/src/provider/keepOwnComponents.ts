import { ResourceEntity } from '@backstage/catalog-model';

/**
 * The entities without what they are for where that is not theirs to say: a tenant writes the name of the Component
 * itself, and nobody is to hang a cluster on the service of somebody else. Owners as the catalogue has them; a Component
 * that is not among them does not exist.
 */
export function keepOwnComponents(
  entities: ResourceEntity[],
  ownersOf: Map<string, string[]>,
): ResourceEntity[] {
  return entities.map(entity => {
    const { dependencyOf, ...spec } = entity.spec;
    const own = componentsOf(entity).filter(ref =>
      ownersOf.get(ref)?.includes(spec.owner),
    );
    return {
      ...entity,
      spec: own.length ? { ...spec, dependencyOf: own } : spec,
    };
  });
}

/** Refs of what the entity is for. */
export function componentsOf({ spec }: ResourceEntity): string[] {
  return spec.dependencyOf ?? [];
}
