import { Entity, ResourceEntity } from '@backstage/catalog-model';
import { refOf } from './CatalogLookup';

/**
 * The entities with the guests that the catalogue knows them to depend on. For the time in which a Proxmox cluster was
 * not read yet: nothing is known then of the guests of its machines, which does not mean that there are none.
 */
export function keepRelations(
  entities: ResourceEntity[],
  known: Entity[],
): ResourceEntity[] {
  const before = new Map(
    known.map(entity => [refOf(entity), guestsOf(entity)]),
  );
  return entities.map(entity => {
    const guests = new Set([
      ...guestsOf(entity),
      ...(before.get(refOf(entity)) ?? []),
    ]);
    return guests.size
      ? { ...entity, spec: { ...entity.spec, dependsOn: [...guests].sort() } }
      : entity;
  });
}

function guestsOf(entity: Entity): string[] {
  const { dependsOn } = Object(entity.spec);
  return Array.isArray(dependsOn) ? dependsOn.map(String) : [];
}
