import { memberSchema } from '../fields/shape';
import { goPattern } from '../goPattern';
import { deepEqual, isObject } from '../json';
import type {
  Json,
  JsonObject,
  ResourceSchema,
  ValidationCause,
} from '../types';
import {
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from './causes';
import { pastItems } from './correlate';
import { hasFormat } from './formats';

/** Where a check stands. */
export interface SchemaPlace {
  schema: ResourceSchema;
  /** Path as messages name it. */
  path: string;
  /** Path in front of it in the field of the cause: `status.` for that subresource. */
  prefix: string;
}

/**
 * What is wrong by the schema. What was stored already stays allowed, so that
 * an object can be changed elsewhere.
 */
export function checkSchema(
  place: SchemaPlace,
  value: Json,
  old?: Json,
): ValidationCause[] {
  if (old !== undefined && deepEqual(old, value)) return [];
  const { schema } = place;
  if (value === null) return checkNull(place);
  const mismatch = checkType(place, value);
  const causes = mismatch ? [mismatch] : [];
  if (typeof value === 'string') causes.push(...checkText(place, value));
  if (typeof value === 'number') causes.push(...checkNumber(place, value));
  if (Array.isArray(value)) causes.push(...checkItems(place, value, old));
  if (schema.enum && !schema.enum.some(each => deepEqual(each, value))) {
    causes.push(notSupported(fieldOf(place), value, schema.enum));
  }
  if (isObject(value)) causes.push(...checkMembers(place, value, old));
  return causes;
}

function fieldOf({ prefix, path }: SchemaPlace): string {
  return `${prefix}${path}`;
}

function typeNames({ type, intOrString }: ResourceSchema): string[] {
  if (intOrString) return ['integer', 'string'];
  return type ? [type] : [];
}

function checkNull(place: SchemaPlace): ValidationCause[] {
  const types = typeNames(place.schema);
  if (place.schema.nullable || types.length === 0) return [];
  return [wrongType(place, types.join(','), 'null')];
}

function wrongType(
  place: SchemaPlace,
  expected: string,
  found: string,
): ValidationCause {
  return typeInvalid(
    fieldOf(place),
    found,
    `${place.path} in body must be of type ${expected}: "${found}"`,
  );
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  return Number.isInteger(value) ? 'integer' : 'number';
}

/** Formats that the API sees in values that are no texts. */
const FORMAT_OF: { [type: string]: string } = {
  integer: 'int64',
  number: 'double',
};

function checkType(
  place: SchemaPlace,
  value: Json,
): ValidationCause | undefined {
  const types = typeNames(place.schema);
  const found = typeOf(value);
  const isNumeric = types.includes('number') || types.includes('integer');
  const fits =
    types.length === 0 ||
    types.includes(found) ||
    (found === 'integer' && types.includes('number'));
  if (fits) return undefined;
  const { format } = place.schema;
  const isText = found === 'string' || found === 'array';
  if (format && !isText) {
    return wrongType(place, format, FORMAT_OF[found] ?? '');
  }
  // A text in place of a formatted text is checked by its format alone.
  if (format && !isNumeric) return undefined;
  return wrongType(place, types.join(','), found);
}

function checkText(place: SchemaPlace, value: string): ValidationCause[] {
  const { schema, path } = place;
  const length = [...value].length;
  const field = fieldOf(place);
  const causes: ValidationCause[] = [];
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    causes.push(tooLong(field, schema.maxLength));
  } else if (schema.minLength !== undefined && length < schema.minLength) {
    const detail = `${path} in body should be at least ${schema.minLength} chars long`;
    causes.push(invalid(field, value, detail));
  } else if (schema.pattern && !goPattern(schema.pattern).test(value)) {
    const detail = `${path} in body should match '${schema.pattern}'`;
    causes.push(invalid(field, value, detail));
  }
  if (schema.format && !hasFormat(schema.format, value)) {
    const detail = `${path} in body must be of type ${
      schema.format
    }: ${JSON.stringify(value)}`;
    causes.push(typeInvalid(field, value, detail));
  }
  return causes;
}

function checkNumber(place: SchemaPlace, value: number): ValidationCause[] {
  const { multipleOf, maximum, minimum } = place.schema;
  const problems: string[] = [];
  if (multipleOf !== undefined && value % multipleOf !== 0) {
    problems.push(`should be a multiple of ${multipleOf}`);
  }
  if (maximum !== undefined && value > maximum) {
    problems.push(`should be less than or equal to ${maximum}`);
  }
  if (minimum !== undefined && value < minimum) {
    problems.push(`should be greater than or equal to ${minimum}`);
  }
  return problems.map(problem =>
    invalid(fieldOf(place), value, `${place.path} in body ${problem}`),
  );
}

function checkItems(
  place: SchemaPlace,
  list: Json[],
  old: Json | undefined,
): ValidationCause[] {
  const { items, minItems, maxItems } = place.schema;
  const past = pastItems(place.schema, list, old);
  const causes = list.flatMap((item, index) =>
    items
      ? checkSchema(
          { ...place, schema: items, path: `${place.path}[${index}]` },
          item,
          past[index],
        )
      : [],
  );
  const field = fieldOf(place);
  if (minItems !== undefined && list.length < minItems) {
    const detail = `${place.path} in body should have at least ${minItems} items`;
    causes.push(invalid(field, list.length, detail));
  }
  if (maxItems !== undefined && list.length > maxItems) {
    causes.push(tooMany(field, { found: list.length, most: maxItems }));
  }
  return causes;
}

function childPath(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}

function checkMembers(
  place: SchemaPlace,
  value: JsonObject,
  old: Json | undefined,
): ValidationCause[] {
  const { schema, path } = place;
  const names = Object.keys(value).filter(name => value[name] !== undefined);
  const { minProperties, maxProperties } = schema;
  if (minProperties !== undefined && names.length < minProperties) {
    const detail = `${path} in body should have at least ${minProperties} properties`;
    return [invalid(fieldOf(place), names.length, detail)];
  }
  if (maxProperties !== undefined && names.length > maxProperties) {
    const counts = { found: names.length, most: maxProperties };
    return [tooMany(fieldOf(place), counts)];
  }
  const past = isObject(old) ? old : {};
  const causes = names.sort().flatMap(name => {
    const inner = memberSchema(schema, name);
    const child = { ...place, path: childPath(path, name) };
    return inner
      ? checkSchema(
          { ...child, schema: inner },
          value[name] ?? null,
          past[name],
        )
      : [];
  });
  const missing = (schema.required ?? []).filter(
    name => value[name] === undefined,
  );
  return [
    ...causes,
    ...missing.map(name =>
      required(fieldOf({ ...place, path: childPath(path, name) })),
    ),
  ];
}
