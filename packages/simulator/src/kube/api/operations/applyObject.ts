import type { ApplyConflict, KubeObject, ServedKind } from '../../object/types';
import {
  ApiContext,
  isCore,
  ObjectTarget,
  timestamp,
  WriteOptions,
} from '../ApiContext';
import { resourceName } from '../KindRegistry';
import {
  applyServerSide,
  TypedPatchError,
} from '../../object/managedFields/applyServerSide';
import { defaultObject } from '../../object/admission/defaultObject';
import { conflict, internal, StatusError } from '../StatusError';
import { changeObject, checkResourceVersion } from './changeObject';
import { conflictMessage } from '../../object/managedFields/conflictMessage';
import { checkNamespace } from './checkNamespace';
import { toVersion } from './convert';
import { coreStrategy } from './coreKinds';
import { freshMetadata, storeNew } from './createObject';
import { withoutEmptyMetadata } from './takeBody';
import { pruneObject } from '../../object/admission/pruneObject';

/** A call that applies an object. */
export interface ApplyCall extends ObjectTarget {
  subresource?: string;
  body: KubeObject;
  force: boolean;
  options: WriteOptions;
  /** Asked before an object is created: apply needs both rights for that. */
  authorizeCreate?: () => void;
}

/** An applied object, and whether it is new. */
export interface ApplyResult {
  object: KubeObject;
  created: boolean;
}

function conflictError(conflicts: ApplyConflict[]): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: conflictMessage(conflicts),
    details: {
      causes: conflicts.map(({ message, field }) => ({
        reason: 'FieldManagerConflict',
        message,
        field,
      })),
    },
  });
}

function merge(
  context: ApiContext,
  call: ApplyCall,
  live: KubeObject | undefined,
): KubeObject {
  try {
    const result = applyServerSide({
      kind: call.served,
      live,
      // Empty labels own nothing: they are dropped before anybody sees them.
      applied: withoutEmptyMetadata(call.body),
      manager: {
        name: call.options.manager,
        subresource: call.subresource,
        time: timestamp(context),
      },
      force: call.force,
    });
    if (result.outcome === 'conflicts') throw conflictError(result.conflicts);
    return result.object;
  } catch (error) {
    if (error instanceof TypedPatchError) throw internal(error.message);
    throw error;
  }
}

function strategyOf({ definition }: ServedKind) {
  return isCore(definition)
    ? coreStrategy(definition.group, definition.plural)
    : {};
}

function createByApply(context: ApiContext, call: ApplyCall): KubeObject {
  const { served, body, options } = call;
  const { uid } = body.metadata;
  call.authorizeCreate?.();
  if (uid) {
    throw conflict(
      resourceName(served.definition),
      call.name,
      `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
    );
  }
  checkNamespace(context, served, call);
  const merged = merge(context, call, undefined);
  const strategy = strategyOf(served);
  const { status, ...rest } = merged;
  const spec =
    served.version.status || status === undefined ? rest : { ...rest, status };
  const named: KubeObject = {
    ...spec,
    metadata: freshMetadata(context, call, merged.metadata),
  };
  const prepared = strategy.prepare ? strategy.prepare(named) : named;
  const defaulted = defaultObject(served, pruneObject(served, prepared).object);
  const object = strategy.complete ? strategy.complete(defaulted) : defaulted;
  return storeNew(
    context,
    { served, namespace: call.namespace, body, options },
    object,
  );
}

/** Server-side apply: creates the object or merges into it. */
export function applyObject(context: ApiContext, call: ApplyCall): ApplyResult {
  const { served, body } = call;
  const { definition } = served;
  const stored = context.store.read(definition, call.namespace, call.name);
  if (!stored) {
    if (call.subresource) {
      throw new StatusError({
        code: 404,
        reason: 'NotFound',
        message: `${definition.plural} "${call.name}" not found`,
      });
    }
    return { object: createByApply(context, call), created: true };
  }
  const live = toVersion(served, stored);
  checkResourceVersion(served, live, body.metadata.resourceVersion);
  const { prepare } = strategyOf(served);
  const merged = merge(context, call, live);
  const object = changeObject(context, {
    served,
    live,
    wanted: prepare ? prepare(merged) : merged,
    subresource: call.subresource,
    options: call.options,
    applied: true,
  });
  return { object, created: false };
}
