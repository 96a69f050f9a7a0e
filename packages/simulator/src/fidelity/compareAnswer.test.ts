import { compareAnswer } from './compareAnswer';
import { OfficialSchema } from './officialSchema';
import { recordingOf, wireAnswer } from './testRecordings';

const knowledge = {
  schema: OfficialSchema.from({
    '/version': {
      GET: {
        returns: {
          type: 'object',
          properties: { version: { type: 'string' } },
        },
      },
    },
  }),
  live: { keys: new Map(), contradictions: new Map() },
};
const good = { data: { version: '9.1.7' } };
const said = (body: unknown, status = 200) =>
  wireAnswer({ status, text: JSON.stringify(body) });

describe('compareAnswer', () => {
  it('compares a success of a captured server by shape', () => {
    const recording = recordingOf({ exact: false, answer: { body: good } });
    expect(
      compareAnswer(recording, said({ data: { version: '9.2.4' } }), knowledge),
    ).toEqual([]);
    expect(
      compareAnswer(recording, said({ data: { version: 9 } }), knowledge),
    ).not.toEqual([]);
    expect(compareAnswer(recording, said({ data: {} }), knowledge)).not.toEqual(
      [],
    );
    expect(
      compareAnswer(recording, said({ data: null }), knowledge),
    ).not.toEqual([]);
  });

  it('refuses another status first, and tells what was said', () => {
    const recording = recordingOf({ exact: false, answer: { body: good } });
    const lines = compareAnswer(
      recording,
      said({ message: 'nope' }, 501),
      knowledge,
    );
    expect(lines.join()).toContain('status 501, recorded 200');
    expect(lines.join()).toContain('nope');
  });

  it('wants total beside data where it was recorded', () => {
    const recording = recordingOf({
      exact: false,
      answer: { body: { ...good, total: 1 } },
    });
    expect(compareAnswer(recording, said(good), knowledge).join()).toContain(
      'total',
    );
    expect(
      compareAnswer(recording, said({ ...good, total: 5 }), knowledge),
    ).toEqual([]);
  });

  it('compares errors of older releases by the fields they complain about', () => {
    const recording = recordingOf({
      exact: false,
      answer: {
        status: 400,
        body: { data: null, errors: { vmid: 'old text' } },
      },
    });
    const same = { data: null, message: 'x', errors: { vmid: 'new text' } };
    const other = { data: null, errors: { name: 'new text' } };
    expect(compareAnswer(recording, said(same, 400), knowledge)).toEqual([]);
    expect(compareAnswer(recording, said(other, 400), knowledge)).not.toEqual(
      [],
    );
  });

  it('compares errors of the exact set to the letter', () => {
    const body = { data: null, message: 'a\n' };
    const recording = recordingOf({
      answer: { status: 500, reason: 'a', body },
    });
    const answer = wireAnswer({
      status: 500,
      reason: 'a',
      text: JSON.stringify(body),
    });
    expect(compareAnswer(recording, answer, knowledge)).toEqual([]);
    const wrong = {
      ...answer,
      text: JSON.stringify({ ...body, message: 'b\n' }),
    };
    expect(compareAnswer(recording, wrong, knowledge)).not.toEqual([]);
  });

  it('compares the headers that every captured server sends', () => {
    const headers = { server: 'pve-api-daemon/3.0', date: 'then' };
    const recording = recordingOf({
      exact: false,
      answer: { body: good, headers },
    });
    const answer = said(good);
    expect(compareAnswer(recording, answer, knowledge).join()).toContain(
      'server',
    );
    const named = { ...answer, headers: { server: 'pve-api-daemon/3.0' } };
    expect(compareAnswer(recording, named, knowledge)).toEqual([]);
  });
});
