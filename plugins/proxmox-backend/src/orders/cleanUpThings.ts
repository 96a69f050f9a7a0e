import { Order, OrderedThing } from '@rackstage/plugin-proxmox-common';
import {
  KubeError,
  KubeLocation,
  KubeObject,
  ORDER_LABEL,
} from '@rackstage/plugin-proxmox-node';
import { readObject } from './readObject';
import { KubeWriter, locateWritable } from './writableKinds';

/** A thing that is still there, because controllers take it down. */
export interface RemainingThing {
  thing: OrderedThing;
  /** Who holds it; empty where it only waits for its turn. */
  finalizers: string[];
}

/** What became of the things of an order. */
export interface CleanUp {
  things: OrderedThing[];
  /** Come again until there are none. */
  remaining: RemainingThing[];
  /** Objects of these names that are not this order's; they stay. */
  foreign: OrderedThing[];
}

type Fate = 'gone' | 'foreign' | RemainingThing;

/**
 * Takes one step to remove what an order created; to be called until nothing remains. The Cluster goes first and alone:
 * its controllers destroy the machines, and they need the objects and the credentials for that. Then what is left, and
 * the credentials at the very end.
 *
 * Everything is deleted by its recorded uid, so another object that took the name is never touched. A thing without a
 * recorded uid (the run was killed between creating and recording it) counts by the mark of the order.
 */
export async function cleanUpThings(options: {
  writer: KubeWriter;
  order: Pick<Order, 'id' | 'spec' | 'things'>;
}): Promise<CleanUp> {
  const { things } = options.order;
  const fates = new Map<OrderedThing, Fate>();
  for (const stage of [0, 1, 2]) {
    const isHeld = [...fates.values()].some(fate => typeof fate === 'object');
    for (const thing of things.filter(one => stageOf(one) === stage)) {
      const fate = isHeld
        ? { thing, finalizers: [] }
        : await removeThing(thing, options);
      fates.set(thing, fate);
    }
  }
  return {
    things: things.map(thing =>
      fates.get(thing) === 'gone' ? { ...thing, state: 'deleted' } : thing,
    ),
    remaining: [...fates.values()].filter(fate => typeof fate === 'object'),
    foreign: things.filter(thing => fates.get(thing) === 'foreign'),
  };
}

function stageOf({ kind }: OrderedThing): number {
  return { Cluster: 0, Secret: 2 }[kind] ?? 1;
}

async function removeThing(
  thing: OrderedThing,
  options: {
    writer: KubeWriter;
    order: Pick<Order, 'id' | 'spec'>;
  },
): Promise<Fate> {
  const { writer, order } = options;
  if (thing.state === 'deleted') {
    return 'gone';
  }
  const location = locateWritable(thing, order.spec.tenant);
  const live = await readObject(writer, location);
  if (!live) {
    return 'gone';
  }
  const uid = live.metadata.uid;
  if (!uid || !isOwn(thing, live, order.id)) {
    return 'foreign';
  }
  if (!live.metadata.deletionTimestamp) {
    await deleteObject(writer, location, uid);
  }
  const left = await readObject(writer, location);
  return left?.metadata.uid === uid
    ? { thing, finalizers: finalizersOf(left) }
    : 'gone';
}

async function deleteObject(
  writer: KubeWriter,
  location: KubeLocation & { name: string },
  uid: string,
) {
  try {
    await writer.delete(location, { uid });
  } catch (error) {
    // Another object took the name since it was read: ours is gone, and that one is nobody's here.
    if (!(error instanceof KubeError) || error.kind !== 'conflict') {
      throw error;
    }
  }
}

function finalizersOf({ metadata }: KubeObject): string[] {
  const { finalizers } = metadata;
  return Array.isArray(finalizers) ? finalizers.map(String) : [];
}

function isOwn(thing: OrderedThing, live: KubeObject, orderId: string) {
  return thing.uid
    ? live.metadata.uid === thing.uid
    : live.metadata.labels?.[ORDER_LABEL] === orderId;
}
