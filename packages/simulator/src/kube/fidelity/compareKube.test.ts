import type { Json, WireAnswer } from '../../fidelity/types';
import { KubeComparison } from './compareKube';
import { Correspondence } from './Correspondence';
import type { KubeRecording } from './types';

const uid = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

function pool(name: string, id: string, revision: string): Json {
  return {
    kind: 'GlobalInClusterIPPool',
    metadata: {
      name,
      uid: id,
      resourceVersion: revision,
      creationTimestamp: '2026-11-21T22:48:19Z',
    },
    spec: { prefix: 24 },
  };
}

function recording(body: Json, headers: [string, string][] = []) {
  return {
    family: 'get',
    index: 0,
    id: 'one',
    at: 0,
    writtenAt: 0,
    request: { method: 'GET', path: '/api/v1/things/one', headers: [] },
    answer: {
      status: 200,
      headers: [['Content-Type', 'application/json'], ...headers],
      body,
    },
  } satisfies KubeRecording as KubeRecording;
}

function answer(body: Json, status = 200): WireAnswer {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  return { status, reason: 'OK', headers, text, length: text.length };
}

describe('comparison with a recorded answer of Kubernetes', () => {
  const ids = new Correspondence();
  const differences = (recorded: KubeRecording, given: WireAnswer) => {
    const comparison = new KubeComparison(recorded, ids);
    comparison.answer(given);
    return comparison.differences;
  };

  it('takes another uid, revision and moment for the same object', () => {
    const recorded = recording(pool('a', uid(1), '433'));
    const given = JSON.parse(
      JSON.stringify(pool('a', uid(7), '512')).replace('22:48:19', '01:02:03'),
    );
    expect(differences(recorded, answer(given))).toEqual([]);
  });

  it('notices that the same object has become another one', () => {
    const recorded = recording(pool('a', uid(1), '433'));
    const other = answer(pool('a', uid(8), '513'));
    expect(differences(recorded, other)).toEqual([
      expect.stringContaining('uid is another object'),
      expect.stringContaining('433 was 512 before'),
    ]);
  });

  it.each<[string, WireAnswer]>([
    ['another status', answer(pool('a', uid(7), '512'), 404)],
    ['another name', answer(pool('b', uid(7), '512'))],
    ['a field too few', answer({ kind: 'GlobalInClusterIPPool' })],
  ])('notices %s', (_what, given) => {
    const recorded = recording(pool('a', uid(1), '433'));
    expect(differences(recorded, given)).not.toEqual([]);
  });

  it('notices a missing warning', () => {
    const warned = recording({}, [['Warning', '299 - "unknown field"']]);
    expect(differences(warned, answer({}))).toEqual([
      expect.stringContaining('header warning'),
    ]);
  });

  it('notices an event that is missing from a watch', () => {
    const line = { type: 'ADDED', object: pool('w', uid(2), '500') };
    const comparison = new KubeComparison(recording(null), ids);
    const given = { ...answer(null), text: `${JSON.stringify(line)}\n` };
    comparison.lines([line, { ...line, type: 'DELETED' }], given);
    expect(comparison.differences).toEqual([
      expect.stringContaining('stream length 2/1'),
    ]);
  });

  it('notices another revision in a message that quotes the object', () => {
    const known = new Correspondence();
    known.pairRevision(484, 502);
    const quoted = (revision: string) => ({
      message: `wrong: "{\\"resourceVersion\\":\\"${revision}\\"}"`,
    });
    const compared = (revision: string) => {
      const comparison = new KubeComparison(recording(quoted('484')), known);
      comparison.answer(answer(quoted(revision)));
      return comparison.differences;
    };
    expect(compared('502')).toEqual([]);
    expect(compared('503')).toEqual([expect.stringContaining('message')]);
  });

  it('takes a generated name for the same one from then on', () => {
    const known = new Correspondence();
    const created = (name: string) => ({ metadata: { name } });
    const recorded = recording(created('gen-aaaaa'));
    recorded.request.body = { metadata: { generateName: 'gen-' } };
    const first = new KubeComparison(recorded, known);
    first.answer(answer(created('gen-bbbbb')));
    expect(first.differences).toEqual([]);
    const later = new KubeComparison(recording(created('gen-aaaaa')), known);
    later.answer(answer(created('gen-ccccc')));
    expect(later.differences).toEqual([expect.stringContaining('name')]);
  });

  it('notices a watch that outlives its server', () => {
    const recorded = recording(null);
    recorded.answer.endedAtSeconds = 61;
    const comparison = new KubeComparison(recorded, new Correspondence());
    comparison.end(62);
    expect(comparison.differences).toEqual([]);
    comparison.end(150);
    expect(comparison.differences).toEqual([
      'end: simulated 150 s / recorded 61 s',
    ]);
  });
});
