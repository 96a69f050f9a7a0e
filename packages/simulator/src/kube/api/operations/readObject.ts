import type { KubeObject } from '../../object/types';
import type { ApiContext, ObjectTarget } from '../ApiContext';
import { resourceName } from '../KindRegistry';
import { notFound } from '../StatusError';
import { toVersion } from './convert';

/** Reads an object in the version of the call; 404 if there is none. */
export function readObject(
  context: ApiContext,
  target: ObjectTarget,
): KubeObject {
  const { definition } = target.served;
  const found = context.store.read(definition, target.namespace, target.name);
  if (!found) throw notFound(resourceName(definition), target.name);
  return toVersion(target.served, found);
}
