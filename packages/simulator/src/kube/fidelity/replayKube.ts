import type { WireAnswer } from '../../fidelity/types';
import { sendRequest } from '../../fidelity/wireClient';
import { KubeComparison } from './compareKube';
import { History, queryOf, statesIn } from './History';
import { endsEarly, playStream } from './playStream';
import { prepare } from './prepare';
import { prepareAccess } from './prepareAccess';
import { ReplayWorld } from './ReplayWorld';
import { scopeOf } from './scope';
import { headersFor, targetFor, textFor } from './translateRequest';
import type { KubeOutcome, KubeRecording } from './types';
import type { WorldSettings } from './worlds';

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}

/** Sends a recorded request as it has to be sent to this server. */
function send(
  recording: KubeRecording,
  world: ReplayWorld,
): Promise<WireAnswer> {
  return sendRequest({
    url: world.server.url,
    caPem: world.server.caPem,
    method: recording.request.method,
    target: targetFor(recording, world.ids, world.server.store.revision),
    headers: headersFor(recording, world.ids),
    body: textFor(recording, world.ids),
  });
}

/** How long controllers take to notice that nothing is held any more. */
const noticeMs = 1000;
/** Answers that wait for nothing are there by then, even on a slow machine. */
const patientRounds = 10;

/** Lets simulated time pass until the answer is there. */
async function whileTimePasses(
  answer: Promise<WireAnswer>,
  world: ReplayWorld,
): Promise<WireAnswer> {
  let isDone = false;
  const end = answer.finally(() => {
    isDone = true;
  });
  end.catch(() => {});
  for (let wait = 0; !isDone && wait < 400; wait += 1) {
    const isPatient = wait < patientRounds;
    await Promise.race([end.catch(() => {}), pause(isPatient ? 20 : 4)]);
    // time that passed for no reason would tell writes of one second apart
    if (!isDone && !isPatient) await world.clock.advance(500);
  }
  return end;
}

/** Sends it; where the storage of a kind still comes up, once more. */
async function sendPatiently(
  recording: KubeRecording,
  world: ReplayWorld,
): Promise<WireAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await whileTimePasses(send(recording, world), world);
    const isStarting =
      answer.status === 429 && recording.answer.status !== 429 && attempt < 5;
    if (!isStarting) return answer;
    await pause(50);
  }
}

function isWatch(recording: KubeRecording): boolean {
  return recording.answer.stream !== undefined;
}

async function replayOne(
  recording: KubeRecording,
  world: ReplayWorld,
  history: History,
): Promise<string[]> {
  const comparison = new KubeComparison(recording, world.ids);
  if (isWatch(recording)) {
    const begin = world.clock.elapsed();
    const answer = await playStream(recording, {
      world,
      history,
      send: () => sendPatiently(recording, world),
      pause,
    });
    const lines = (recording.answer.stream ?? []).map(({ line }) => line);
    comparison.lines(lines, answer);
    if (endsEarly(recording)) {
      comparison.end((world.clock.elapsed() - begin) / 1000);
    }
  } else {
    comparison.answer(await sendPatiently(recording, world));
  }
  return comparison.differences;
}

function highestRevision(recording: KubeRecording): number {
  return Math.max(0, ...statesIn(recording).map(({ revision }) => revision));
}

/** What was read after one recording, until something was written. */
function readsAfter(recordings: KubeRecording[], index: number) {
  const later = recordings.slice(index + 1);
  const end = later.findIndex(({ request }) => request.method !== 'GET');
  return end < 0 ? later : later.slice(0, end);
}

/** Watches that follow a write began before it: from now. */
function markStarts(following: KubeRecording[], world: ReplayWorld): void {
  for (const recording of following) {
    const start = Number(queryOf(recording).get('resourceVersion') ?? 0);
    if (isWatch(recording) && start > 0) {
      world.ids.mark(start, world.server.store.revision);
    }
  }
}

/** One run through what was recorded on one server. */
class Replay {
  readonly #world: ReplayWorld;
  readonly #history: History;
  #revision = 0;
  #now: number | undefined;

  constructor(world: ReplayWorld, history: History) {
    this.#world = world;
    this.#history = history;
  }

  async play(
    recording: KubeRecording,
    following: KubeRecording[],
  ): Promise<string[]> {
    const world = this.#world;
    const differences: string[] = [];
    await this.#letTimePass(recording);
    try {
      const revision = this.#revision;
      const needsTime = prepare(recording, {
        world,
        history: this.#history,
        revision,
        following,
      });
      if (needsTime) await world.clock.advance(noticeMs);
      if (world.isAlive && recording.request.method !== 'GET') {
        markStarts(following, world);
      }
    } catch (error) {
      differences.push(`not arranged: ${messageOf(error)}`);
    }
    try {
      differences.push(...(await replayOne(recording, world, this.#history)));
    } catch (error) {
      differences.push(`no answer: ${messageOf(error)}`);
    }
    await world.settle();
    this.#revision = Math.max(this.#revision, highestRevision(recording));
    return differences;
  }

  async #letTimePass({ at, writtenAt }: KubeRecording): Promise<void> {
    const { clock, ids, isAlive } = this.#world;
    // where controllers act, time passes between two requests too
    const moment = isAlive ? Math.max(at, writtenAt) : writtenAt;
    // field managers are sorted by whole seconds: keep those of the recorder
    if (this.#now !== undefined && moment > this.#now) {
      await clock.advance(Math.min(moment - this.#now, 60_000));
    }
    this.#now = Math.max(this.#now ?? 0, moment) || undefined;
    if (this.#now !== undefined) ids.pairMoment(this.#now, clock.now());
  }
}

/**
 * Replays what was recorded on one server, in the order of the recorder. What
 * is out of scope is not sent, but its answers tell of states too.
 */
export async function replayKube(
  recordings: KubeRecording[],
  settings: WorldSettings,
): Promise<KubeOutcome[]> {
  const world = await ReplayWorld.start(settings, recordings);
  const outcomes: KubeOutcome[] = [];
  try {
    prepareAccess(recordings, world);
    const replay = new Replay(world, new History(recordings));
    for (const [index, recording] of recordings.entries()) {
      const scope = scopeOf(recording);
      if (scope) {
        outcomes.push({ recording, scope, differences: [] });
        continue;
      }
      const following = readsAfter(recordings, index);
      const differences = await replay.play(recording, following);
      outcomes.push({ recording, differences });
    }
  } finally {
    await world.close();
  }
  return outcomes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
