import { statesIn } from './History';
import { loadKubeRecordings } from './loadKubeRecordings';
import { replayKube } from './replayKube';
import type { KubeOutcome, KubeRecording } from './types';
import { varyRecordings } from './vary';
import { worlds } from './worlds';

/** When a family began, and at which revision its writes did. */
function beginnings(recordings: KubeRecording[]) {
  const begun = new Map<string, { at: number; revision: number }>();
  for (const recording of recordings) {
    const { family, at, request } = recording;
    const known = begun.get(family) ?? { at: Infinity, revision: Infinity };
    const revisions =
      request.method === 'GET'
        ? []
        : statesIn(recording).map(({ revision }) => revision);
    begun.set(family, {
      at: Math.min(known.at, at || Infinity),
      revision: Math.min(known.revision, ...revisions),
    });
  }
  return begun;
}

/** In the order in which the recorder sent them. */
function inOrder(recordings: KubeRecording[]): KubeRecording[] {
  const begun = beginnings(recordings);
  const of = ({ family }: KubeRecording) =>
    begun.get(family) ?? { at: 0, revision: 0 };
  // within one second the revisions tell which family came first
  const compare = (a: number, b: number) => (a === b ? 0 : a - b);
  return [...recordings].sort(
    (a, b) =>
      compare(of(a).at, of(b).at) ||
      compare(of(a).revision, of(b).revision) ||
      a.family.localeCompare(b.family) ||
      a.index - b.index,
  );
}

/**
 * Replays all recordings of a Kubernetes API and judges each.
 *
 * @returns one outcome per recording
 */
export async function measureKube(options: {
  folder?: string;
  seed?: number;
}): Promise<KubeOutcome[]> {
  const loaded = loadKubeRecordings(options.folder);
  const all = inOrder(
    options.seed === undefined ? loaded : varyRecordings(loaded, options.seed),
  );
  const outcomes: KubeOutcome[] = [];
  for (const world of worlds) {
    const there = all.filter(recording => world.has(recording));
    outcomes.push(...(await replayKube(there, world)));
  }
  return outcomes;
}
