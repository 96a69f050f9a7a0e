import { normaliseExact } from './normaliseExact';
import type { JsonObject } from './types';

function normalise(entry: JsonObject) {
  return normaliseExact(
    { method: 'GET', path: '/api2/json/version', headers: {}, ...entry },
    { id: 'pve-9.1-code/x.json#0', file: 'x.json', index: 0 },
  );
}

describe('normaliseExact', () => {
  it('takes the status line apart and keeps a reason with colons', () => {
    const { answer } = normalise({
      statusLine:
        'HTTP/1.1 500 unable to create VM 1: config file already exists',
      body: { data: null },
    });
    expect(answer.status).toBe(500);
    expect(answer.reason).toBe(
      'unable to create VM 1: config file already exists',
    );
  });

  it.each([
    ['none', '401 No ticket', '', { kind: 'none' }],
    ['token', '200 OK', '', { kind: 'token' }],
    [
      'token',
      '401 Authentication failed!',
      'auth-expired-token',
      { kind: 'bad-token', form: 'expired' },
    ],
    [
      'token',
      '401 Authentication failed!',
      'auth-token-no-at-realm',
      { kind: 'bad-token', form: 'no-realm' },
    ],
    ['ticket with CSRF token', '200 OK', '', { kind: 'ticket', csrf: 'right' }],
    [
      'ticket with CSRF token',
      '401 Permission denied - invalid csrf token',
      '',
      { kind: 'ticket', csrf: 'wrong' },
    ],
    [
      'ticket without CSRF token',
      '401 Permission denied - invalid csrf token',
      '',
      { kind: 'ticket', csrf: 'missing' },
    ],
    [
      'ticket without CSRF token',
      '401 Authentication failed!',
      'auth-malformed-ticket',
      { kind: 'bad-ticket', form: 'malformed' },
    ],
    ['other Authorization', '401 No ticket', '', { kind: 'bearer' }],
  ])('tells the credentials of "%s" answered with %s', (...example) => {
    const [auth, line, name, expected] = example;
    const { request } = normalise({
      auth,
      name,
      statusLine: `HTTP/1.1 ${line}`,
    });
    expect(request.credentials).toEqual(expected);
  });

  it('finds the content type in the refusal, the boundary or the body', () => {
    const plain = normalise({
      requestBody: 'poolid=p',
      statusLine:
        "HTTP/1.1 506 upload 'Content-Type 'text/plain' not implemented",
    });
    const upload = normalise({
      requestBody: '--XY\r\nrest',
      statusLine: 'HTTP/1.1 200 OK',
    });
    const json = normalise({
      requestBody: '{"a":1}',
      statusLine: 'HTTP/1.1 200 OK',
    });
    const form = normalise({
      requestBody: 'a=1',
      statusLine: 'HTTP/1.1 200 OK',
    });
    expect(plain.request.body?.contentType).toBe('text/plain');
    expect(upload.request.body?.contentType).toBe(
      'multipart/form-data; boundary=XY',
    );
    expect(json.request.body?.contentType).toBe('application/json');
    expect(form.request.body?.contentType).toBe(
      'application/x-www-form-urlencoded',
    );
  });

  it('knows that a compressed body is lost', () => {
    const { answer, request } = normalise({
      statusLine: 'HTTP/1.1 200 OK',
      headers: { 'Content-Encoding': 'gzip' },
      body: 'not text',
    });
    expect(answer.bodyLost).toBe(true);
    expect(request.acceptGzip).toBe(true);
  });
});
