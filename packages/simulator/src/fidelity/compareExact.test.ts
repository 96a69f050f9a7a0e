import {
  compareErrorBody,
  compareHeaders,
  compareStatusLine,
  sameJson,
} from './compareExact';
import { recordingOf, wireAnswer } from './testRecordings';

describe('compareExact', () => {
  it('compares status code and reason phrase', () => {
    const recording = recordingOf({
      answer: { status: 500, reason: 'VM 1 not running' },
    });
    const answer = wireAnswer({ status: 500, reason: 'VM 1 not running' });
    expect(compareStatusLine(recording, answer)).toEqual([]);
    expect(
      compareStatusLine(recording, { ...answer, status: 400 }),
    ).toHaveLength(1);
    expect(
      compareStatusLine(recording, { ...answer, reason: 'VM 2 not running' }),
    ).toHaveLength(1);
  });

  it('wants the recorded headers and no other of those that are tracked', () => {
    const recording = recordingOf({
      answer: { headers: { connection: 'close', 'content-length': '12' } },
    });
    const headers = {
      connection: 'close',
      'content-length': '13',
      date: 'today',
    };
    const answer = wireAnswer({ headers, length: 13 });
    expect(compareHeaders(recording, answer)).toEqual([]);
    expect(compareHeaders(recording, { ...answer, length: 14 })).toHaveLength(
      1,
    );
    const typed = {
      ...answer,
      headers: { ...headers, 'content-type': 'text/html' },
    };
    expect(compareHeaders(recording, typed)).toHaveLength(1);
  });

  it('compares error bodies to the letter, whatever the order of keys', () => {
    const body = { data: null, errors: { vmid: 'wrong' } };
    expect(
      compareErrorBody(body, { errors: { vmid: 'wrong' }, data: null }),
    ).toEqual([]);
    expect(
      compareErrorBody(body, { data: null, errors: { vmid: 'Wrong' } }),
    ).toHaveLength(1);
    expect(compareErrorBody(body, { data: null })).toHaveLength(1);
    expect(compareErrorBody(body, { ...body, message: 'x' })).toHaveLength(1);
  });

  it('lets a removed secret stand for any text, but for text', () => {
    expect(sameJson({ ticket: 'REDACTED' }, { ticket: 'PVE:x' })).toBe(true);
    expect(sameJson({ ticket: 'REDACTED' }, { ticket: 1 })).toBe(false);
  });
});
