import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareAnswer, Knowledge } from './compareAnswer';
import { pveFolderPath } from './findPveFolder';
import { isObject, objectOf } from './json';
import { liveKnowledge } from './liveKnowledge';
import { loadRecordings } from './loadRecordings';
import { OfficialSchema } from './officialSchema';
import { stateKeys } from './tolerances';
import type { Json, JsonObject, Recording, WireAnswer } from './types';

const pveFolder = pveFolderPath();
const isHere = existsSync(join(pveFolder, 'recordings'));
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;
const title = isHere
  ? 'sensitivity of the comparison'
  : 'sensitivity of the comparison (skipped: the shared recordings are not beside the repository)';

/** What the recorded server sent, with another body if wanted. */
function sent(recording: Recording, body = recording.answer.body): WireAnswer {
  const plain = typeof body === 'string' ? body : JSON.stringify(body);
  // the one name that changed since and that the comparison translates
  const text =
    recording.majorVersion < 9
      ? plain.replace(/"type":"sdn"/g, '"type":"network"')
      : plain;
  const { status, reason = '', headers = {} } = recording.answer;
  const length = String(Buffer.byteLength(text));
  return {
    status,
    reason,
    headers:
      'content-length' in headers
        ? { ...headers, 'content-length': length }
        : headers,
    text,
    length: Number(length),
  };
}

/** A value of another JSON type. */
function otherType(value: Json): Json {
  if (typeof value === 'string') return { not: 'text' };
  return Array.isArray(value) ? 5 : 'text';
}

const rowsOf = (data: Json): JsonObject[] =>
  Array.isArray(data) ? data.filter(isObject) : [objectOf(data)];

const mapRows = (data: Json, change: (row: JsonObject) => JsonObject): Json =>
  Array.isArray(data)
    ? data.map(row => (isObject(row) ? change(row) : row))
    : change(objectOf(data));

/** Wrong handlers: answers with one key dropped, or of another type. */
function wrongAnswers(data: Json): { what: string; key: string; data: Json }[] {
  const keys = new Set(rowsOf(data).flatMap(Object.keys));
  return [...keys].flatMap(key => [
    {
      what: 'dropped',
      key,
      data: mapRows(data, ({ [key]: _dropped, ...rest }) => rest),
    },
    {
      what: 'retyped',
      key,
      data: mapRows(data, row =>
        key in row ? { ...row, [key]: otherType(row[key]) } : row,
      ),
    },
  ]);
}

describeIfHere(title, () => {
  const recordings = isHere
    ? loadRecordings(join(pveFolder, 'recordings'))
    : [];
  const knowledge = (): Knowledge => {
    const schema = OfficialSchema.load(join(pveFolder, 'api-schema.json'));
    return { schema, live: liveKnowledge(recordings, schema) };
  };
  const captured = recordings.filter(
    ({ handWritten, answer }) =>
      !handWritten && answer.status !== 0 && !answer.bodyLost,
  );

  it('takes every captured answer for a reproduction of itself', () => {
    const known = knowledge();
    const refused = captured
      .map(recording => ({
        id: recording.id,
        differences: compareAnswer(recording, sent(recording), known),
      }))
      .filter(({ differences }) => differences.length > 0);
    expect(captured.length).toBeGreaterThan(600);
    expect(refused).toEqual([]);
  });

  it('refuses another status and another container, always', () => {
    const known = knowledge();
    const accepted = captured.filter(recording => {
      const { body, status } = recording.answer;
      const answer = sent(recording);
      const isSuccess = status === 200 && isObject(body);
      const data = isObject(body) ? body.data : null;
      const other = {
        ...objectOf(body),
        data: data === null ? [{ a: 1 }] : null,
      };
      return (
        compareAnswer(recording, { ...answer, status: status + 1 }, known)
          .length === 0 ||
        (isSuccess &&
          compareAnswer(recording, sent(recording, other), known).length === 0)
      );
    });
    expect(accepted.map(({ id }) => id)).toEqual([]);
  });

  it('refuses nearly every wrong type and missing key of a 9.x answer', () => {
    const known = knowledge();
    const count = { dropped: [0, 0], retyped: [0, 0] };
    for (const recording of captured) {
      const { body, status } = recording.answer;
      const isMeasured =
        recording.majorVersion >= 9 && status === 200 && isObject(body);
      if (!isMeasured) continue;
      for (const wrong of wrongAnswers(body.data ?? null)) {
        if (stateKeys.has(wrong.key)) continue;
        const answer = sent(recording, { ...body, data: wrong.data });
        const tally = wrong.what === 'dropped' ? count.dropped : count.retyped;
        tally[0] += 1;
        if (compareAnswer(recording, answer, known).length > 0) tally[1] += 1;
      }
    }
    const share = ([all, found]: number[]) => found / all;
    expect(count.dropped[0]).toBeGreaterThan(1500);
    expect(share(count.dropped)).toBeGreaterThan(0.95);
    expect(share(count.retyped)).toBeGreaterThan(0.95);
  });
});
