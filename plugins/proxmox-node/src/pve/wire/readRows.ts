import { z } from 'zod/v4';
import { ReadingRemark } from '../facts';
import { fieldReaderOf, isAbsent } from './fields';

/** An answer is no list, no object, or otherwise nothing that such a call can mean. */
export class UnexpectedShape extends Error {}

/** What could be read, and what could not. */
export interface Rows<T> {
  rows: T[];
  remarks: ReadingRemark[];
}

/** One row, or why there is none. */
export interface Row<T> {
  row?: T;
  remarks: ReadingRemark[];
}

/** The list in an answer. @throws UnexpectedShape where it is none: that is a failed read and no empty list. */
export function expectList(data: unknown): unknown[] {
  if (!Array.isArray(data)) {
    throw new UnexpectedShape(`"data" is ${nameOf(data)} and not a list`);
  }
  return data;
}

/** The object in an answer. @throws UnexpectedShape where it is none. */
export function expectObject(data: unknown): Record<string, unknown> {
  if (!isObject(data)) {
    throw new UnexpectedShape(`"data" is ${nameOf(data)} and not an object`);
  }
  return data;
}

/** Reads each entry of a list. */
export function readRows<T extends z.ZodObject>(
  data: unknown,
  schema: T,
): Rows<z.output<T>> {
  const rows: Array<z.output<T>> = [];
  const remarks: ReadingRemark[] = [];
  expectList(data).forEach((entry, index) => {
    const result = readRow(entry, schema, `entry ${index + 1}`);
    remarks.push(...result.remarks);
    if (result.row) {
      rows.push(result.row);
    }
  });
  return { rows, remarks };
}

/**
 * Reads one entry. A detail that makes no sense is left out; an entry without its essentials is dropped. Either is
 * remarked on.
 */
export function readRow<T extends z.ZodObject>(
  entry: unknown,
  schema: T,
  subject: string,
): Row<z.output<T>> {
  const plain = readPlainly(entry, schema);
  if (plain) {
    return { row: plain, remarks: [] };
  }
  const first = schema.safeParse(entry);
  if (first.success) {
    return { row: first.data, remarks: [] };
  }
  if (!isObject(entry)) {
    const reason = `is ${nameOf(entry)} and not an object`;
    return { remarks: [{ subject, reason, dropped: true }] };
  }
  const named = `${subject}${nameInParentheses(entry)}`;
  const problems = first.error.issues.map(issue => ({
    field: String(issue.path[0] ?? ''),
    message: issue.message,
  }));
  const kept = Object.fromEntries(
    Object.entries(entry).filter(
      ([key]) => !problems.some(({ field }) => field === key),
    ),
  );
  const second = schema.safeParse(kept);
  const dropped = !second.success;
  const reason = problems
    .map(({ field, message }) => `${field} ${message}`)
    .join(', ');
  return {
    row: second.success ? second.data : undefined,
    remarks: [{ subject: named, reason, dropped }],
  };
}

type Plan = Array<{
  key: string;
  read: (value: unknown) => unknown;
  isRequired: boolean;
}>;

const plans = new WeakMap<object, Plan>();

/**
 * Reads an entry in which everything is as it should be. Ten thousand guests are read every few seconds, and the schema
 * allocates for every field of each; it has its say as soon as anything is odd. `undefined` then, and for schemas that
 * hold fields of another make.
 */
function readPlainly<T extends z.ZodObject>(
  entry: unknown,
  schema: T,
): z.output<T> | undefined {
  if (!isObject(entry)) {
    return undefined;
  }
  const plan = planOf(schema);
  const row: Record<string, unknown> = {};
  for (const { key, read, isRequired } of plan) {
    const value = entry[key];
    if (isAbsent(value) && !isRequired) {
      row[key] = undefined;
    } else {
      const result = read(value);
      if (result === undefined) {
        return undefined;
      }
      row[key] = result;
    }
  }
  return plan.length > 0 ? (row as z.output<T>) : undefined;
}

/** Empty where the schema holds a field that cannot be read plainly. */
function planOf(schema: z.ZodObject): Plan {
  const known = plans.get(schema);
  if (known) {
    return known;
  }
  const fields = Object.entries(schema.shape);
  const plan = fields.flatMap(([key, field]) => {
    const reader = fieldReaderOf(field);
    return reader ? [{ key, ...reader }] : [];
  });
  const complete = plan.length === fields.length ? plan : [];
  plans.set(schema, complete);
  return complete;
}

function nameInParentheses(entry: Record<string, unknown>): string {
  const name = entry.id ?? entry.vmid ?? entry.name ?? entry.iface;
  return typeof name === 'string' || typeof name === 'number'
    ? ` (${String(name).slice(0, 80)})`
    : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) {
    return 'missing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
