import { stringify } from 'yaml';
import type { JsonObject, KubeObject, ServedKind } from '../../object/types';
import { isCore } from '../ApiContext';
import type { ObjectList } from '../operations/listObjects';
import { apiVersionOf } from '../KindRegistry';
import type { Rendering } from './mediaType';
import { orderCoreObject, orderMetadata, sortKeys } from './orderFields';
import { IncludeObject, partialMetadata, renderTable } from './table';

/** How objects of one call are shown. */
export interface RenderOptions {
  rendering: Rendering;
  now: number;
  include: IncludeObject;
}

/** One object in the order and shape that the call wants. */
export function renderObject(
  object: KubeObject,
  served: ServedKind,
  options: RenderOptions & { withoutColumns?: boolean },
): JsonObject {
  const { shape } = options.rendering;
  if (shape === 'metadata') return partialMetadata(object);
  if (shape === 'table') {
    const { resourceVersion } = object.metadata;
    return renderTable([object], { resourceVersion }, { served, ...options });
  }
  return isCore(served.definition)
    ? orderCoreObject(object)
    : (sortKeys(object) as JsonObject);
}

/** Items of compiled-in kinds do not repeat what the list says. */
function renderCoreItem(object: KubeObject): JsonObject {
  const { kind: _kind, apiVersion: _version, ...rest } = object;
  const { metadata, ...others } = rest;
  return { metadata: orderMetadata(metadata), ...others };
}

function listMetadata(list: ObjectList): JsonObject {
  const { continueToken, remainingItemCount, resourceVersion } = list;
  return {
    resourceVersion,
    ...(continueToken ? { continue: continueToken } : {}),
    ...(remainingItemCount === undefined ? {} : { remainingItemCount }),
  };
}

/** A list in the shape that the call wants. */
export function renderList(
  list: ObjectList,
  served: ServedKind,
  options: RenderOptions,
): JsonObject {
  const { definition, version } = served;
  const metadata = listMetadata(list);
  const apiVersion = apiVersionOf(definition.group, version.version);
  if (options.rendering.shape === 'table') {
    return renderTable(list.items, metadata, { served, ...options });
  }
  if (options.rendering.shape === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: list.items.map(partialMetadata),
    };
  }
  const kind = definition.listKind;
  if (isCore(definition)) {
    const items = list.items.map(renderCoreItem);
    return { kind, apiVersion, metadata, items };
  }
  // The last page of a custom list says so by an empty token.
  const paged = { continue: '', ...metadata };
  const items = list.items.map(sortKeys);
  return { apiVersion, items, kind, metadata: sortKeys(paged) };
}

/** Writes JSON or YAML as Go does. */
export function encode(value: object, encoding: Rendering['encoding']): string {
  if (encoding === 'json') return `${JSON.stringify(value)}\n`;
  return stringify(value, {
    version: '1.1',
    indentSeq: false,
    lineWidth: 0,
  });
}
