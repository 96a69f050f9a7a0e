import { isObject } from '../json';
import type { Json, KubeObject, ValidationCause } from '../types';
import { invalid, required, tooLong } from './causes';

/** ConfigMaps and Secrets hold at most this much. */
const MOST_DATA = 1024 * 1024;

function sizeOf(data: Json | undefined, isBase64: boolean): number {
  return Object.values(isObject(data) ? data : {}).reduce<number>(
    (sum, value) => {
      const text = typeof value === 'string' ? value : '';
      return sum + Buffer.byteLength(text, isBase64 ? 'base64' : 'utf8');
    },
    0,
  );
}

function checkConfigMap({ data, binaryData }: KubeObject): ValidationCause[] {
  const size = sizeOf(data, false) + sizeOf(binaryData, true);
  return size > MOST_DATA ? [tooLong('[]', MOST_DATA)] : [];
}

function checkSecret(
  { data, type }: KubeObject,
  old?: KubeObject,
): ValidationCause[] {
  const isChanged = old?.type !== undefined && old.type !== type;
  return [
    ...(isChanged ? [invalid('type', type ?? '', 'field is immutable')] : []),
    ...(sizeOf(data, true) > MOST_DATA ? [tooLong('data', MOST_DATA)] : []),
  ];
}

function checkService({ spec }: KubeObject): ValidationCause[] {
  const { ports, type, clusterIP } = isObject(spec) ? spec : {};
  const needsPorts = type !== 'ExternalName' && clusterIP !== 'None';
  const hasPorts = Array.isArray(ports) && ports.length > 0;
  return needsPorts && !hasPorts ? [required('spec.ports')] : [];
}

function checkClaim({ spec }: KubeObject): ValidationCause[] {
  const { accessModes, resources } = isObject(spec) ? spec : {};
  const { requests } = isObject(resources) ? resources : {};
  const causes = [];
  if (!Array.isArray(accessModes) || accessModes.length === 0) {
    causes.push(
      required('spec.accessModes', 'at least 1 access mode is required'),
    );
  }
  if (!isObject(requests) || requests.storage === undefined) {
    causes.push(required('spec.resources[storage]'));
  }
  return causes;
}

const CHECKS: {
  [kind: string]: (object: KubeObject, old?: KubeObject) => ValidationCause[];
} = {
  ConfigMap: checkConfigMap,
  Secret: checkSecret,
  Service: checkService,
  PersistentVolumeClaim: checkClaim,
};

/** The checks that the API server has in code for the kinds we write. */
export function checkBuiltIn(
  object: KubeObject,
  old?: KubeObject,
): ValidationCause[] {
  return CHECKS[object.kind]?.(object, old) ?? [];
}
