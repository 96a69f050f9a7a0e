import type { Json, JsonObject, KubeObject } from '../../object/types';
import { humanDuration } from './humanDuration';
import { findByPath } from './jsonPath';

/** Finds what stands in one cell of an object's row. */
export type Cell = (object: KubeObject, now: number) => Json;

export const none = '<none>';
export const unset = '<unset>';

function isSaid(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== '';
}

/** A value as text, or what stands for a missing one. */
export function text(path: string, missing: string = none): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return isSaid(value) ? String(value) : missing;
  };
}

/** How many members a map or list has. */
export function count(path: string): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : 0;
  };
}

/** Values in a row. */
export function join(path: string, missing: string = none): Cell {
  return object => findByPath(object, path).map(String).join(',') || missing;
}

/** A number; zero if there is none. */
export function number(path: string): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return typeof value === 'number' ? value : 0;
  };
}

/** A yes or no, with what holds if nothing is said. */
export function flag(path: string, usual = false): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return typeof value === 'boolean' ? value : usual;
  };
}

/** `one/two` of two numbers. */
export function ratio(part: string, whole: string): Cell {
  return (object, now) =>
    `${number(part)(object, now)}/${number(whole)(object, now)}`;
}

/** A selector as `a=b,c=d`. */
export function labels(path: string): Cell {
  return object => {
    const [value] = findByPath(object, path);
    const pairs = Object.entries((value ?? {}) as JsonObject);
    return (
      pairs
        .map(([key, each]) => `${key}=${each}`)
        .sort()
        .join(',') || none
    );
  };
}

/** How long ago a moment was. */
export function since(path: string, otherPath?: string): Cell {
  return (object, now) => {
    const [found] = findByPath(object, path);
    const [other] = otherPath ? findByPath(object, otherPath) : [];
    const time = Date.parse(String(found ?? other ?? ''));
    // Dates have no milliseconds: a moment ago must not lie in the future.
    return Number.isNaN(time)
      ? '<unknown>'
      : humanDuration(Math.max(now - time, 0));
  };
}

export const age = since('.metadata.creationTimestamp');

export const name: Cell = object => object.metadata.name ?? '';

/** What is being deleted says so, whatever its phase. */
export function phase(missing: string): Cell {
  return (object, now) =>
    object.metadata.deletionTimestamp
      ? 'Terminating'
      : text('.status.phase', missing)(object, now);
}

const shortModes: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** How a volume may be used, in short. */
export function accessModes(path: string): Cell {
  return object =>
    findByPath(object, path)
      .map(mode => shortModes[String(mode)] ?? String(mode))
      .join(',');
}
