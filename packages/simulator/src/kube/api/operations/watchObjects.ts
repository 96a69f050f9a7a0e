import type { KubeObject } from '../../object/types';
import type { ApiContext } from '../ApiContext';
import { expired, internal } from '../StatusError';
import type { StoreChange } from '../store/ResourceStore';
import { toVersion } from './convert';
import { Selection, Selector } from './listOptions';

/** How a watch is asked for. */
export interface WatchCall extends Selection {
  resourceVersion?: string;
  sendInitialEvents?: boolean;
}

/** One event of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

/** A watch that runs until it is stopped. */
export interface RunningWatch {
  /** Events that were there before the first change. */
  initial: WatchEvent[];
  /** Revision that the watch has seen. */
  revision: () => number;
  stop: () => void;
}

/** A change as a watch with this selector sees it, if it does. */
function eventOf(
  change: StoreChange,
  selector: Selector,
  call: WatchCall,
): WatchEvent | undefined {
  const object = toVersion(call.served, change.object);
  const previous = change.previous && toVersion(call.served, change.previous);
  const was = previous !== undefined && selector.matches(previous);
  if (change.type === 'DELETED') {
    const isSeen = was || (!previous && selector.matches(object));
    return isSeen ? { type: 'DELETED', object } : undefined;
  }
  const is = selector.matches(object);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  if (!was) return undefined;
  // What leaves a selection is shown as it was, under the new revision.
  const { resourceVersion } = object.metadata;
  return {
    type: 'DELETED',
    object: {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion },
    },
  };
}

function parseStart(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw internal(
    `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
  );
}

function initialEvents(
  context: ApiContext,
  call: WatchCall,
  selector: Selector,
): WatchEvent[] {
  const { definition } = call.served;
  const start = parseStart(call.resourceVersion || '0');
  const wantsState = call.sendInitialEvents ?? start === 0;
  if (wantsState) {
    return context.store
      .list(definition, call.namespace)
      .map(object => toVersion(call.served, object))
      .filter(object => selector.matches(object))
      .map(object => ({ type: 'ADDED', object }));
  }
  if (start === 0) return [];
  const oldest = context.store.oldestRevision(definition);
  if (start < oldest) {
    throw expired(`too old resource version: ${start} (${oldest})`);
  }
  return context.store
    .changesSince(definition, start)
    .map(change => eventOf(change, selector, call))
    .filter(event => event !== undefined);
}

/**
 * Follows a kind from a revision. Throws a 410 for a revision that is
 * forgotten; one from the future just never sees an event.
 */
export function watchObjects(
  context: ApiContext,
  call: WatchCall,
  listener: (event: WatchEvent) => void,
): RunningWatch {
  const { definition } = call.served;
  const selector = new Selector(call);
  const initial = initialEvents(context, call, selector);
  const start = parseStart(call.resourceVersion || '0');
  const stop = context.store.subscribe(change => {
    if (change.definition.plural !== definition.plural) return;
    if (change.definition.group !== definition.group) return;
    if (change.revision <= start) return;
    const event = eventOf(change, selector, call);
    if (event) listener(event);
  });
  return { initial, stop, revision: () => context.store.revision };
}
