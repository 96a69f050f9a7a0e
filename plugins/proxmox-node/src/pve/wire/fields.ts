import { z } from 'zod/v4';

// Proxmox writes the same field as 1, "1" or true, as 512 or "512", and leaves it out, null or "" where it has nothing
// to say; which of them differs between releases and even between answers of one release.

type Read<T> = (value: unknown) => T | undefined;

/** How a field of ours is read without its schema, see `readPlainly`. */
interface FieldReader {
  read: Read<unknown>;
  isRequired: boolean;
}

const readers = new WeakMap<object, FieldReader>();

/** The reader behind a field that was made here. */
export function fieldReaderOf(schema: object): FieldReader | undefined {
  return readers.get(schema);
}

/** Whether Proxmox says nothing here, in any of its ways. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function required<T>(what: string, read: Read<T>) {
  const schema = z.unknown().transform((value, context): T => {
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
  readers.set(schema, { read, isRequired: true });
  return schema;
}

function optional<T>(what: string, read: Read<T>) {
  const schema = z
    .unknown()
    .optional()
    .transform((value, context): T | undefined => {
      if (isAbsent(value)) {
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
  readers.set(schema, { read, isRequired: false });
  return schema;
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

export const whole = () => required('a whole number', readWhole);
/** Not empty. */
export const text = () => required('a text', readText);

export const optionalNum = () => optional('a number', readNumber);
export const optionalWhole = () => optional('a whole number', readWhole);
export const optionalBool = () => optional('0 or 1', readBoolean);
export const optionalText = () => optional('a text', readString);
export const optionalTime = () => optional('a time', readTime);

/** One of a few words. */
export function oneOf<T extends string>(...words: T[]) {
  return required(`one of ${words.join(', ')}`, value =>
    words.find(word => word === value),
  );
}
