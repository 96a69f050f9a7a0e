import { existsSync } from 'node:fs';
import { isObject } from '../../fidelity/json';
import type { Json, WireAnswer } from '../../fidelity/types';
import { KubeComparison } from './compareKube';
import { Correspondence } from './Correspondence';
import { kubeRecordingsPath, loadKubeRecordings } from './loadKubeRecordings';
import { scopeOf } from './scope';
import type { KubeRecording } from './types';

const isHere = existsSync(kubeRecordingsPath());
// In CI the recordings must be there: loadKubeRecordings() then says what is missing.
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;
const title = isHere
  ? 'sensitivity of the comparison with Kubernetes'
  : 'sensitivity of the comparison with Kubernetes (skipped: the shared recordings are not beside the repository)';

function textOf({ answer }: KubeRecording): string {
  const { body, bodyText, stream } = answer;
  if (stream) {
    return stream
      .map(({ line }) =>
        typeof line === 'string' ? line : `${JSON.stringify(line)}\n`,
      )
      .join('');
  }
  const shown = body ?? bodyText ?? '';
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

/** What the recorded server sent, with another body if wanted. */
function sent(recording: KubeRecording, text = textOf(recording)): WireAnswer {
  const headers: Record<string, string> = {};
  for (const [name, value] of recording.answer.headers) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const { status } = recording.answer;
  return { status, reason: '', headers, text, length: text.length };
}

function differences(recording: KubeRecording, given: WireAnswer): string[] {
  const comparison = new KubeComparison(recording, new Correspondence());
  const { stream } = recording.answer;
  if (stream)
    comparison.lines(
      stream.map(({ line }) => line),
      given,
    );
  else comparison.answer(given);
  return comparison.differences;
}

interface Wrong {
  /** The key whose value was changed or dropped. */
  key: string;
  body: Json;
}

/** Another value of the same type. */
function otherValue(value: Json): Json {
  if (typeof value === 'string') {
    return /^\d+$/.test(value) ? `${value}1` : `${value}-other`;
  }
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : 'other';
}

/** Bodies that are wrong in one place each. */
function wrongBodies(
  value: Json,
  spoil: 'changed' | 'dropped',
  key = '',
): Wrong[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      wrongBodies(item, spoil, key).map(wrong => ({
        key: wrong.key,
        body: value.map((each, at) => (at === index ? wrong.body : each)),
      })),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, child]) => {
      const { [name]: _dropped, ...rest } = value;
      const dropped = { key: name, body: rest };
      const inner = wrongBodies(child, spoil, name).map(wrong => ({
        key: wrong.key,
        body: { ...value, [name]: wrong.body },
      }));
      return spoil === 'dropped' ? [dropped, ...inner] : inner;
    });
  }
  return spoil === 'changed' ? [{ key, body: otherValue(value) }] : [];
}

describeIfHere(title, () => {
  const recordings = isHere
    ? loadKubeRecordings().filter(recording => !scopeOf(recording))
    : [];
  const nameOf = ({ family, id }: KubeRecording) => `${family}/${id}`;

  it('takes every recorded answer for a reproduction of itself', () => {
    const refused = recordings.flatMap(recording =>
      differences(recording, sent(recording)).map(
        line => `${nameOf(recording)}: ${line}`,
      ),
    );
    expect(recordings.length).toBeGreaterThan(400);
    expect(refused).toEqual([]);
  });

  it('refuses another status and another media type, always', () => {
    const accepted = recordings.filter(recording => {
      const answer = sent(recording);
      const headers = { ...answer.headers, 'content-type': 'text/html' };
      return [
        { ...answer, status: answer.status + 1 },
        { ...answer, headers },
      ].some(wrong => differences(recording, wrong).length === 0);
    });
    expect(accepted.map(nameOf)).toEqual([]);
  });

  it('refuses a watch with an event too few or in another order', () => {
    // several bookmarks in a row count as one: here are none of these
    const eventsOf = ({ answer }: KubeRecording) =>
      (answer.stream ?? []).filter(
        ({ line }) => isObject(line) && line.type !== 'BOOKMARK',
      );
    const watches = recordings.filter(
      recording => eventsOf(recording).length > 1,
    );
    const accepted = watches.filter(recording => {
      const lines = sent(recording).text.trimEnd().split('\n');
      const few = lines.slice(1);
      const turned = [...lines].reverse();
      return [few, turned].some(
        wrong =>
          differences(recording, sent(recording, `${wrong.join('\n')}\n`))
            .length === 0,
      );
    });
    expect(watches.length).toBeGreaterThan(5);
    expect(accepted.map(nameOf)).toEqual([]);
  });

  /** Whole bodies; of discovery more than what was recorded is allowed. */
  const whole = recordings.filter(
    ({ family, answer }) =>
      isObject(answer.body) && !answer.bodyTrimmed && family !== 'discovery',
  );

  /** The keys at which a wrong body was taken for right. */
  function acceptedKeys(spoil: 'changed' | 'dropped'): string[] {
    const keys = new Set<string>();
    for (const recording of whole) {
      for (const wrong of wrongBodies(recording.answer.body ?? null, spoil)) {
        const text = JSON.stringify(wrong.body);
        const found = differences(recording, sent(recording, text));
        if (found.length === 0) keys.add(wrong.key);
      }
    }
    return [...keys].sort();
  }

  it('refuses a body in which any one key is missing', () => {
    expect(acceptedKeys('dropped')).toEqual([]);
  }, 60_000);

  it('refuses any other value but those that differ in each run', () => {
    expect(acceptedKeys('changed')).toEqual(
      [
        // tokens, present on both sides
        'continue',
        // prose about a column of a table
        'description',
        // free, but from then on they must stay the same
        'resourceVersion',
        'uid',
        // removed by the recorder
        'token',
      ].sort(),
    );
  }, 60_000);
});
