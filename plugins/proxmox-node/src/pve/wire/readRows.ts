import { z } from 'zod/v4';
import { ReadingRemark } from '../facts';

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
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
