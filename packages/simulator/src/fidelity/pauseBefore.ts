import { objectOf } from './json';
import type { Recording } from './types';

/** What a client needs between two different requests. */
const stepMs = 2_000;
/** A client that asks the same again has waited for something. */
const pollMs = 10_000;
/** Longer than any task of a recorded story took. */
const taskMs = 15_000;

/**
 * Time to pass before a request of a story. It is not recorded, but the answer
 * tells: a task still runs, or has ended, or something is waited for.
 *
 * @returns milliseconds
 */
export function pauseBefore(recording: Recording, previous: Recording): number {
  const { request, answer } = recording;
  const data = objectOf(objectOf(answer.body).data);
  if ('upid' in data) return data.status === 'running' ? 0 : taskMs;
  const isSame =
    request.method === 'GET' && request.target === previous.request.target;
  return isSame ? pollMs : stepMs;
}
