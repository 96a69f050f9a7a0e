import type { Json, KubeObject } from '../../object/types';
import { authorizeResource } from '../access/authorizeResource';
import { isCore, WriteOptions } from '../ApiContext';
import { apiVersionOf, splitApiVersion } from '../KindRegistry';
import { findDuplicateKeys } from '../../object/admission/findDuplicateKeys';
import { applyObject } from '../operations/applyObject';
import { createObject } from '../operations/createObject';
import { checkName, PatchCall, patchObject } from '../operations/patchObject';
import { patchScale, updateScale } from '../operations/scale';
import { strictDecodingError, takeBody } from '../operations/takeBody';
import { updateObject } from '../operations/updateObject';
import {
  badRequest,
  internal,
  invalidOption,
  unsupportedMediaType,
} from '../StatusError';
import { ApiAnswer, objectAnswer } from './ApiAnswer';
import { readText } from './ApiRequest';
import { objectOf } from './answerRead';
import { requireName, ResourceCall } from './answerResource';
import {
  asObjectOf,
  checkBodyNamespace,
  checkKind,
  contentType,
  jsonError,
  ReadBody,
  readBody,
  readYaml,
} from './readBody';
import { readWriteOptions } from './writeOptions';

const patchFormats: Record<string, PatchCall['format']> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
};
const applyFormat = 'application/apply-patch+yaml';

function reportDuplicates(
  call: ResourceCall,
  body: ReadBody,
  options: WriteOptions,
): void {
  const strictness = options.fieldValidation ?? 'Warn';
  if (!body.isJson || strictness === 'Ignore') return;
  const problems = findDuplicateKeys(body.text).map(
    field => `duplicate field "${field}"`,
  );
  if (problems.length === 0) return;
  if (strictness === 'Strict') throw strictDecodingError(call.served, problems);
  problems.forEach(call.warn);
}

/** A body of another version is read by that version's schema first. */
function warnByOwnVersion(
  call: ResourceCall,
  object: KubeObject,
  options: WriteOptions,
): void {
  const { definition, version } = call.served;
  const { kinds } = call.state.context;
  if (object.apiVersion === apiVersionOf(definition.group, version.version)) {
    return;
  }
  const sent = splitApiVersion(object.apiVersion);
  const own =
    sent.group === definition.group &&
    kinds.findResource(sent.group, sent.version, definition.plural);
  if (own) takeBody(own, object, options);
}

async function readObjectBody(
  call: ResourceCall,
  options: WriteOptions,
): Promise<KubeObject> {
  const body = await readBody(call.request);
  const object = asObjectOf(call.served, body);
  reportDuplicates(call, body, options);
  warnByOwnVersion(call, object, options);
  checkKind(call.served, object);
  checkBodyNamespace(object, call.target.namespace);
  return object;
}

/** Creates an object. */
export async function answerCreate(call: ResourceCall): Promise<ApiAnswer> {
  const options = readWriteOptions(call.request, 'CreateOptions', call.warn);
  const object = createObject(call.state.context, {
    served: call.served,
    namespace: call.target.namespace,
    body: await readObjectBody(call, options),
    options,
  });
  return objectAnswer(201, object, call.served);
}

/** Replaces an object, its status or its scale. */
export async function answerUpdate(call: ResourceCall): Promise<ApiAnswer> {
  const { context } = call.state;
  const { subresource } = call.target;
  const name = requireName(call.target);
  const options = readWriteOptions(call.request, 'UpdateOptions', call.warn);
  if (subresource === 'scale') {
    const { value } = await readBody(call.request);
    const body = value as KubeObject;
    const object = updateScale(context, { ...objectOf(call), body, options });
    return { type: 'object', status: 200, object };
  }
  const body = await readObjectBody(call, options);
  checkName(body, name);
  const object = updateObject(context, {
    ...objectOf(call),
    subresource,
    body,
    options,
  });
  return objectAnswer(200, object, call.served);
}

async function readPatch(call: ResourceCall): Promise<Json> {
  const text = await readText(call.request);
  const problem = jsonError(text);
  if (problem) throw badRequest(`error decoding patch: ${problem}`);
  return JSON.parse(text) as Json;
}

function acceptedPatches(call: ResourceCall): string[] {
  const isBuiltIn = isCore(call.served.definition);
  return Object.keys(patchFormats)
    .filter(type => isBuiltIn || patchFormats[type] !== 'strategic')
    .concat(applyFormat);
}

/** Patches or applies an object, its status or its scale. */
export async function answerPatch(call: ResourceCall): Promise<ApiAnswer> {
  const type = contentType(call.request);
  requireName(call.target);
  const accepted = acceptedPatches(call);
  if (!accepted.includes(type)) throw unsupportedMediaType(accepted);
  if (type === applyFormat) return answerApply(call);
  const options = readWriteOptions(call.request, 'PatchOptions', call.warn);
  const patch: PatchCall = {
    ...objectOf(call),
    subresource: call.target.subresource,
    format: patchFormats[type],
    patch: await readPatch(call),
    options,
  };
  const { context } = call.state;
  if (call.target.subresource === 'scale') {
    const object = patchScale(context, patch);
    return { type: 'object', status: 200, object };
  }
  return objectAnswer(200, patchObject(context, patch), call.served);
}

async function readApplied(call: ResourceCall): Promise<KubeObject> {
  const { definition, version } = call.served;
  const name = requireName(call.target);
  const value = readYaml(await readText(call.request));
  const body = (value ?? {}) as Partial<KubeObject>;
  const expected = apiVersionOf(definition.group, version.version);
  if (call.target.subresource === 'scale') {
    throw internal(
      `failed to convert new object (${call.target.namespace}/${name}; ${body.apiVersion}, Kind=${body.kind}) to proper version: request to convert CR to an invalid group/version: ${body.apiVersion}`,
    );
  }
  if (body.apiVersion !== expected || body.kind !== definition.kind) {
    const shown = body.apiVersion ?? '/';
    throw badRequest(
      `invalid object type: ${
        shown.includes('/') ? shown : `/${shown}`
      }, Kind=${body.kind ?? ''}`,
    );
  }
  const metadata = body.metadata ?? {};
  if (!metadata.name) {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  }
  const object: KubeObject = {
    ...body,
    apiVersion: expected,
    kind: definition.kind,
    metadata,
  };
  checkName(object, name);
  checkBodyNamespace(object, call.target.namespace);
  if (metadata.managedFields) {
    throw badRequest('metadata.managedFields must be nil');
  }
  return object;
}

async function answerApply(call: ResourceCall): Promise<ApiAnswer> {
  const { query } = call.request;
  if (!query.get('fieldManager')) {
    throw invalidOption('PatchOptions', {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    });
  }
  const options = readWriteOptions(call.request, 'PatchOptions', call.warn);
  const { object, created } = applyObject(call.state.context, {
    ...objectOf(call),
    subresource: call.target.subresource,
    body: await readApplied(call),
    force: query.get('force') === 'true',
    options,
    authorizeCreate: () =>
      authorizeResource(call.state.access, call.caller, {
        verb: 'create',
        target: call.target,
        isLate: true,
      }),
  });
  return objectAnswer(created ? 201 : 200, object, call.served);
}
