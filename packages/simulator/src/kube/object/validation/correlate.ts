import { elementOfItem } from '../fields/shape';
import type { Json, ResourceSchema } from '../types';

/**
 * The stored items that changed items are compared with. Only lists merged by
 * key say which item is which; in others an item has no past.
 */
export function pastItems(
  schema: ResourceSchema,
  items: Json[],
  old: Json | undefined,
): (Json | undefined)[] {
  if (schema.listType !== 'map' || !Array.isArray(old)) {
    return items.map(() => undefined);
  }
  const past = new Map(old.map(item => [elementOfItem(schema, item), item]));
  return items.map(item => past.get(elementOfItem(schema, item)));
}
