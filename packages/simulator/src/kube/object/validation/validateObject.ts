import type {
  KubeObject,
  ResourceSchema,
  ServedKind,
  ValidationCause,
} from '../types';
import { blocksRules, invalid, rulesNotChecked } from './causes';
import { checkBuiltIn } from './checkBuiltIn';
import { checkLists } from './checkLists';
import { checkChangedMetadata, checkNewMetadata } from './checkMetadata';
import { checkRules } from './checkRules';
import { checkSchema } from './checkSchema';

/** An object to be stored. */
export interface Validation {
  kind: ServedKind;
  /** Pruned and defaulted. */
  object: KubeObject;
  /** What is stored, when the object is changed. */
  old?: KubeObject;
  /** `status`: only that part is checked. */
  subresource?: string;
}

function checkType({ definition, version }: ServedKind, object: KubeObject) {
  const apiVersion = definition.group
    ? `${definition.group}/${version.version}`
    : version.version;
  const expected = { kind: definition.kind, apiVersion };
  return (['kind', 'apiVersion'] as const)
    .filter(name => object[name] !== expected[name])
    .map(name => invalid(name, object[name], `must be ${expected[name]}`));
}

/** Type and metadata are checked apart, by rules that all kinds share. */
function ownSchema(schema: ResourceSchema): ResourceSchema {
  const { apiVersion, kind, metadata, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

/** Whether a schema, or anything inside it, has rules. */
function hasRules(schema: ResourceSchema): boolean {
  const { rules, properties = {}, items, values } = schema;
  return (
    rules !== undefined ||
    Object.values(properties).some(hasRules) ||
    (items !== undefined && hasRules(items)) ||
    (values instanceof Object && hasRules(values))
  );
}

/** Says that rules did not run; a kind without any, in whatever part of it, has nothing to say. */
function unchecked({ version }: ServedKind): ValidationCause[] {
  return hasRules(version.schema) ? [rulesNotChecked] : [];
}

function checkStatus({ kind, object, old }: Validation): ValidationCause[] {
  const schema = kind.version.schema.properties?.status;
  if (!schema || object.status === undefined) return [];
  const place = { schema, path: '', prefix: 'status.' };
  const causes = checkSchema(place, object.status, old?.status);
  return causes.some(blocksRules)
    ? [...causes, ...unchecked(kind)]
    : [
        ...causes,
        ...checkRules({ schema, path: 'status' }, object.status, old?.status),
      ];
}

/**
 * Why an object cannot be stored: the causes of a 422, in the order in which
 * the API names them; none when it can.
 */
export function validateObject(validation: Validation): ValidationCause[] {
  const { kind, object, old, subresource } = validation;
  const metadata = old
    ? checkChangedMetadata(object, old)
    : checkNewMetadata(kind, object);
  if (kind.definition.origin === 'core') {
    return subresource ? metadata : [...metadata, ...checkBuiltIn(object, old)];
  }
  const wrongType = checkType(kind, object);
  if (wrongType.length > 0) return wrongType;
  if (subresource === 'status')
    return [...metadata, ...checkStatus(validation)];
  const schema = ownSchema(kind.version.schema);
  const causes = [
    ...metadata,
    ...checkSchema({ schema, path: '', prefix: '' }, object, old),
    ...checkLists(schema, object),
  ];
  return causes.some(blocksRules)
    ? [...causes, ...unchecked(kind)]
    : [...causes, ...checkRules({ schema, path: '' }, object, old)];
}
