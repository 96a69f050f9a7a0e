import type { ApiContext } from '../ApiContext';
import { resourceName } from '../KindRegistry';
import { forbidden, notFound } from '../StatusError';
import type { ServedKind } from '../../object/types';

/** Refuses new objects in namespaces that are missing or on their way out. */
export function checkNamespace(
  context: ApiContext,
  served: ServedKind,
  object: { namespace?: string; name: string },
): void {
  const { namespace } = object;
  const namespaces = context.kinds.findResource('', 'v1', 'namespaces');
  if (namespace === undefined || !namespaces) return;
  const found = context.store.read(namespaces.definition, undefined, namespace);
  if (!found) throw notFound({ group: '', kind: 'namespaces' }, namespace);
  if (!found.metadata.deletionTimestamp) return;
  throw forbidden(resourceName(served.definition), {
    name: object.name,
    text: `unable to create new content in namespace ${namespace} because it is being terminated`,
    causes: [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  });
}
