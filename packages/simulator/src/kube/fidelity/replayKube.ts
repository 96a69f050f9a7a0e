import type { WireAnswer } from '../../fidelity/types';
import { sendRequest } from '../../fidelity/wireClient';
import { KubeComparison } from './compareKube';
import { History, statesIn } from './History';
import { playStream } from './playStream';
import { prepare } from './prepare';
import { ReplayWorld } from './ReplayWorld';
import { headersFor, targetFor, textFor } from './translateRequest';
import type { KubeOutcome, KubeRecording } from './types';

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
    const answer = await playStream(recording, {
      world,
      history,
      send: () => sendPatiently(recording, world),
      pause,
    });
    const lines = (recording.answer.stream ?? []).map(({ line }) => line);
    comparison.lines(lines, answer);
  } else {
    comparison.answer(await sendPatiently(recording, world));
  }
  return comparison.differences;
}

function highestRevision(recording: KubeRecording): number {
  return Math.max(0, ...statesIn(recording).map(({ revision }) => revision));
}

/**
 * Replays families of one server in the order in which they were recorded.
 * `skips` names what is not even sent, because it changes the server itself.
 */
export async function replayKube(
  recordings: KubeRecording[],
  table: 'latest' | 'compat',
  skips: (recording: KubeRecording) => boolean,
): Promise<KubeOutcome[]> {
  const history = new History(recordings);
  const world = await ReplayWorld.start(table);
  const outcomes: KubeOutcome[] = [];
  let revision = 0;
  let now: number | undefined;
  try {
    for (const recording of recordings) {
      if (skips(recording)) {
        outcomes.push({ recording, differences: ['not sent'] });
        continue;
      }
      // field managers are sorted by whole seconds: keep those of the recorder
      const { writtenAt } = recording;
      if (now !== undefined && writtenAt > now) {
        await world.clock.advance(Math.min(writtenAt - now, 60_000));
      }
      now = Math.max(now ?? 0, writtenAt) || undefined;
      if (now !== undefined) world.ids.pairMoment(now, world.clock.now());
      const differences: string[] = [];
      try {
        prepare(recording, { world, history, revision });
      } catch (error) {
        differences.push(`not arranged: ${messageOf(error)}`);
      }
      try {
        differences.push(...(await replayOne(recording, world, history)));
      } catch (error) {
        differences.push(`no answer: ${messageOf(error)}`);
      }
      revision = Math.max(revision, highestRevision(recording));
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
