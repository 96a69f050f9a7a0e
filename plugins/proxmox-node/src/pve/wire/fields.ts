import { z } from 'zod/v4';

// Proxmox writes the same field as 1, "1" or true, as 512 or "512", and leaves it out, null or "" where it has nothing
// to say; which of them differs between releases and even between answers of one release.

type Read<T> = (value: unknown) => T | undefined;

function required<T>(what: string, read: Read<T>) {
  return z.unknown().transform((value, context): T => {
    const result = read(value);
    if (result === undefined) {
      context.issues.push({
        code: 'custom',
        input: value,
        message: `is not ${what}`,
      });
      return z.NEVER;
    }
    return result;
  });
}

function optional<T>(what: string, read: Read<T>) {
  return z
    .unknown()
    .optional()
    .transform((value, context): T | undefined => {
      if (value === undefined || value === null || value === '') {
        return undefined;
      }
      const result = read(value);
      if (result === undefined) {
        context.issues.push({
          code: 'custom',
          input: value,
          message: `is not ${what}`,
        });
        return z.NEVER;
      }
      return result;
    });
}

const readNumber: Read<number> = value => {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  const isNumeric =
    typeof value === 'string' &&
    /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);
  return isNumeric ? Number(value) : undefined;
};

const readWhole: Read<number> = value => {
  const number = readNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined;
};

const readBoolean: Read<boolean> = value => {
  if (value === true || value === 1 || value === '1') {
    return true;
  }
  return value === false || value === 0 || value === '0' ? false : undefined;
};

const readString: Read<string> = value => {
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' ? String(value) : undefined;
};

/** The years 1970 to 5138; beyond it is no time but a mistake. */
const readTime: Read<string> = value => {
  const seconds = readNumber(value);
  return seconds !== undefined && seconds >= 0 && seconds < 1e11
    ? new Date(seconds * 1000).toISOString()
    : undefined;
};

const readText: Read<string> = value => readString(value) || undefined;

export const num = () => required('a number', readNumber);
export const whole = () => required('a whole number', readWhole);
/** Not empty. */
export const text = () => required('a text', readText);
/** Seconds since the epoch as ISO 8601. */
export const time = () => required('a time', readTime);

export const optionalNum = () => optional('a number', readNumber);
export const optionalWhole = () => optional('a whole number', readWhole);
export const optionalBool = () => optional('0 or 1', readBoolean);
export const optionalText = () => optional('a text', readString);
export const optionalTime = () => optional('a time', readTime);
