import { Order, OrderedThing } from '@rackstage/plugin-proxmox-common';
import { KubeObject, ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { readObject } from './readObject';
import { KubeWriter, locateWritable } from './writableKinds';

/** What became of the things of an order. */
export interface CleanUp {
  things: OrderedThing[];
  /** Still there, because controllers take them down: come again. */
  remaining: OrderedThing[];
  /** Objects of these names that are not this order's; they stay. */
  foreign: OrderedThing[];
}

type Fate = 'gone' | 'remaining' | 'foreign';

/**
 * Takes one step to remove what an order created; to be called until nothing remains. The Cluster goes first and alone:
 * its controllers destroy the machines, and they need the objects and the credentials for that. Only then what is left.
 *
 * Everything is deleted by its recorded uid, so another object that took the name is never touched. A thing without a
 * recorded uid (the run was killed between creating and recording it) counts by the mark of the order.
 */
export async function cleanUpThings(options: {
  writer: KubeWriter;
  order: Pick<Order, 'id' | 'spec' | 'things'>;
}): Promise<CleanUp> {
  const { order } = options;
  const fates = new Map<OrderedThing, Fate>();
  const [clusters, others] = [
    order.things.filter(({ kind }) => kind === 'Cluster'),
    order.things.filter(({ kind }) => kind !== 'Cluster'),
  ];
  for (const thing of clusters) {
    fates.set(thing, await removeThing(thing, options));
  }
  const isClusterLeft = [...fates.values()].includes('remaining');
  for (const thing of others) {
    const fate = isClusterLeft
      ? 'remaining'
      : await removeThing(thing, options);
    fates.set(thing, fate);
  }
  const withFate = (fate: Fate) =>
    order.things.filter(thing => fates.get(thing) === fate);
  return {
    things: order.things.map(thing =>
      fates.get(thing) === 'gone' ? { ...thing, state: 'deleted' } : thing,
    ),
    remaining: withFate('remaining'),
    foreign: withFate('foreign'),
  };
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
    await writer.delete(location, { uid });
  }
  return (await readObject(writer, location)) ? 'remaining' : 'gone';
}

function isOwn(thing: OrderedThing, live: KubeObject, orderId: string) {
  return thing.uid
    ? live.metadata.uid === thing.uid
    : live.metadata.labels?.[ORDER_LABEL] === orderId;
}
