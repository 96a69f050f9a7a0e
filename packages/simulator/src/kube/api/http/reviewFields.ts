import type { JsonObject } from '../../object/types';

/** What somebody owns who sent these values: every field by its name. */
export function fieldsOf(value: JsonObject, isTop: boolean): JsonObject {
  const fields: JsonObject = isTop ? {} : { '.': {} };
  for (const [key, child] of Object.entries(value)) {
    const isMap =
      typeof child === 'object' && child !== null && !Array.isArray(child);
    fields[`f:${key}`] = isMap ? fieldsOf(child, false) : {};
  }
  return fields;
}
