import type { KubeObject, ServedKind } from '../../object/types';
import type { WriteOptions } from '../ApiContext';
import { defaultObject } from '../../object/admission/defaultObject';
import { pruneObject } from '../../object/admission/pruneObject';
import { badRequest } from '../StatusError';

/** The 400 of a strict write; fields are named as in the warnings. */
export function strictDecodingError(
  served: ServedKind,
  problems: string[],
): Error {
  const { kind } = served.definition;
  return badRequest(
    `${kind} in version "${
      served.version.version
    }" cannot be handled as a ${kind}: strict decoding error: ${problems.join(
      ', ',
    )}`,
  );
}

const emptiable = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

/** Empty maps and lists of the metadata are the same as none. */
export function withoutEmptyMetadata(object: KubeObject): KubeObject {
  const entries = Object.entries(object.metadata).filter(
    ([key, value]) =>
      value !== null &&
      !(emptiable.includes(key) && Object.keys(value ?? {}).length === 0),
  );
  return { ...object, metadata: Object.fromEntries(entries) };
}

/**
 * Drops what the schema does not know and fills in its defaults. Unknown
 * fields are an error, a warning or nothing, as the call wants.
 */
export function takeBody(
  served: ServedKind,
  body: KubeObject,
  options: WriteOptions,
): KubeObject {
  const { object, unknownFields } = pruneObject(served, body);
  const problems = unknownFields.map(field => `unknown field "${field}"`);
  const strictness = options.fieldValidation ?? 'Warn';
  if (strictness === 'Strict' && problems.length > 0) {
    throw strictDecodingError(served, problems);
  }
  if (strictness === 'Warn') problems.forEach(text => options.warn?.(text));
  return defaultObject(served, withoutEmptyMetadata(object));
}
