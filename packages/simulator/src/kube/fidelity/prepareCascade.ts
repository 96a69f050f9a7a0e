import { isObject } from '../../fidelity/json';
import type { JsonObject } from '../../fidelity/types';
import { parseTarget, ResourceTarget } from '../api/http/parseTarget';
import { asState, objectMetadata } from './History';
import type { Preparation } from './prepareCollection';
import type { ReplayWorld } from './ReplayWorld';
import type { KnownState, KubeRecording } from './types';

/** The collection of an object, by what the object says of itself. */
function collectionOf(
  world: ReplayWorld,
  { object }: KnownState,
): ResourceTarget | undefined {
  const plural = world.pluralOf(String(object.apiVersion), String(object.kind));
  const root = String(object.apiVersion).includes('/') ? 'apis' : 'api';
  const target = parseTarget(`/${root}/${object.apiVersion}/${plural}`);
  return target.type === 'resource' ? target : undefined;
}

/** The recorded uid of what is deleted: the answer names it in either form. */
function uidIn({ answer }: KubeRecording): string | undefined {
  const { body } = answer;
  const details = isObject(body) && isObject(body.details) ? body.details : {};
  const uid = objectMetadata(body).uid ?? details.uid;
  return uid === undefined ? undefined : String(uid);
}

/**
 * What loses its owner shows it only afterwards: watches tell that it was
 * modified. Before, it named the owner.
 */
function orphansOf(
  owner: JsonObject,
  following: KubeRecording[],
): KnownState[] {
  const { apiVersion, kind, metadata } = owner;
  const { name, uid } = objectMetadata({ metadata });
  const reference = { apiVersion, kind, name, uid };
  return following
    .flatMap(({ answer }) => answer.stream ?? [])
    .map(({ line }) => line)
    .filter(isObject)
    .filter(({ type }) => type === 'MODIFIED')
    .flatMap(({ object }) => asState(object) ?? [])
    .filter(({ object }) => object.kind !== kind)
    .map(state => ({
      ...state,
      revision: state.revision - 0.5,
      object: {
        ...state.object,
        metadata: {
          ...(objectMetadata(state.object) as JsonObject),
          ownerReferences: [
            { ...reference, controller: true, blockOwnerDeletion: true },
          ],
        } as JsonObject,
      },
    }));
}

/** Makes what an object owns, or what its namespace holds, before it goes. */
export function prepareCascade(
  recording: KubeRecording,
  target: ResourceTarget & { name: string },
  { world, history, following }: Preparation,
): void {
  const uid = uidIn(recording);
  const live = world.live(target, target.name);
  if (uid === undefined || !live) return;
  world.ids.pairUid(uid, String(live.metadata.uid));
  const isOrphaning = /[?&]propagationPolicy=Orphan\b/.test(
    recording.request.path,
  );
  const orphans = isOrphaning ? orphansOf(live as JsonObject, following) : [];
  for (const state of [...history.dependantsOf(uid), ...orphans]) {
    const collection = collectionOf(world, state);
    if (collection) world.arrange(collection, state);
  }
  const remainder = history.remainderOf(target.name);
  if (target.plural !== 'namespaces' || !remainder) return;
  const like = history.anyOf(remainder);
  for (let number = 1; like && number <= remainder.count; number += 1) {
    const metadata: JsonObject = {
      name: `held-${number}`,
      namespace: target.name,
      finalizers: [remainder.finalizer],
    };
    const { status, ...object } = like.object;
    world.create({ ...object, metadata });
  }
}
