import type { FieldValidation, WriteOptions } from '../ApiContext';
import { invalidOption } from '../StatusError';
import { ApiRequest, managerOf } from './ApiRequest';

const strictnesses = ['', 'Ignore', 'Strict', 'Warn'];
const longestManager = 128;

/** Refuses a dryRun that is not `All`; tells whether it is one. */
export function readDryRun(kind: string, values: string[]): boolean {
  if (values.length === 0) return false;
  if (values.every(value => value === 'All')) return true;
  const shown = values.map(value => `"${value}"`).join(' ');
  throw invalidOption(kind, {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: [${shown}]: supported values: "All"`,
    field: 'dryRun',
  });
}

function checkManager(kind: string, manager: string): void {
  if (Buffer.byteLength(manager) > longestManager) {
    throw invalidOption(kind, {
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${longestManager} bytes`,
      field: 'fieldManager',
    });
  }
  const index = [...manager].findIndex(c => /\p{C}/u.test(c));
  if (index < 0) return;
  const code = manager.charCodeAt(index);
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  const quoted = manager.replace(
    /\p{Cc}/gu,
    c => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  throw invalidOption(kind, {
    reason: 'FieldValueInvalid',
    message: `Invalid value: "${quoted}": invalid character U+${hex} (at position ${index})`,
    field: 'fieldManager',
  });
}

function readStrictness(
  kind: string,
  query: URLSearchParams,
): FieldValidation | undefined {
  const value = query.get('fieldValidation') ?? '';
  if (!strictnesses.includes(value)) {
    throw invalidOption(kind, {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: "${value}": supported values: "", "Ignore", "Strict", "Warn"`,
      field: 'fieldValidation',
    });
  }
  return value === '' ? undefined : (value as FieldValidation);
}

/** Reads the options of a write from its query. */
export function readWriteOptions(
  request: ApiRequest,
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  warn: (text: string) => void,
): WriteOptions {
  const { query } = request;
  const manager = query.get('fieldManager') ?? '';
  checkManager(kind, manager);
  return {
    manager: manager || managerOf(request),
    dryRun: readDryRun(kind, query.getAll('dryRun')),
    fieldValidation: readStrictness(kind, query),
    warn,
  };
}
