import { ConflictError } from '@backstage/errors';
import { Order, OrderedThing } from '@rackstage/plugin-proxmox-common';
import {
  KubeError,
  KubeManifest,
  ORDER_LABEL,
} from '@rackstage/plugin-proxmox-node';
import { readObject } from './readObject';
import { KubeWriter, locateWritable } from './writableKinds';

/** In whose name fields are managed. */
export const FIELD_MANAGER = 'rackstage';

/** The things of an order before any of them exists. Recorded first, so that nothing is ever created unrecorded. */
export function planThings(manifests: KubeManifest[]): OrderedThing[] {
  return manifests.map(({ apiVersion, kind, metadata }) => ({
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    state: 'planned',
  }));
}

/**
 * The recorded things with what the manifests name besides: where settings of the platform changed since, a second run
 * creates objects of other names, and a clean-up has to know both.
 */
export function addPlanned(
  things: OrderedThing[],
  manifests: KubeManifest[],
): OrderedThing[] {
  const isKnown = (manifest: KubeManifest) =>
    things.some(thing => isThing(thing, manifest));
  return [
    ...things,
    ...planThings(manifests.filter(manifest => !isKnown(manifest))),
  ];
}

/**
 * Applies the manifests of an order, in their order. What an earlier run of the same order created is found by its mark
 * and applied again, which changes nothing.
 *
 * @param record - called after each one with all things, to be saved before the next is created
 * @throws ConflictError where an object of that name is not this order's, is another than the recorded one, or another
 * field manager owns one of its fields: nothing is ever forced.
 */
export async function applyThings(options: {
  writer: KubeWriter;
  order: Pick<Order, 'id' | 'spec' | 'things'>;
  manifests: KubeManifest[];
  record: (things: OrderedThing[]) => Promise<void>;
}): Promise<OrderedThing[]> {
  const { order, manifests, record } = options;
  const noted = { things: order.things };
  const note = async (manifest: KubeManifest, change: Change) => {
    noted.things = noted.things.map(thing =>
      isThing(thing, manifest) ? { ...thing, ...change } : thing,
    );
    await record(noted.things);
  };
  for (const manifest of manifests) {
    const applied = await applyThing({ ...options, manifest, note });
    await note(manifest, applied);
  }
  return noted.things;
}

type Change = Pick<OrderedThing, 'uid' | 'state'>;

async function applyThing(options: {
  writer: KubeWriter;
  order: Pick<Order, 'id' | 'spec' | 'things'>;
  manifest: KubeManifest;
  note: (manifest: KubeManifest, change: Change) => Promise<void>;
}): Promise<Change> {
  const { writer, order, manifest, note } = options;
  const { apiVersion, kind, metadata } = manifest;
  const location = locateWritable(
    { apiVersion, kind, ...metadata },
    order.spec.tenant,
  );
  const recorded = order.things.find(thing => isThing(thing, manifest));
  if (!recorded) {
    throw new Error(`${kind} ${metadata.name} is not planned`);
  }
  const live = await readObject(writer, location);
  const isOwn = live?.metadata.labels?.[ORDER_LABEL] === order.id;
  const isOther = recorded.uid && live && live.metadata.uid !== recorded.uid;
  if (live && (!isOwn || isOther)) {
    throw new ConflictError(
      `${kind} ${metadata.name} exists in ${metadata.namespace} and is not of this order. Choose another name.`,
    );
  }
  if (live?.metadata.deletionTimestamp) {
    throw new ConflictError(
      `${kind} ${metadata.name} of this order is still being deleted. Resume the order once it is gone, or clean it up.`,
    );
  }
  if (!live && recorded.uid) {
    // It is made anew, with another uid: a clean-up must not take the new one for somebody else's, or for deleted.
    await note(manifest, { uid: undefined, state: 'planned' });
  }
  try {
    const { object } = await writer.apply(manifest, {
      plural: location.plural,
      fieldManager: FIELD_MANAGER,
    });
    return { uid: object.metadata.uid, state: 'created' };
  } catch (error) {
    throw describeConflict(error, manifest);
  }
}

/** Names who owns which field; the server's own words say so in their causes. */
function describeConflict(error: unknown, manifest: KubeManifest): unknown {
  if (!(error instanceof KubeError) || error.kind !== 'conflict') {
    return error;
  }
  const { kind, metadata } = manifest;
  const causes = error.causes
    .map(({ field, message }) => [field, message].filter(Boolean).join(': '))
    .join('; ');
  return new ConflictError(
    `${kind} ${metadata.name} has fields that somebody else manages: ${
      causes || error.reason
    }. They are not overwritten; let that manager give them up, or clean up the order.`,
  );
}

function isThing(thing: OrderedThing, manifest: KubeManifest): boolean {
  return (
    thing.kind === manifest.kind &&
    thing.name === manifest.metadata.name &&
    thing.namespace === manifest.metadata.namespace
  );
}
