import { parseProxmoxRef, SourceState } from '@rackstage/plugin-proxmox-common';
import { EffectivePermissions } from '../pve';
import { VanishedThing } from './findVanished';
import { gatherEvidence } from './judgeVanished';
import { Whereabouts } from './ProxmoxInventory';
import { indexResources } from './indexResources';
import { settleThings } from './readSource';
import { SourceReader } from './SourceReader';

// More than in a read: this is asked once after a start, not every few seconds.
const QUESTIONS = 64;

/**
 * Finds out what became of things of which nothing but the ref is known. Reads the permissions, then the lists, and
 * judges by both; without a good read nothing is proven.
 */
export async function findWhereaboutsOf(
  refs: string[],
  options: {
    reader: SourceReader;
    refresh: () => Promise<SourceState>;
    /** Whether the newest list of networks covers the node, or without one the cluster. */
    showsNetworksOf: (node: string | undefined) => boolean;
    major: number;
    signal: AbortSignal;
  },
): Promise<Map<string, Whereabouts>> {
  const { reader, refresh, major, signal } = options;
  const unproven = new Map(
    refs.map((ref): [string, Whereabouts] => [ref, 'unproven']),
  );
  const permissions = await reader
    .readPermissions(signal)
    .catch((): EffectivePermissions | undefined => undefined);
  const { data, error, complete } = await refresh();
  if (!permissions || !data || error || !complete) {
    return unproven;
  }
  const index = indexResources(data);
  const things = refs
    .filter(ref => !index.has(ref))
    .flatMap(ref => toThing(ref))
    .filter(
      ({ type, node }) =>
        type !== 'network' ||
        options.showsNetworksOf(node) ||
        (node !== undefined && !data.nodes.some(({ name }) => name === node)),
    );
  const settled = await settleThings(things, {
    reader,
    evidence: gatherEvidence(data, { permissions, major }),
    questions: QUESTIONS,
    turn: 0,
    signal,
  });
  for (const [ref, { whereabouts }] of settled) {
    unproven.set(ref, whereabouts);
  }
  return unproven;
}

function toThing(ref: string): VanishedThing[] {
  const parsed = parseProxmoxRef(ref);
  if (!parsed) {
    return [];
  }
  const { type, id } = parsed;
  const colon = id.indexOf(':');
  return colon < 0
    ? [{ ref, type, id }]
    : [{ ref, type, id: id.slice(colon + 1), node: id.slice(0, colon) }];
}
