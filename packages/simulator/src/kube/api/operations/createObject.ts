import { randomInt, randomUUID } from 'node:crypto';
import type { KubeObject, ObjectMeta, ServedKind } from '../../object/types';
import { ApiContext, isCore, timestamp, WriteOptions } from '../ApiContext';
import { kindName, resourceName } from '../KindRegistry';
import { trackUpdate } from '../../object/managedFields/trackUpdate';
import { validateObject } from '../../object/validation/validateObject';
import { alreadyExists, internal, invalid } from '../StatusError';
import { checkNamespace } from './checkNamespace';
import { toStorage, toVersion } from './convert';
import { coreStrategy, countsGenerations } from './coreKinds';
import { takeBody } from './takeBody';

/** A call that creates an object. */
export interface CreateCall {
  served: ServedKind;
  namespace?: string;
  body: KubeObject;
  options: WriteOptions;
}

const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

function generateName(prefix: string): string {
  const letters = Array.from(
    { length: 5 },
    () => nameAlphabet[randomInt(nameAlphabet.length)],
  );
  return `${prefix.slice(0, 58)}${letters.join('')}`;
}

/** Metadata of a new object: what the server decides is not taken from the body. */
export function freshMetadata(
  context: ApiContext,
  call: Pick<CreateCall, 'served' | 'namespace'>,
  sent: ObjectMeta,
): ObjectMeta {
  const { definition } = call.served;
  const {
    resourceVersion: _version,
    generation: _generation,
    deletionTimestamp: _deleted,
    deletionGracePeriodSeconds: _grace,
    ...kept
  } = sent;
  const counts = isCore(definition)
    ? countsGenerations(definition.group)
    : true;
  const name =
    sent.name || (sent.generateName && generateName(sent.generateName));
  return {
    ...kept,
    ...(name ? { name } : {}),
    ...(definition.namespaced && call.namespace
      ? { namespace: call.namespace }
      : {}),
    uid: randomUUID(),
    creationTimestamp: timestamp(context),
    ...(counts ? { generation: 1 } : {}),
  };
}

/** Validates and stores a new object that already has its managedFields. */
export function storeNew(
  context: ApiContext,
  call: CreateCall,
  object: KubeObject,
): KubeObject {
  const { definition } = call.served;
  const name = object.metadata.name ?? '';
  const causes = validateObject({ kind: call.served, object });
  if (causes.length > 0) throw invalid(kindName(definition), name, causes);
  if (call.body.metadata.resourceVersion) {
    throw internal(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const existing = context.store.read(definition, call.namespace, name);
  if (existing) {
    throw alreadyExists(
      resourceName(definition),
      name,
      existing.metadata.deletionTimestamp !== undefined,
    );
  }
  if (call.options.dryRun) return object;
  const stored = context.store.put(
    definition,
    toStorage(context, call.served, object),
  );
  return toVersion(call.served, stored);
}

/** Creates an object and answers it as it is stored. */
export function createObject(
  context: ApiContext,
  call: CreateCall,
): KubeObject {
  const { served, options, body } = call;
  const { definition, version } = served;
  const metadata = freshMetadata(context, call, body.metadata);
  checkNamespace(context, served, {
    namespace: definition.namespaced ? call.namespace : undefined,
    name: metadata.name ?? '',
  });
  const strategy = isCore(definition)
    ? coreStrategy(definition.group, definition.plural)
    : {};
  const { status: _status, ...withoutStatus } = body;
  const sent = version.status ? withoutStatus : body;
  const prepare = strategy.prepare ?? (object => object);
  const taken = prepare(takeBody(served, { ...sent, metadata }, options));
  delete taken.metadata.managedFields;
  const managedFields = trackUpdate({
    kind: served,
    updated: taken,
    manager: { name: options.manager, time: timestamp(context) },
  });
  const tracked = {
    ...taken,
    metadata: {
      ...taken.metadata,
      ...(managedFields ? { managedFields } : {}),
    },
  };
  const complete = strategy.complete ?? (object => object);
  return storeNew(context, call, complete(tracked));
}
