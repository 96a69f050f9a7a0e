import { isObject, parseJson, textOf } from './json';
import { parseTarget } from './requestTarget';
import type {
  Credentials,
  Json,
  JsonObject,
  RecordedBody,
  Recording,
} from './types';

/** Kinds of refused tokens, told by a word of the recorder's label. */
const badTokens: [
  RegExp,
  Extract<Credentials, { kind: 'bad-token' }>['form'],
][] = [
  [/secret/, 'secret'],
  [/expired/, 'expired'],
  [/malformed/, 'malformed'],
  [/realm/, 'no-realm'],
  [/user/, 'unknown-user'],
  [/./, 'unknown'],
];

/**
 * The recorder keeps the kind of credentials only. Which wrong ones were sent
 * is told by the answer (401) and by the recorder's label.
 */
function credentialsOf(
  auth: string,
  refusal: string,
  label: string,
): Credentials {
  const refused = refusal.startsWith('401 ');
  if (auth === 'none') return { kind: 'none' };
  if (auth === 'token') {
    if (!refused) return { kind: 'token' };
    const [, form] =
      badTokens.find(([word]) => word.test(label)) ?? badTokens[0];
    return { kind: 'bad-token', form };
  }
  if (auth === 'ticket with CSRF token') {
    return { kind: 'ticket', csrf: /csrf/.test(refusal) ? 'wrong' : 'right' };
  }
  if (auth === 'ticket without CSRF token') {
    if (!refused || /csrf/.test(refusal)) {
      return { kind: 'ticket', csrf: 'missing' };
    }
    const form = /malformed/.test(label) ? 'malformed' : 'expired';
    return { kind: 'bad-ticket', form };
  }
  return { kind: 'bearer' };
}

/** Content types are not recorded; the body or the refusal tells them. */
function bodyOf(text: string, refusal: string): RecordedBody {
  const refusedType = /Content-Type '(.+)' not implemented/.exec(refusal);
  if (refusedType) return { contentType: refusedType[1], text };
  if (text.startsWith('--')) {
    const boundary = text.slice(2, text.indexOf('\r\n'));
    return { contentType: `multipart/form-data; boundary=${boundary}`, text };
  }
  if (text.startsWith('{')) return { contentType: 'application/json', text };
  return { contentType: 'application/x-www-form-urlencoded', text };
}

function headersOf(value: Json | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isObject(value)) return headers;
  for (const [name, text] of Object.entries(value)) {
    headers[name.toLowerCase()] = textOf(text) ?? '';
  }
  return headers;
}

function answerBody(raw: Json | undefined): Json {
  if (typeof raw !== 'string') return raw ?? '';
  const parsed = parseJson(raw);
  return isObject(parsed) ? parsed : raw;
}

/** Reads one entry of `pve-9.1-code`: statusLine, headers and body as seen. */
export function normaliseExact(
  entry: JsonObject,
  place: { id: string; file: string; index: number },
): Recording {
  const label = textOf(entry.name) ?? '';
  const statusLine = textOf(entry.statusLine) ?? '';
  const refusal = statusLine.replace(/^HTTP\/1\.1 /, '');
  const status = Number(/^(\d+)/.exec(refusal)?.[1] ?? 0);
  const headers = headersOf(entry.headers);
  const target = textOf(entry.path) ?? '';
  const sent = textOf(entry.requestBody);
  const gzip = headers['content-encoding'] === 'gzip';
  return {
    id: `${place.id} ${label}`,
    set: 'pve-9.1-code',
    file: place.file,
    index: place.index,
    label,
    session: place.id,
    exact: true,
    handWritten: false,
    majorVersion: 9,
    request: {
      method: textOf(entry.method) ?? 'GET',
      ...parseTarget(target),
      body: sent === undefined ? undefined : bodyOf(sent, refusal),
      bodyUnknown: false,
      credentials: credentialsOf(textOf(entry.auth) ?? '', refusal, label),
      acceptGzip: gzip,
    },
    answer: {
      status,
      reason: refusal.replace(/^\d+ ?/, ''),
      headers,
      body: gzip ? '' : answerBody(entry.body),
      bodyLost: gzip,
    },
  };
}
