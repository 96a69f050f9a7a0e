import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { sharedFolderPath } from '../../../fidelity/findPveFolder';
import { kindTable } from '../kindTable';
import type {
  JsonObject,
  KindTableName,
  KubeObject,
  ServedKind,
} from '../types';

/** One recorded request with its answer. */
export interface Recording {
  id: string;
  title: string;
  request: {
    method: string;
    path: string;
    headers: [string, string][];
    body?: JsonObject | string;
  };
  response: {
    status: number;
    headers: [string, string][];
    body?: JsonObject;
  };
}

const place = sharedFolderPath('kube', 'recordings');
const folder = existsSync(place) ? place : undefined;
if (!folder && process.env.CI) {
  throw new Error(
    'The recorded answers of a Kubernetes API are missing: set RACKSTAGE_SHARED to the folder that holds kube/recordings.',
  );
}

/** `describe`, or its skipping form where the recordings are absent. */
export const describeWithRecordings = folder ? describe : describe.skip;

/** The entries of one family; none where the recordings are absent. */
export function recordingsOf(family: string): Recording[] {
  if (!folder) return [];
  const text = readFileSync(join(folder, `${family}.json`), 'utf8');
  return (JSON.parse(text) as { entries: Recording[] }).entries;
}

/** What a path of the API names. */
export interface Target {
  kind: ServedKind;
  namespace?: string;
  name?: string;
  subresource?: string;
  query: URLSearchParams;
}

const PATH =
  /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** Reads a path; undefined when it names no kind of the table. */
export function targetOf(
  path: string,
  table: KindTableName,
): Target | undefined {
  const { pathname, searchParams } = new URL(path, 'https://example.org');
  const match = PATH.exec(pathname);
  if (!match) return undefined;
  const [, group = '', version, namespace, plural, name, subresource] = match;
  const kind = kindTable(table).find(group, version, plural);
  if (!kind) return undefined;
  return { kind, namespace, name, subresource, query: searchParams };
}

/** The value of a request header. */
export function headerOf(
  recording: Recording,
  name: string,
): string | undefined {
  return recording.request.headers.find(
    ([header]) => header.toLowerCase() === name.toLowerCase(),
  )?.[1];
}

/** The recorded body as an object of the API: JSON, or the first YAML document. */
export function objectOf(body: JsonObject | string | undefined): KubeObject {
  if (typeof body !== 'string') return body as KubeObject;
  const [document] = parseAllDocuments(body, {
    version: '1.1',
    uniqueKeys: false,
  });
  return document.toJS() as KubeObject;
}
