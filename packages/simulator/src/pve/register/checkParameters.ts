import { ParameterErrors } from '../ApiError';
import { checkFormat } from './formats';
import {
  findParameter,
  ParameterDeclaration,
  RouteDeclaration,
} from './parseDeclarations';
import { parsePropertyString, propertyStringKeys } from './propertyString';

/** A value as it came over the wire. */
export type RawValue =
  | string
  | number
  | boolean
  | null
  | RawValue[]
  | { [key: string]: RawValue };

/** A checked value: booleans are 0 or 1, numbers numbers. */
export type ParameterValue = string | number | string[];

const missing = 'property is missing and it is not optional';
const undefinedProperty =
  'property is not defined in schema and the schema does not allow additional properties';

type Outcome = { value: ParameterValue } | { complaint: string };

function showRaw(raw: RawValue): string {
  if (Array.isArray(raw)) return 'ARRAY';
  if (raw !== null && typeof raw === 'object') return 'HASH';
  return `'${raw}'`;
}

function mistyped(type: string, raw: RawValue): Outcome {
  return { complaint: `type check ('${type}') failed - got ${showRaw(raw)}` };
}

function checkNumber(
  declaration: ParameterDeclaration,
  text: string,
): string | undefined {
  const { minimum, maximum } = declaration;
  if (minimum !== undefined && Number(text) < minimum) {
    return `value must have a minimum value of ${minimum}`;
  }
  if (maximum !== undefined && Number(text) > maximum) {
    return `value must have a maximum value of ${maximum}`;
  }
  return undefined;
}

function checkLength(
  declaration: ParameterDeclaration,
  text: string,
): string | undefined {
  const { minimum, maximum } = declaration;
  if (minimum !== undefined && text.length < minimum) {
    return `value must be at least ${minimum} characters long`;
  }
  if (maximum !== undefined && text.length > maximum) {
    return `value may only be ${maximum} characters long`;
  }
  return undefined;
}

function checkPropertyString(
  declaration: ParameterDeclaration,
  text: string,
): string | undefined {
  const keys = propertyStringKeys(declaration.format ?? '');
  if (!keys) return undefined;
  const parsed = parsePropertyString(keys, text);
  if ('complaint' in parsed) return `invalid format - ${parsed.complaint}\n`;
  const complaints: string[] = [];
  for (const [name, value] of Object.entries(parsed.values)) {
    const key = keys.get(name);
    const outcome = key ? checkValue(key, value) : undefined;
    if (!outcome) complaints.push(`${name}: ${undefinedProperty}`);
    else if ('complaint' in outcome) {
      complaints.push(`${name}: ${outcome.complaint}`);
    }
  }
  for (const key of keys.values()) {
    if (!key.optional && !(key.name in parsed.values)) {
      complaints.push(`${key.name}: ${missing}`);
    }
  }
  if (complaints.length === 0) return undefined;
  const lines = complaints.map(c => `${declaration.name}.${c}\n`).join('');
  return `invalid format - format error\n${lines}`;
}

function checkText(
  declaration: ParameterDeclaration,
  text: string,
): string | undefined {
  const { format, pattern, enumeration } = declaration;
  const length = checkLength(declaration, text);
  if (length) return length;
  if (format?.startsWith('#')) {
    const complaint = checkPropertyString(declaration, text);
    if (complaint) return complaint;
  } else if (format) {
    const complaint = checkFormat(format, text);
    if (complaint) return `invalid format - ${complaint}\n`;
  }
  if (pattern && !pattern.test(text)) {
    return 'value does not match the regex pattern';
  }
  if (enumeration && !enumeration.includes(text)) {
    return `value '${text}' does not have a value in the enumeration '${enumeration.join(
      ', ',
    )}'`;
  }
  return undefined;
}

function checkBoolean(raw: RawValue): Outcome {
  if (raw === true || raw === '1' || raw === 1) return { value: 1 };
  if (raw === false || raw === '0' || raw === 0) return { value: 0 };
  return mistyped('boolean', raw);
}

function checkArray(declaration: ParameterDeclaration, raw: RawValue): Outcome {
  const elements = Array.isArray(raw) ? raw : [raw];
  if (elements.some(e => e !== null && typeof e === 'object')) {
    return mistyped(declaration.type, raw);
  }
  return { value: elements.map(String) };
}

const numberShapes = {
  integer: /^[+-]?\d+$/,
  number: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
};

function checkNumeric(
  declaration: ParameterDeclaration & { type: 'integer' | 'number' },
  text: string,
): Outcome {
  if (!numberShapes[declaration.type].test(text)) {
    return mistyped(declaration.type, text);
  }
  const complaint =
    (declaration.format && checkFormat(declaration.format, text)
      ? `invalid format - ${checkFormat(declaration.format, text)}\n`
      : undefined) ?? checkNumber(declaration, text);
  return complaint ? { complaint } : { value: Number(text) };
}

/** Checks one value; the texts are those of the vendor's schema checker. */
export function checkValue(
  declaration: ParameterDeclaration,
  raw: RawValue,
): Outcome {
  const { type } = declaration;
  if (type === 'boolean') return checkBoolean(raw);
  if (type === 'array') return checkArray(declaration, raw);
  if (Array.isArray(raw) && declaration.format?.endsWith('-list')) {
    // A name that came several times is a list, where a list is wanted.
    return checkValue(declaration, raw.join(','));
  }
  if (raw === null || typeof raw === 'object') return mistyped(type, raw);
  const text = typeof raw === 'boolean' ? String(Number(raw)) : String(raw);
  if (type === 'integer' || type === 'number') {
    return checkNumeric({ ...declaration, type }, text);
  }
  const complaint = checkText(declaration, text);
  return complaint ? { complaint } : { value: text };
}

/** Checks all parameters of a call. Returns the values or one text per fault. */
export function checkParameters(
  route: RouteDeclaration,
  raw: Record<string, RawValue>,
): { values: Record<string, ParameterValue>; errors?: ParameterErrors } {
  const values: Record<string, ParameterValue> = {};
  const errors: ParameterErrors = {};
  for (const [name, value] of Object.entries(raw)) {
    const declaration = findParameter(route, name);
    if (!declaration) {
      errors[name] = undefinedProperty;
      continue;
    }
    const outcome = checkValue({ ...declaration, name }, value);
    if ('complaint' in outcome) errors[name] = outcome.complaint;
    else values[name] = outcome.value;
  }
  for (const declaration of route.parameters.values()) {
    if (!declaration.optional && !(declaration.name in raw)) {
      errors[declaration.name] = missing;
    }
  }
  return Object.keys(errors).length > 0 ? { values, errors } : { values };
}
