import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { areasOutOfScope } from './areas';
import { liveKnowledge } from './liveKnowledge';
import { loadRecordings } from './loadRecordings';
import { OfficialSchema } from './officialSchema';
import { setKnowledge, SetKnowledge } from './plan/planWorld';
import { replaySession } from './replay';
import { ReplayServer } from './ReplayServer';
import { outOfScope, scopeRules } from './scope';
import type { Outcome, Recording } from './types';

/** Where the data lies and which variant of it is replayed. */
export interface MeasureOptions {
  /** Folder with `api-schema.json`. */
  pveFolder: string;
  /** Folder of the recordings; `<pveFolder>/recordings` when absent. */
  recordingsFolder?: string;
  /** Seed of a variant with other names and values; absent for the originals. */
  seed?: number;
}

function bySession(recordings: Recording[]): Recording[][] {
  const sessions = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const session = sessions.get(recording.session) ?? [];
    session.push(recording);
    sessions.set(recording.session, session);
  }
  return [...sessions.values()];
}

/**
 * Replays all recordings against a simulator of its own and judges each.
 *
 * @returns one outcome per recording, in the order of the files
 * @throws Error when the data is missing or unreadable
 */
export async function measure(options: MeasureOptions): Promise<Outcome[]> {
  const usual = join(options.pveFolder, 'recordings');
  const folder = options.recordingsFolder ?? usual;
  const recordings = loadRecordings(folder, options.seed);
  const schema = OfficialSchema.load(
    join(options.pveFolder, 'api-schema.json'),
  );
  // what live servers send is known from the usual recordings as well
  const others =
    folder !== usual && existsSync(usual) ? loadRecordings(usual) : [];
  const live = liveKnowledge([...recordings, ...others], schema);
  const knowledge = { schema, live };
  const rules = scopeRules(areasOutOfScope);
  const known = new Map<string, SetKnowledge>();
  for (const set of new Set(recordings.map(recording => recording.set))) {
    const own = recordings.filter(recording => recording.set === set);
    known.set(set, setKnowledge(own, schema));
  }
  const nothing: SetKnowledge = { tasks: new Map(), configs: new Map() };
  const server = await ReplayServer.start();
  try {
    const outcomes = new Map<Recording, Outcome>();
    for (const session of bySession(recordings)) {
      const context = {
        server,
        knowledge,
        setKnowledge: (recording: Recording) =>
          known.get(recording.set) ?? nothing,
      };
      for (const outcome of await replaySession(session, context)) {
        const { recording } = outcome;
        const rule = outOfScope(recording, rules, knowledge);
        outcomes.set(
          recording,
          rule
            ? {
                recording,
                verdict: {
                  kind: 'out-of-scope',
                  rule: rule.name,
                  reason: rule.reason,
                },
              }
            : outcome,
        );
      }
    }
    return recordings.flatMap(recording => outcomes.get(recording) ?? []);
  } finally {
    await server.close();
  }
}
