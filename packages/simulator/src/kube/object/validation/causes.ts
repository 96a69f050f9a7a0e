import { sortedJson } from '../json';
import type { Json, ValidationCause } from '../types';

/** A value as messages show it. */
function render(value: Json): string {
  return typeof value === 'string' ? JSON.stringify(value) : sortedJson(value);
}

export function required(field: string, detail?: string): ValidationCause {
  const message = detail ? `Required value: ${detail}` : 'Required value';
  return { reason: 'FieldValueRequired', message, field };
}

/** `value` undefined: the message does not show it. */
export function invalid(
  field: string,
  value: Json | undefined,
  detail: string,
): ValidationCause {
  const shown = value === undefined ? '' : `${render(value)}: `;
  const message = `Invalid value: ${shown}${detail}`;
  return { reason: 'FieldValueInvalid', message, field };
}

/** `type` is the one found. */
export function typeInvalid(
  field: string,
  type: string,
  detail: string,
): ValidationCause {
  const message = `Invalid value: ${render(type)}: ${detail}`;
  return { reason: 'FieldValueTypeInvalid', message, field };
}

export function notSupported(
  field: string,
  value: Json,
  supported: Json[],
): ValidationCause {
  const values = supported.map(each =>
    typeof each === 'string' ? render(each) : JSON.stringify(sortedJson(each)),
  );
  const message = `Unsupported value: ${render(
    value,
  )}: supported values: ${values.join(', ')}`;
  return { reason: 'FieldValueNotSupported', message, field };
}

export function duplicate(field: string, value: Json): ValidationCause {
  const message = `Duplicate value: ${render(value)}`;
  return { reason: 'FieldValueDuplicate', message, field };
}

export function forbidden(field: string, detail: string): ValidationCause {
  return {
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${detail}`,
    field,
  };
}

export function tooLong(field: string, most: number): ValidationCause {
  const message = `Too long: may not be more than ${most} bytes`;
  return { reason: 'FieldValueTooLong', message, field };
}

export function tooMany(
  field: string,
  { found, most }: { found: number; most: number },
): ValidationCause {
  const message = `Too many: ${found}: must have at most ${most} items`;
  return { reason: 'FieldValueTooMany', message, field };
}

/** Stands at the end when errors of the schema kept the rules from running. */
export const rulesNotChecked: ValidationCause = {
  reason: 'FieldValueInvalid',
  message:
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  field: '<nil>',
};

/** Errors after which the rules of a schema cannot be evaluated. */
export function blocksRules({ reason }: ValidationCause): boolean {
  return [
    'FieldValueNotSupported',
    'FieldValueRequired',
    'FieldValueTooLong',
    'FieldValueTooMany',
    'FieldValueTypeInvalid',
  ].includes(reason);
}
