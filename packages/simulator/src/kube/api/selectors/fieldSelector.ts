import type { KubeObject, ServedKind } from '../../object/types';
import { badRequest } from '../StatusError';

/** Whether an object is selected. */
export type FieldMatcher = (object: KubeObject) => boolean;

interface Term {
  field: string;
  value: string;
  negated: boolean;
}

const everywhere = ['metadata.name', 'metadata.namespace'];

/** Fields that the API server selects by in its own kinds. */
const coreFields: Record<string, string[]> = {
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  secrets: ['type'],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
};

function selectableFields({ definition, version }: ServedKind): string[] {
  const own = version.selectableFields.map(path => path.replace(/^\./, ''));
  const core =
    definition.origin === 'core' ? coreFields[definition.plural] ?? [] : [];
  return [...everywhere, ...own, ...core];
}

function unsupported(served: ServedKind, field: string): Error {
  const isPlain =
    served.definition.origin === 'core' &&
    !coreFields[served.definition.plural];
  return badRequest(
    isPlain
      ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
      : `field label not supported: ${field}`,
  );
}

function parseTerm(text: string): Term {
  const match = /^(.*?)(!=|==|=)(.*)$/.exec(text);
  if (!match) {
    throw badRequest(
      `invalid field selector: "${text}"; can't understand '${text}'`,
    );
  }
  return { field: match[1], value: match[3], negated: match[2] === '!=' };
}

function readField(object: KubeObject, field: string): string {
  let value: unknown = object;
  for (const part of field.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[part]
        : undefined;
  }
  if (field === 'source' && typeof value === 'object') {
    return String((value as { component?: string } | null)?.component ?? '');
  }
  return value === undefined || value === null ? '' : String(value);
}

/** A field selector, and the one name it pins, if it does. */
export interface FieldSelector {
  matches: FieldMatcher;
  name?: string;
}

/** Reads a field selector of a kind; throws a 400 as the API words it. */
export function parseFieldSelector(
  text: string,
  served: ServedKind,
): FieldSelector {
  const terms = text.split(',').filter(Boolean).map(parseTerm);
  const allowed = selectableFields(served);
  const wrong = terms.find(term => !allowed.includes(term.field));
  if (wrong) throw unsupported(served, wrong.field);
  const pinned = terms.find(t => t.field === 'metadata.name' && !t.negated);
  return {
    name: pinned?.value,
    matches: object =>
      terms.every(
        term => (readField(object, term.field) === term.value) !== term.negated,
      ),
  };
}
