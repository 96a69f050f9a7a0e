import type { KubeObject, ServedKind } from '../../object/types';
import type { ApiContext } from '../ApiContext';
import { apiVersionOf } from '../KindRegistry';
import { pruneObject } from '../../object/admission/pruneObject';

/**
 * Shows an object in another version of its kind. Without a conversion webhook
 * the API only rewrites apiVersion and drops what the other schema lacks.
 */
export function toVersion(served: ServedKind, object: KubeObject): KubeObject {
  const { definition, version } = served;
  const apiVersion = apiVersionOf(definition.group, version.version);
  if (object.apiVersion === apiVersion) return object;
  const renamed = { ...object, apiVersion };
  return definition.origin === 'core'
    ? renamed
    : pruneObject(served, renamed).object;
}

/** The form in which an object is stored. */
export function toStorage(
  context: ApiContext,
  served: ServedKind,
  object: KubeObject,
): KubeObject {
  return toVersion(context.kinds.storageOf(served.definition), object);
}
