import { OfficialSchema } from './officialSchema';
import { outOfScope, scopeRules } from './scope';
import { recordingOf } from './testRecordings';
import type { Recording } from './types';

const schema = OfficialSchema.from({
  '/pools/{poolid}': {
    DELETE: { returns: { type: 'null' } },
    PUT: { returns: { type: 'string' } },
  },
  '/access/users/{userid}': {
    GET: {
      parameters: { properties: { userid: { type: 'string' } } },
      returns: { type: 'object' },
    },
  },
  '/cluster/old': { GET: { returns: { type: 'array' } } },
});
const knowledge = {
  schema,
  live: { keys: new Map(), contradictions: new Map() },
};
const rules = scopeRules({
  old: { reason: 'nobody reads it', call: /^\w+ \/cluster\/old/ },
});
const ruleOf = (recording: Recording) =>
  outOfScope(recording, rules, knowledge)?.name;

describe('scope', () => {
  it('takes what a real server answered, right or wrong', () => {
    const captured = recordingOf({
      request: { method: 'DELETE', path: '/pools/p' },
      answer: { body: { data: 'a text where the schema has null' } },
    });
    expect(ruleOf(captured)).toBeUndefined();
  });

  it('leaves out mocks that contradict the schema', () => {
    const request = { method: 'DELETE', path: '/pools/p' };
    const wrong = {
      handWritten: true,
      request,
      answer: { body: { data: 'done' } },
    };
    const right = {
      handWritten: true,
      request,
      answer: { body: { data: null } },
    };
    expect(ruleOf(recordingOf(wrong))).toBe(
      'hand-written-answer-contradicts-schema',
    );
    expect(ruleOf(recordingOf(right))).toBeUndefined();
  });

  it('leaves out mocks of requests that a server would refuse', () => {
    const mock = (path: string) =>
      recordingOf({
        handWritten: true,
        request: { path },
        answer: { body: { data: {} } },
      });
    expect(ruleOf(mock('/access/users/nobody'))).toBe(
      'hand-written-request-refused',
    );
    expect(ruleOf(mock('/access/users/root@pam'))).toBeUndefined();
  });

  it('leaves out containers that changed since an old release', () => {
    const old = recordingOf({
      majorVersion: 6,
      request: { method: 'PUT', path: '/pools/p' },
      answer: { body: { data: null } },
    });
    expect(ruleOf(old)).toBe('changed-since');
  });

  it('leaves out whole areas, and recordings without an answer', () => {
    expect(ruleOf(recordingOf({ request: { path: '/cluster/old' } }))).toBe(
      'old',
    );
    expect(ruleOf(recordingOf({ answer: { status: 0 } }))).toBe('no-answer');
  });
});
