import type { KubeObject } from '../../object/types';
import type { ApiContext } from '../ApiContext';
import { badRequest, expired, tooLargeResourceVersion } from '../StatusError';
import { objectKey } from '../store/ResourceStore';
import { readContinueToken, writeContinueToken } from './continueToken';
import { toVersion } from './convert';
import { Selection, Selector } from './listOptions';

/** How a list is asked for. */
export interface ListCall extends Selection {
  limit?: number;
  continueToken?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

/** One page of a list. */
export interface ObjectList {
  items: KubeObject[];
  resourceVersion: string;
  continueToken?: string;
  remainingItemCount?: number;
}

/** How long a list waits for a revision that has not happened yet. */
const freshnessMs = 3000;

const expiredToken =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** Reads a resourceVersion as a number. */
export function parseRevision(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
  );
}

/** Waits until a revision has happened; 504 after three seconds. */
export async function awaitRevision(
  context: ApiContext,
  revision: number,
): Promise<void> {
  if (revision <= context.store.revision) return;
  await context.clock.wait(freshnessMs);
  if (revision <= context.store.revision) return;
  throw tooLargeResourceVersion(revision, context.store.revision);
}

interface Snapshot {
  objects: KubeObject[];
  revision: number;
  after?: string;
}

function snapshotOfToken(context: ApiContext, call: ListCall): Snapshot {
  const { definition } = call.served;
  const point = readContinueToken(call.continueToken ?? '');
  if (call.resourceVersion && call.resourceVersion !== '0') {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  const { store } = context;
  if (point.revision < 0) {
    return {
      objects: store.list(definition, call.namespace),
      revision: store.revision,
      after: point.after,
    };
  }
  if (point.revision < store.oldestRevision(definition)) {
    throw expired(
      expiredToken,
      writeContinueToken({ revision: -1, after: point.after }),
    );
  }
  return {
    objects: store.listAt(definition, call.namespace, point.revision),
    revision: point.revision,
    after: point.after,
  };
}

function isExact(call: ListCall): boolean {
  if (call.resourceVersionMatch) return call.resourceVersionMatch === 'Exact';
  return (call.limit ?? 0) > 0 && call.resourceVersion !== '0';
}

async function snapshotOf(
  context: ApiContext,
  call: ListCall,
): Promise<Snapshot> {
  const { store } = context;
  const { definition } = call.served;
  if (call.continueToken) return snapshotOfToken(context, call);
  if (call.resourceVersion) {
    const revision = parseRevision(call.resourceVersion);
    await awaitRevision(context, revision);
    if (isExact(call)) {
      if (revision < store.oldestRevision(definition)) {
        throw expired('The resourceVersion for the provided list is too old.');
      }
      const objects = store.listAt(definition, call.namespace, revision);
      return { objects, revision };
    }
  }
  return {
    objects: store.list(definition, call.namespace),
    revision: store.revision,
  };
}

function keyOf({ metadata }: KubeObject): string {
  return objectKey(metadata.namespace, metadata.name ?? '');
}

/** Tokens name objects below the namespace of the list. */
function tokenKey(call: ListCall, object: KubeObject): string {
  const name = object.metadata.name ?? '';
  return call.namespace ? name : objectKey(object.metadata.namespace, name);
}

/** Lists objects as the API does: consistent, of a revision, or page by page. */
export async function listObjects(
  context: ApiContext,
  call: ListCall,
): Promise<ObjectList> {
  const selector = new Selector(call);
  const snapshot = await snapshotOf(context, call);
  const { after } = snapshot;
  const start =
    after !== undefined && call.namespace
      ? `${call.namespace}/${after}`
      : after;
  const rest =
    start === undefined
      ? snapshot.objects
      : snapshot.objects.filter(object => keyOf(object) > start);
  const selected = rest
    .map(object => toVersion(call.served, object))
    .filter(object => selector.matches(object));
  const resourceVersion = String(snapshot.revision);
  // The cache behind resourceVersion=0 has everything at hand and sends it all.
  const limit = call.resourceVersion === '0' ? 0 : Math.max(call.limit ?? 0, 0);
  if (limit === 0 || selected.length <= limit) {
    return { items: selected, resourceVersion };
  }
  const items = selected.slice(0, limit);
  return {
    items,
    resourceVersion,
    continueToken: writeContinueToken({
      revision: snapshot.revision,
      after: tokenKey(call, items[items.length - 1]),
    }),
    remainingItemCount: selector.isNarrow ? undefined : selected.length - limit,
  };
}
