import { isObject } from './json';
import type { Differences, Json, Recording, WireAnswer } from './types';

/** Headers that the recorder kept; one that it lacks must be absent. */
const trackedHeaders = [
  'connection',
  'content-type',
  'content-length',
  'content-encoding',
] as const;

/** Recorders replaced secrets by this word; it stands for any text. */
const redacted = /REDACTED/;

/** Deep equality in which a redacted text matches any text. */
export function sameJson(recorded: Json, simulated: Json): boolean {
  if (typeof recorded === 'string' && redacted.test(recorded)) {
    return typeof simulated === 'string';
  }
  if (Array.isArray(recorded)) {
    return (
      Array.isArray(simulated) &&
      recorded.length === simulated.length &&
      recorded.every((item, index) => sameJson(item, simulated[index]))
    );
  }
  if (isObject(recorded)) {
    if (!isObject(simulated)) return false;
    const keys = Object.keys(recorded);
    return (
      keys.length === Object.keys(simulated).length &&
      keys.every(
        key => key in simulated && sameJson(recorded[key], simulated[key]),
      )
    );
  }
  return recorded === simulated;
}

/** Status code and reason phrase. */
export function compareStatusLine(
  recording: Recording,
  answer: WireAnswer,
): Differences {
  const { status, reason } = recording.answer;
  const expected = `${status} ${reason ?? ''}`.trim();
  const given = `${answer.status} ${
    reason === undefined ? '' : answer.reason
  }`.trim();
  return expected === given
    ? []
    : [`status "${given}", recorded "${expected}"`];
}

/**
 * Headers of an exact recording. The value of Content-Length follows from the
 * body (ids and dates differ in length), so it must be there and be true.
 */
export function compareHeaders(
  recording: Recording,
  answer: WireAnswer,
): Differences {
  const recorded = recording.answer.headers ?? {};
  return trackedHeaders.flatMap(name => {
    const expected: string | undefined = recorded[name];
    const given: string | undefined = answer.headers[name];
    if (name === 'content-length' && expected !== undefined) {
      return given === String(answer.length)
        ? []
        : [`content-length ${given ?? 'missing'} for ${answer.length} bytes`];
    }
    return expected === given
      ? []
      : [
          `header ${name} "${given ?? 'missing'}", recorded "${
            expected ?? 'none'
          }"`,
        ];
  });
}

/** The whole body of an error, texts with ids included. */
export function compareErrorBody(recorded: Json, simulated: Json): Differences {
  return sameJson(recorded, simulated)
    ? []
    : [
        `body ${JSON.stringify(simulated)}, recorded ${JSON.stringify(
          recorded,
        )}`,
      ];
}
