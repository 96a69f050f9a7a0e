import type { Place, ShapeContext, Values } from './compareShape';
import type { Differences, Json } from './types';

const upidPattern =
  /^UPID:([^:]+):[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:([^:]+):([^:]*):([^:]+):$/;

/** Node, worker type and object of a task id. */
function taskOf(upid: Json): string {
  const match = upidPattern.exec(String(upid));
  return match ? `${match[2]} of '${match[3]}' on ${match[1]}` : 'no task id';
}

/** A task id must be one, and stand for the recorded kind of work. */
export function compareTaskIds(
  { recorded, simulated }: Values,
  place: Place,
  context: ShapeContext,
): Differences {
  const [first] = recorded;
  if (typeof first !== 'string' || !first.startsWith('UPID:')) return [];
  if (!simulated.every(value => upidPattern.test(String(value)))) {
    return [`${place.at} is no task id: ${String(simulated[0])}`];
  }
  // lists show tasks of any kind, and mocks invent kinds
  if (context.source === 'mock' || place.at !== 'data') return [];
  const [expected] = recorded.map(taskOf);
  const [given] = simulated.map(taskOf);
  return expected === given
    ? []
    : [`${place.at} is a task ${given}, recorded is ${expected}`];
}
