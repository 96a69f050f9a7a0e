import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeWith, sharedFolder } from '../../__testUtils__/sharedData';

/** One recorded exchange with a real server, whatever format it was kept in. */
export interface Recording {
  /** Folder and file. */
  file: string;
  method: string;
  /** Below `/api2/json`, without the query. */
  path: string;
  query: string;
  status: number;
  reason: string;
  /** `undefined` where the body was not JSON. */
  data: unknown;
  body: string;
}

const recordingsFolder = () => sharedFolder('pve', 'recordings');

/** `describe` where the recordings are there or must be (in CI), else `describe.skip`. */
export function describeWithRecordings(): jest.Describe {
  return describeWith(recordingsFolder());
}

/** All recordings; throws where there are none. */
export function loadRecordings(): Recording[] {
  const folder = recordingsFolder();
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .sort()
    .flatMap(name => {
      const file = relative(folder, join(folder, name));
      const content = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const entries = Array.isArray(content)
        ? content
        : [withPath(content, file)];
      return entries.map((entry: unknown) => toRecording(entry, file));
    });
}

/** Some sets are one answer per file, which is named after the call. */
function withPath(content: object, file: string) {
  const path = /cluster-resources/.test(file)
    ? '/cluster/resources'
    : `/${file}`;
  return { method: 'GET', path, status: 200, body: content };
}

function toRecording(entry: unknown, file: string): Recording {
  const { method, path, query, status, reason, statusLine, body, data } =
    Object(entry);
  const [, code, phrase] = /^HTTP\S* (\d+) ?(.*)$/.exec(statusLine) ?? [];
  const [plain, inPath = ''] = String(path).split('?');
  const content = body ?? (data === undefined ? '' : { data });
  return {
    file,
    method,
    path: decodeURIComponent(plain).replace(/^\/api2\/json/, ''),
    query: inPath || new URLSearchParams(query ?? '').toString(),
    status: Number(code ?? status ?? 200),
    reason: phrase ?? reason ?? '',
    data: typeof content === 'object' ? Object(content).data : undefined,
    body: typeof content === 'string' ? content : JSON.stringify(content),
  };
}
