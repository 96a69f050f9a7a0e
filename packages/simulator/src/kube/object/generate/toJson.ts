import type { JsonObject } from '../types';

/** Plain data as JSON, without members that are undefined. */
export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
