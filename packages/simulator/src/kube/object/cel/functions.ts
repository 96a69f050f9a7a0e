import { isIP } from 'node:net';
import { goPattern } from '../goPattern';
import { isObject } from '../json';
import type { Json } from '../types';
import { CelError } from './CelError';

type CelFunction = (...args: Json[]) => Json;

/** Arguments of types that the function does not take. */
const NO_OVERLOAD = 'no such overload';

function text(value: Json): string {
  if (typeof value !== 'string') throw new CelError(NO_OVERLOAD);
  return value;
}

function list(value: Json): Json[] {
  if (!Array.isArray(value)) throw new CelError(NO_OVERLOAD);
  return value;
}

function size(value: Json): number {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw new CelError(NO_OVERLOAD);
}

function isCidr(value: Json): boolean {
  const [address, prefix, more] = text(value).split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined || !/^\d{1,3}$/.test(prefix ?? '')) {
    return false;
  }
  return Number(prefix) <= (family === 4 ? 32 : 128);
}

function toInt(value: Json): number {
  const number = Number(value);
  if (Number.isNaN(number)) {
    throw new CelError(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  return Math.trunc(number);
}

/**
 * The functions that rules of custom resources may call; as a method, the
 * target is the first argument.
 */
export const functions: { [name: string]: CelFunction } = {
  size,
  matches: (value, pattern) => goPattern(text(pattern)).test(text(value)),
  startsWith: (value, start) => text(value).startsWith(text(start)),
  endsWith: (value, end) => text(value).endsWith(text(end)),
  contains: (value, part) => text(value).includes(text(part)),
  lowerAscii: value => text(value).toLowerCase(),
  upperAscii: value => text(value).toUpperCase(),
  trim: value => text(value).trim(),
  split: (value, by) => text(value).split(text(by)),
  join: (value, by = '') => list(value).map(text).join(text(by)),
  replace: (value, from, to) => text(value).split(text(from)).join(text(to)),
  int: toInt,
  double: value => Number(value),
  string: value => String(value),
  isIP: value => isIP(text(value)) !== 0,
  isCIDR: isCidr,
};
