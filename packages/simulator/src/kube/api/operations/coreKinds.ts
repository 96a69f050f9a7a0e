import type { Json, JsonObject, KubeObject } from '../../object/types';

/** What the API server itself fills into objects of its own kinds. */
interface CoreStrategy {
  /** Before field managers are noted: counted as written by the caller. */
  prepare?: (object: KubeObject) => KubeObject;
  /** Afterwards: belongs to nobody. */
  complete?: (object: KubeObject) => KubeObject;
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/** Moves `stringData` of a Secret into `data`. */
function prepareSecret(object: KubeObject): KubeObject {
  const { stringData, ...rest } = object;
  const data: JsonObject = { ...asObject(object.data) };
  for (const [key, value] of Object.entries(asObject(stringData))) {
    data[key] = Buffer.from(String(value)).toString('base64');
  }
  return {
    ...rest,
    ...(Object.keys(data).length > 0 ? { data } : {}),
    type: object.type || 'Opaque',
  };
}

function labelNamespace(object: KubeObject): KubeObject {
  const { metadata } = object;
  const labels = {
    ...metadata.labels,
    'kubernetes.io/metadata.name': metadata.name ?? '',
  };
  return { ...object, metadata: { ...metadata, labels } };
}

function completeNamespace(object: KubeObject): KubeObject {
  const status = asObject(object.status);
  return {
    ...object,
    spec: { finalizers: ['kubernetes'], ...asObject(object.spec) },
    status: { ...status, phase: status.phase ?? 'Active' },
  };
}

function completeEvent(object: KubeObject): KubeObject {
  return {
    ...object,
    eventTime: object.eventTime ?? null,
    reportingComponent: object.reportingComponent ?? '',
    reportingInstance: object.reportingInstance ?? '',
  };
}

function withPhase(phase: string): CoreStrategy {
  return {
    complete: object => ({
      ...object,
      status: { phase, ...asObject(object.status) },
    }),
  };
}

function completeService(object: KubeObject): KubeObject {
  const spec = asObject(object.spec);
  const isHeadless = spec.clusterIP === 'None' || spec.type === 'ExternalName';
  // Any address of the service range does: nothing here routes to it.
  const seed = [...`${object.metadata.namespace}/${object.metadata.name}`];
  const hash = seed.reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 64000, 7);
  const clusterIP = `10.96.${Math.floor(hash / 250)}.${(hash % 250) + 2}`;
  return {
    ...object,
    spec: {
      ...(isHeadless
        ? {}
        : { clusterIP, clusterIPs: [String(spec.clusterIP ?? clusterIP)] }),
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ...spec,
    },
    status: { loadBalancer: {}, ...asObject(object.status) },
  };
}

const strategies: Record<string, CoreStrategy> = {
  '/secrets': { prepare: prepareSecret },
  '/namespaces': { prepare: labelNamespace, complete: completeNamespace },
  '/events': { complete: completeEvent },
  '/services': { complete: completeService },
  '/pods': withPhase('Pending'),
  '/persistentvolumeclaims': withPhase('Pending'),
  '/persistentvolumes': withPhase('Available'),
};

/** The strategy of a compiled-in kind; empty for all others. */
export function coreStrategy(group: string, plural: string): CoreStrategy {
  return strategies[`${group}/${plural}`] ?? {};
}

/** Compiled-in groups whose objects count their generations. */
const generationGroups = ['apps', 'batch', 'networking.k8s.io', 'policy'];

/** Whether objects of a compiled-in kind carry `metadata.generation`. */
export function countsGenerations(group: string): boolean {
  return generationGroups.includes(group);
}
