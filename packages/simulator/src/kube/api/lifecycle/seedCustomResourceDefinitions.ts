import { randomUUID } from 'node:crypto';
import type {
  JsonObject,
  KindDefinition,
  KubeObject,
} from '../../object/types';
import { ApiContext, timestamp } from '../ApiContext';
import { openApiSchema } from '../discovery/openApiSchema';

function versionsOf(definition: KindDefinition): JsonObject[] {
  return definition.versions.map(version => ({
    name: version.version,
    served: version.served,
    storage: version.storage,
    ...(version.deprecated ? { deprecated: true } : {}),
    schema: {
      // Read from the kind table only when somebody asks for the object.
      get openAPIV3Schema() {
        return openApiSchema(version.schema) as JsonObject;
      },
    },
    subresources: {
      ...(version.status ? { status: {} } : {}),
      ...(version.scale ? { scale: { ...version.scale } } : {}),
    },
    additionalPrinterColumns: version.printerColumns.map(column => ({
      ...column,
    })),
  }));
}

function condition(type: string, reason: string, time: string): JsonObject {
  return {
    type,
    status: 'True',
    lastTransitionTime: time,
    reason,
    message:
      type === 'NamesAccepted'
        ? 'no conflicts found'
        : 'the initial names have been accepted',
  };
}

function definitionObject(
  context: ApiContext,
  definition: KindDefinition,
): KubeObject {
  const { group, kind, listKind, plural, singular, shortNames, categories } =
    definition;
  const names = {
    plural,
    singular,
    kind,
    listKind,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const time = timestamp(context);
  return {
    kind: 'CustomResourceDefinition',
    apiVersion: 'apiextensions.k8s.io/v1',
    metadata: {
      name: `${plural}.${group}`,
      uid: randomUUID(),
      generation: 1,
      creationTimestamp: time,
    },
    spec: {
      group,
      names,
      scope: definition.namespaced ? 'Namespaced' : 'Cluster',
      versions: versionsOf(definition),
      conversion: { strategy: 'None' },
    },
    status: {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', time),
        condition('Established', 'InitialNamesAccepted', time),
      ],
      acceptedNames: names,
      storedVersions: [definition.storageVersion],
    },
  };
}

/** Shows every custom kind as a definition, so that clients can find versions. */
export function seedCustomResourceDefinitions(context: ApiContext): void {
  const { kinds, store } = context;
  const served = kinds.findResource(
    'apiextensions.k8s.io',
    'v1',
    'customresourcedefinitions',
  );
  if (!served) return;
  for (const definition of kinds.definitions) {
    if (definition.origin === 'custom') {
      store.put(served.definition, definitionObject(context, definition));
    }
  }
}
