import {
  compareErrorBody,
  compareHeaders,
  compareStatusLine,
} from './compareExact';
import { compareShape } from './compareShape';
import { isObject, objectOf, parseJson } from './json';
import type { LiveKnowledge } from './liveKnowledge';
import type { OfficialSchema } from './officialSchema';
import { sourceOf } from './tolerances';
import type {
  Differences,
  Json,
  JsonObject,
  Recording,
  WireAnswer,
} from './types';

/** Collaborators of {@link compareAnswer}. */
export interface Knowledge {
  schema: OfficialSchema;
  live: LiveKnowledge;
}

/** Headers that every captured server sends alike. */
const constantHeaders = ['server', 'cache-control', 'pragma', 'content-type'];

/**
 * Compares a simulated answer with the recorded one, by the rules of the set
 * that the recording belongs to (see FIDELITY.md).
 */
export function compareAnswer(
  recording: Recording,
  answer: WireAnswer,
  knowledge: Knowledge,
): Differences {
  const head = recording.exact
    ? [
        ...compareStatusLine(recording, answer),
        ...compareHeaders(recording, answer),
      ]
    : [
        ...compareStatus(recording, answer),
        ...compareConstants(recording, answer),
      ];
  if (head.length > 0 && recording.answer.status !== answer.status) {
    const said = answer.text.slice(0, 200).trim();
    return [...head, ...(said === '' ? [] : [`simulator said ${said}`])];
  }
  return [...head, ...compareBody(recording, answer, knowledge)];
}

function compareStatus(recording: Recording, answer: WireAnswer): Differences {
  return recording.answer.status === answer.status
    ? []
    : [`status ${answer.status}, recorded ${recording.answer.status}`];
}

function compareConstants(
  recording: Recording,
  answer: WireAnswer,
): Differences {
  const recorded = recording.answer.headers;
  if (!recorded) return [];
  return constantHeaders
    .filter(name => name in recorded && recorded[name] !== answer.headers[name])
    .map(
      name =>
        `header ${name} "${answer.headers[name] ?? 'missing'}", recorded "${
          recorded[name]
        }"`,
    );
}

function isFailure(recording: Recording): boolean {
  const { status, body } = recording.answer;
  return status >= 400 || objectOf(body).success === 0;
}

function compareBody(
  recording: Recording,
  answer: WireAnswer,
  knowledge: Knowledge,
): Differences {
  const recorded = recording.answer.body;
  const simulated: Json = parseJson(answer.text) ?? answer.text;
  if (recording.answer.bodyLost) {
    return isObject(simulated) ? [] : ['body is no JSON object'];
  }
  if (isFailure(recording)) {
    return recording.exact
      ? compareErrorBody(recorded, simulated)
      : compareErrorShape(recorded, simulated);
  }
  if (!isObject(recorded)) {
    return typeof simulated === 'string' && simulated !== ''
      ? []
      : ['body is no text, recorded is one'];
  }
  if (!isObject(simulated)) return ['body is no JSON object'];
  return compareSuccess(recording, simulated, knowledge);
}

/** Older releases send no message; the `errors` map names the same fields. */
function compareErrorShape(recorded: Json, simulated: Json): Differences {
  if (!isObject(recorded)) {
    return simulated === '' ? [] : ['body is not empty, recorded is'];
  }
  if (!isObject(simulated)) return ['error body is no JSON object'];
  const fields = (body: JsonObject) =>
    Object.keys(objectOf(body.errors)).sort().join(', ');
  if (simulated.data !== null) return ['error body has no "data": null'];
  return fields(recorded) === fields(simulated)
    ? []
    : [
        `errors for ${fields(simulated) || 'nothing'}, recorded for ${fields(
          recorded,
        )}`,
      ];
}

function compareSuccess(
  recording: Recording,
  simulated: JsonObject,
  knowledge: Knowledge,
): Differences {
  const recorded = objectOf(recording.answer.body);
  const envelope = compareEnvelope(recorded, simulated, recording);
  const { method, path } = recording.request;
  const match = knowledge.schema.match(method, path);
  const call = `${method} ${match?.template ?? path}`;
  return [
    ...envelope,
    ...compareShape(recorded.data ?? null, simulated.data ?? null, {
      call,
      source: sourceOf(recording),
      schema: match?.method?.returns,
      knownKeys: knowledge.live.keys.get(call) ?? new Set(),
      knownContradictions: knowledge.live.contradictions.get(call) ?? new Set(),
    }),
  ];
}

/** Members beside `data`: `total`, `changes`, `success`. */
function compareEnvelope(
  recorded: JsonObject,
  simulated: JsonObject,
  recording: Recording,
): Differences {
  const expected = Object.keys(recorded).filter(key => key !== 'changes');
  const given = Object.keys(simulated).filter(key => key !== 'changes');
  const missing = expected.filter(key => !given.includes(key));
  const extra = recording.exact
    ? given.filter(key => !expected.includes(key))
    : [];
  return [
    ...missing.map(key => `answer lacks ${key} beside data`),
    ...extra.map(key => `answer has ${key} beside data, recorded has not`),
  ];
}
