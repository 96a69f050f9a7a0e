import type { SchemaNode } from './officialSchema';
import type { Json } from './types';

/** Kind of a JSON value as the comparison names it. */
export function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

const numeric = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Wire forms of the schema's types; flags travel as 0 and 1. */
const wireForms: Record<string, (value: Json) => boolean> = {
  null: value => value === null,
  string: value => typeof value === 'string',
  integer: value =>
    Number.isInteger(value) ||
    (typeof value === 'string' && numeric.test(value)),
  number: value =>
    typeof value === 'number' ||
    (typeof value === 'string' && numeric.test(value)),
  boolean: value => [0, 1, '0', '1', ''].some(form => form === value),
  array: value => Array.isArray(value),
  object: value => kindOf(value) === 'object',
  any: () => true,
};

/** The declared type; some entries of the schema have properties only. */
export function declaredType(node: SchemaNode): string | undefined {
  if (node.type) return node.type;
  if (node.properties) return 'object';
  if (node.items) return 'array';
  return undefined;
}

/** Indexed families are declared as `net[n]`. */
export function propertyOf(
  node: SchemaNode | undefined,
  key: string,
): SchemaNode | undefined {
  const properties = node?.properties;
  if (!properties) return undefined;
  return properties[key] ?? properties[`${key.replace(/\d+$/, '')}[n]`];
}

/** Indexes do not matter when contradictions are compared. */
export function withoutIndexes(line: string): string {
  return line.replace(/\[\d+\]/g, '[]');
}

/** A property of which every alternative is optional is optional itself. */
export function isOptional(node: SchemaNode): boolean {
  const alternatives = node.oneOf ?? [];
  return (
    Boolean(node.optional) ||
    (alternatives.length > 0 &&
      alternatives.every(one => Boolean(one.optional)))
  );
}

/** What a check may assume beyond the schema. */
export interface SchemaAllowance {
  /** Keys that live servers send though the schema does not list them. */
  knownKeys: ReadonlySet<string>;
  /** Required keys that are absent count too. */
  requireKeys: boolean;
  /** Where the value stands; `data` when absent. */
  at?: string;
}

/**
 * Where a value contradicts the official schema: wrong container, wrong type,
 * a key that nobody knows, and (if asked) a required key that is missing.
 */
export function contradictions(
  value: Json,
  node: SchemaNode | undefined,
  allowance: SchemaAllowance,
): string[] {
  if (!node || node.oneOf) return [];
  const at = allowance.at ?? 'data';
  const scalar = scalarContradiction(value, node);
  if (scalar) return [`${at} ${scalar}`];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      contradictions(item, node.items, {
        ...allowance,
        at: `${at}[${index}]`,
      }),
    );
  }
  const isDescribed = Object.keys(node.properties ?? {}).length > 0;
  return typeof value === 'object' && value !== null && isDescribed
    ? objectContradictions(value, node, { ...allowance, at })
    : [];
}

/** What is wrong with the type or the text of a value, if anything is. */
function scalarContradiction(
  value: Json,
  node: SchemaNode,
): string | undefined {
  const type = declaredType(node);
  const fits = type ? wireForms[type] : undefined;
  if (fits && !fits(value))
    return `is ${kindOf(value)}, the schema says ${type}`;
  if (typeof value === 'string' && node.enum && !node.enum.includes(value)) {
    return `is '${value}', the schema knows ${node.enum.join(', ')}`;
  }
  return undefined;
}

function objectContradictions(
  value: { [key: string]: Json },
  node: SchemaNode,
  allowance: SchemaAllowance & { at: string },
): string[] {
  const { at } = allowance;
  const found: string[] = [];
  const open = Boolean(node.additionalProperties);
  for (const [key, member] of Object.entries(value)) {
    const declared = propertyOf(node, key);
    if (declared) {
      found.push(
        ...contradictions(member, declared, {
          ...allowance,
          at: `${at}.${key}`,
        }),
      );
    } else if (!open && !allowance.knownKeys.has(key)) {
      found.push(`${at}.${key} is unknown to the schema and to live servers`);
    }
  }
  if (allowance.requireKeys) {
    for (const [key, declared] of Object.entries(node.properties ?? {})) {
      if (!isOptional(declared) && !key.endsWith('[n]') && !(key in value)) {
        found.push(`${at}.${key} is missing though the schema requires it`);
      }
    }
  }
  return found;
}
