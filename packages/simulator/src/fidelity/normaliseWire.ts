import { isObject, objectOf, parseJson, textOf } from './json';
import { formatPairs, parseTarget } from './requestTarget';
import type {
  Credentials,
  Json,
  JsonObject,
  RecordedBody,
  RecordedRequest,
  Recording,
  RecordingSet,
} from './types';

/** Where an entry stands and what its set says about all of its entries. */
export interface WirePlace {
  id: string;
  set: RecordingSet;
  file: string;
  index: number;
  session: string;
  majorVersion: number;
  handWritten: boolean;
}

const formType = 'application/x-www-form-urlencoded';

/** Mocks write paths and values as regular expressions: `a\.b`, `[a-z]+`. */
function unescapePattern(text: string): string {
  return text.replace(/\\+([.])/g, '$1').replace(/^\[a-z\]\+$/, 'snapshot');
}

function queryOf(query: Json | undefined): string {
  if (typeof query === 'string') return query;
  if (!isObject(query)) return '';
  return formatPairs(
    Object.entries(query).map(([key, value]) => [
      key,
      unescapePattern(textOf(value) ?? ''),
    ]),
  );
}

function bodyOf(entry: JsonObject): RecordedBody | undefined {
  const contentType = textOf(entry.contentType) ?? formType;
  const { form } = entry;
  if (typeof form === 'string') return { contentType: formType, text: form };
  if (isObject(form)) {
    const pairs = Object.entries(form).map(([key, value]): [string, string] => [
      key,
      textOf(value) ?? '',
    ]);
    return { contentType: formType, text: formatPairs(pairs) };
  }
  if (contentType.startsWith('multipart/')) return { contentType, text: '' };
  return undefined;
}

/** The token name in a UPID of the answer tells that a token was used. */
function credentialsOf(entry: JsonObject, path: string): Credentials {
  const status = Number(textOf(entry.status) ?? 200);
  const reason = textOf(entry.reason) ?? '';
  if (status === 401 && /token/.test(reason)) {
    return { kind: 'bad-token', form: 'secret' };
  }
  if (path === '/access/ticket') return { kind: 'none' };
  const token = /:root@pam!([\w.-]+):/.exec(JSON.stringify(entry));
  if (token) return { kind: 'token', tokenId: token[1] };
  return { kind: 'ticket', csrf: 'right' };
}

function requestOf(entry: JsonObject, place: WirePlace): RecordedRequest {
  const method = textOf(entry.method) ?? 'GET';
  const query = queryOf(entry.query);
  const raw = (textOf(entry.path) ?? '/').replace(/\?$/, '');
  const pathAndQuery =
    unescapePattern(raw) +
    (query === '' ? '' : `${raw.includes('?') ? '&' : '?'}${query}`);
  const target = `/api2/json${pathAndQuery}`;
  const parts = parseTarget(target);
  const body = bodyOf(entry);
  return {
    method,
    ...parts,
    body,
    bodyUnknown:
      place.handWritten ||
      (body?.contentType.startsWith('multipart/') ?? false),
    credentials: credentialsOf(entry, parts.path),
    acceptGzip: false,
  };
}

function headersOf(
  value: Json | undefined,
): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(objectOf(value))) {
    headers[name.toLowerCase()] = textOf(text) ?? '';
  }
  return headers;
}

/** Answers that are no text were kept as base64. */
function answerBody(raw: Json | undefined): Json {
  if (typeof raw !== 'string' || raw === '') return raw ?? '';
  const decoded = parseJson(Buffer.from(raw, 'base64').toString('utf8'));
  return isObject(decoded) ? decoded : raw;
}

/**
 * Reads one entry of the sets that record `{method, path, query?, form?,
 * status, reason?, headers?, body}` (proxmox-go-sdk, fog-proxmox, go-proxmox)
 * or only `{method, path, data}` (ansible).
 */
export function normaliseWire(entry: JsonObject, place: WirePlace): Recording {
  const label = textOf(entry.cassette) ?? textOf(entry.file) ?? '';
  const body: Json =
    'data' in entry ? { data: entry.data } : answerBody(entry.body);
  return {
    id: place.id,
    set: place.set,
    file: place.file,
    index: place.index,
    label,
    session: place.session,
    exact: false,
    handWritten: place.handWritten,
    majorVersion: place.majorVersion,
    request: requestOf(entry, place),
    answer: {
      status: Number(textOf(entry.status) ?? 200),
      reason: textOf(entry.reason),
      headers: headersOf(entry.headers),
      body,
      bodyLost: false,
    },
  };
}
