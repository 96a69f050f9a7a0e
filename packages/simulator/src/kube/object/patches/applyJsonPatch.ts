import { clone, deepEqual, isObject } from '../json';
import type { Json, JsonObject } from '../types';

/** A JSON patch that cannot be applied. The API answers 422 without a detail. */
export class JsonPatchError extends Error {}

/**
 * JSON patch (RFC 6902).
 *
 * @throws JsonPatchError when a test fails, a path is missing or an operation
 *   is unknown; the target stays as it was
 */
export function applyJsonPatch(target: Json, operations: Json[]): Json {
  let document = clone(target);
  for (const operation of operations) {
    if (!isObject(operation)) {
      throw new JsonPatchError('An operation must be an object.');
    }
    document = applyOperation(document, operation);
  }
  return document;
}

function applyOperation(document: Json, operation: JsonObject): Json {
  const path = pointerOf(operation.path);
  const value = operation.value ?? null;
  switch (operation.op) {
    case 'add':
      return addAt(document, path, clone(value));
    case 'remove':
      return removeAt(document, path);
    case 'replace':
      valueAt(document, path);
      return path.length === 0
        ? clone(value)
        : replaceAt(document, path, clone(value));
    case 'move':
    case 'copy':
      return transfer(document, operation, path);
    case 'test':
      if (deepEqual(valueAt(document, path), value)) return document;
      throw new JsonPatchError(`The test of ${operation.path} failed.`);
    default:
      throw new JsonPatchError(`Unknown operation ${String(operation.op)}.`);
  }
}

function transfer(document: Json, operation: JsonObject, path: string[]): Json {
  const from = pointerOf(operation.from);
  const moved = clone(valueAt(document, from));
  const rest = operation.op === 'move' ? removeAt(document, from) : document;
  return addAt(rest, path, moved);
}

function pointerOf(pointer: Json | undefined): string[] {
  if (pointer === '') return [];
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    throw new JsonPatchError(`${String(pointer)} is no JSON pointer.`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function valueAt(document: Json, path: string[]): Json {
  let value: Json | undefined = document;
  for (const part of path) {
    if (Array.isArray(value)) value = value[indexOf(value, part)];
    else value = isObject(value) ? value[part] : undefined;
    if (value === undefined) {
      throw new JsonPatchError(`There is nothing at /${path.join('/')}.`);
    }
  }
  return value;
}

function indexOf(list: Json[], part: string): number {
  const index = /^(0|[1-9]\d*)$/.test(part) ? Number(part) : NaN;
  if (!(index >= 0 && index <= list.length)) {
    throw new JsonPatchError(`${part} is no index of the list.`);
  }
  return index;
}

function parentAt(document: Json, path: string[]): [Json, string] {
  return [valueAt(document, path.slice(0, -1)), path[path.length - 1]];
}

function addAt(document: Json, path: string[], value: Json): Json {
  if (path.length === 0) return value;
  const [parent, last] = parentAt(document, path);
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : indexOf(parent, last);
    parent.splice(index, 0, value);
  } else if (isObject(parent)) {
    parent[last] = value;
  } else {
    throw new JsonPatchError(`/${path.join('/')} is inside a scalar.`);
  }
  return document;
}

function replaceAt(document: Json, path: string[], value: Json): Json {
  const [parent, last] = parentAt(document, path);
  if (Array.isArray(parent)) parent[indexOf(parent, last)] = value;
  else if (isObject(parent)) parent[last] = value;
  return document;
}

function removeAt(document: Json, path: string[]): Json {
  valueAt(document, path);
  const [parent, last] = parentAt(document, path);
  if (Array.isArray(parent)) parent.splice(indexOf(parent, last), 1);
  else if (isObject(parent)) delete parent[last];
  return document;
}
