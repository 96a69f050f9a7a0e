import type { Json, JsonObject, KubeObject } from '../../object/types';
import { ApiContext, isCore, ObjectTarget, WriteOptions } from '../ApiContext';
import {
  applyJsonPatch,
  JsonPatchError,
} from '../../object/patches/applyJsonPatch';
import { applyMergePatch } from '../../object/patches/applyMergePatch';
import { applyStrategicPatch } from '../../object/patches/applyStrategicPatch';
import { sortedJson } from '../../object/json';
import { pruneObject } from '../../object/admission/pruneObject';
import { badRequest, invalid, StatusError } from '../StatusError';
import { changeObject, checkResourceVersion } from './changeObject';
import { coreStrategy } from './coreKinds';
import { readObject } from './readObject';

/** A call that patches an object; apply has a file of its own. */
export interface PatchCall extends ObjectTarget {
  subresource?: string;
  format: 'merge' | 'json' | 'strategic';
  patch: Json;
  options: WriteOptions;
}

function unmarshalError(patch: Json, wanted: string): Error {
  const found = Array.isArray(patch) ? 'array' : typeof patch;
  return badRequest(
    `error decoding patch: json: cannot unmarshal ${found} into Go value of type ${wanted}`,
  );
}

function asPatchObject(patch: Json): JsonObject {
  if (typeof patch === 'object' && patch !== null && !Array.isArray(patch)) {
    return patch;
  }
  throw unmarshalError(patch, 'map[string]interface {}');
}

/** How the API says that a JSON patch does not fit: without any detail. */
function rejected(): StatusError {
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });
}

/** Applies a patch to any JSON; errors as the API words them. */
export function applyPatch(
  call: Pick<PatchCall, 'format' | 'patch' | 'served'>,
  target: KubeObject,
): KubeObject {
  if (call.format === 'json') {
    if (!Array.isArray(call.patch)) {
      throw unmarshalError(call.patch, '[]handlers.jsonPatchOp');
    }
    try {
      return applyJsonPatch(target, call.patch) as KubeObject;
    } catch (error) {
      if (error instanceof JsonPatchError) throw rejected();
      throw error;
    }
  }
  const patch = asPatchObject(call.patch);
  const patched =
    call.format === 'merge'
      ? applyMergePatch(target, patch)
      : applyStrategicPatch(call.served.version.schema, target, patch);
  return patched as KubeObject;
}

/** A strict patch is refused with the whole object in the text. */
function checkStrict(call: PatchCall, wanted: KubeObject): void {
  if (call.options.fieldValidation !== 'Strict') return;
  const { unknownFields } = pruneObject(call.served, wanted);
  if (unknownFields.length === 0) return;
  const { managedFields: _managers, ...metadata } = wanted.metadata;
  const object = { ...wanted, metadata };
  const shown = JSON.stringify(
    isCore(call.served.definition)
      ? JSON.stringify(object)
      : sortedJson(object),
  );
  const problems = unknownFields.map(field => `unknown field "${field}"`);
  throw invalid({ group: '', kind: '' }, '', [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${shown}: strict decoding error: ${problems.join(
        ', ',
      )}`,
      field: 'patch',
    },
  ]);
}

/** Refuses a body that names another object than the path. */
export function checkName(wanted: KubeObject, name: string): void {
  if (wanted.metadata?.name === name) return;
  throw badRequest(
    `the name of the object (${
      wanted.metadata?.name ?? ''
    }) does not match the name on the URL (${name})`,
  );
}

/** Patches an object, or its status. */
export function patchObject(context: ApiContext, call: PatchCall): KubeObject {
  const { served } = call;
  const { definition } = served;
  const live = readObject(context, call);
  const patched = applyPatch(call, live);
  checkName(patched, call.name);
  checkResourceVersion(served, live, patched.metadata.resourceVersion);
  checkStrict(call, patched);
  const strategy = isCore(definition)
    ? coreStrategy(definition.group, definition.plural)
    : {};
  return changeObject(context, {
    served,
    live,
    wanted: strategy.prepare ? strategy.prepare(patched) : patched,
    subresource: call.subresource,
    options: call.options,
  });
}
