import { CelError } from '../cel/CelError';
import { evaluate } from '../cel/evaluate';
import { parse, type Expression } from '../cel/parse';
import { memberSchema } from '../fields/shape';
import { deepEqual, isObject } from '../json';
import type {
  Json,
  ResourceSchema,
  SchemaRule,
  ValidationCause,
} from '../types';
import { duplicate, forbidden, invalid, required } from './causes';
import { pastItems } from './correlate';

interface Compiled {
  expression: Expression;
  /** The rule compares with the stored value, so it needs one. */
  isTransition: boolean;
}

const compiled = new Map<string, Compiled>();

function compile(rule: string): Compiled {
  const known = compiled.get(rule);
  if (known) return known;
  const made = {
    expression: parse(rule),
    isTransition: /\boldSelf\b/.test(rule),
  };
  compiled.set(rule, made);
  return made;
}

/**
 * The rules (CEL) of a schema and of everything inside it, outermost first.
 * Rules that compare with the stored value run only where there is one; what
 * did not change is not held against the writer.
 */
export function checkRules(
  { schema, path }: { schema: ResourceSchema; path: string },
  value: Json,
  old?: Json,
): ValidationCause[] {
  if (value === null) return [];
  const own = (schema.rules ?? []).flatMap(rule =>
    checkRule({ rule, schema, path }, value, old),
  );
  if (Array.isArray(value)) {
    const { items } = schema;
    const past = pastItems(schema, value, old);
    const inner = value.flatMap((item, index) =>
      items
        ? checkRules(
            { schema: items, path: `${path}[${index}]` },
            item,
            past[index],
          )
        : [],
    );
    return [...own, ...inner];
  }
  if (!isObject(value)) return own;
  const past = isObject(old) ? old : {};
  const inner = Object.entries(value).flatMap(([name, child]) => {
    const member = memberSchema(schema, name);
    const place = path ? `${path}.${name}` : name;
    return member && child !== undefined
      ? checkRules({ schema: member, path: place }, child, past[name])
      : [];
  });
  return [...own, ...inner];
}

interface RulePlace {
  rule: SchemaRule;
  schema: ResourceSchema;
  path: string;
}

function checkRule(
  { rule, schema, path }: RulePlace,
  value: Json,
  old: Json | undefined,
): ValidationCause[] {
  const { expression, isTransition } = compile(rule.rule);
  if (isTransition && old === undefined) return [];
  if (!isTransition && old !== undefined && deepEqual(old, value)) return [];
  const text = rule.message?.trim() || rule.rule.trim();
  try {
    const result = evaluate(expression, { self: value, oldSelf: old });
    return result === true ? [] : [failure(rule, path, value)];
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const detail =
      error.message === 'no such overload'
        ? `call arguments did not match a supported operator, function or macro signature for rule: ${text}`
        : `${error.message} evaluating rule: ${text}`;
    return [invalid(path, typeName(schema), detail)];
  }
}

function typeName({ type, intOrString }: ResourceSchema): string {
  return intOrString ? 'integer,string' : type ?? 'object';
}

/** Objects and lists are not shown in the message, scalars are. */
function shown(value: Json): Json | undefined {
  return typeof value === 'object' ? undefined : value;
}

function failure(rule: SchemaRule, path: string, value: Json): ValidationCause {
  const message = rule.message?.trim() || `failed rule: ${rule.rule.trim()}`;
  const field = `${path}${rule.fieldPath ?? ''}`;
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbidden(field, message);
    case 'FieldValueRequired':
      return required(field, message);
    case 'FieldValueDuplicate':
      return duplicate(field, value);
    default:
      return invalid(field, shown(value), message);
  }
}
