import type {
  Json,
  JsonObject,
  KubeObject,
  ScalePaths,
} from '../../object/types';
import { ApiContext, ObjectTarget, WriteOptions } from '../ApiContext';
import { kindName, resourceName } from '../KindRegistry';
import { invalid, notFound } from '../StatusError';
import { changeObject, checkResourceVersion } from './changeObject';
import { applyPatch, PatchCall } from './patchObject';
import { readObject } from './readObject';

function parts(path: string): string[] {
  return path.split('.').filter(Boolean);
}

function readPath(object: Json | undefined, path: string): Json | undefined {
  return parts(path).reduce<Json | undefined>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value[key]
        : undefined,
    object,
  );
}

function writePath(
  object: JsonObject,
  path: string[],
  value: Json,
): JsonObject {
  const [key, ...rest] = path;
  if (rest.length === 0) return { ...object, [key]: value };
  const child = object[key];
  const inner =
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? child
      : {};
  return { ...object, [key]: writePath(inner, rest, value) };
}

function pathsOf(target: ObjectTarget): ScalePaths {
  const { scale } = target.served.version;
  if (scale) return scale;
  throw notFound(resourceName(target.served.definition), target.name);
}

function show(paths: ScalePaths, live: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    live.metadata;
  const replicas = readPath(live, paths.specReplicasPath);
  const selector =
    paths.labelSelectorPath && readPath(live, paths.labelSelectorPath);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: replicas === undefined || replicas === 0 ? {} : { replicas },
    status: {
      replicas: readPath(live, paths.statusReplicasPath) ?? 0,
      ...(selector ? { selector } : {}),
    },
  };
}

/** Reads the scale of an object. */
export function readScale(
  context: ApiContext,
  target: ObjectTarget,
): KubeObject {
  const paths = pathsOf(target);
  return show(paths, readObject(context, target));
}

/** Sets the replicas of an object through its scale. */
export function updateScale(
  context: ApiContext,
  call: ObjectTarget & { body: KubeObject; options: WriteOptions },
): KubeObject {
  const paths = pathsOf(call);
  const { served } = call;
  const live = readObject(context, call);
  checkResourceVersion(served, live, call.body.metadata?.resourceVersion);
  const replicas = readPath(call.body, '.spec.replicas') ?? 0;
  if (typeof replicas !== 'number' || replicas < 0) {
    throw invalid(kindName(served.definition), call.name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${replicas}: should be a non-negative integer`,
        field: '.spec.replicas',
      },
    ]);
  }
  const wanted = writePath(live, parts(paths.specReplicasPath), replicas);
  const changed = changeObject(context, {
    served,
    live,
    wanted: wanted as KubeObject,
    subresource: 'scale',
    options: call.options,
  });
  return show(paths, changed);
}

/** Patches the scale of an object. */
export function patchScale(context: ApiContext, call: PatchCall): KubeObject {
  const scale = readScale(context, call);
  const body = applyPatch(call, scale);
  return updateScale(context, { ...call, body });
}
