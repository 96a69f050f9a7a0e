import { documentHash, openApiDocument } from '../discovery/openApiDocument';
import { apiVersionOf, GroupVersion, KindRegistry } from '../KindRegistry';
import { pageNotFound } from '../StatusError';
import { ApiAnswer } from './ApiAnswer';
import type { ApiRequest } from './ApiRequest';
import type { ServerState } from './ServerState';

interface Document {
  text: string;
  hash: string;
}

/** Documents are large and never change while a server runs. */
const documents = new WeakMap<KindRegistry, Map<string, Document>>();

function documentOf(kinds: KindRegistry, group: GroupVersion): Document {
  const known = documents.get(kinds) ?? new Map<string, Document>();
  documents.set(kinds, known);
  const name = apiVersionOf(group.group, group.version);
  const found = known.get(name);
  if (found) return found;
  const text = openApiDocument(group);
  const document = { text, hash: documentHash(text) };
  known.set(name, document);
  return document;
}

function pathOf({ group, version }: GroupVersion): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function answerIndex(kinds: KindRegistry): ApiAnswer {
  const versions = kinds.groups().flatMap(group => group.versions);
  const paths = Object.fromEntries(
    versions.map(version => {
      const path = pathOf(version);
      const { hash } = documentOf(kinds, version);
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
    }),
  );
  // Recorded: the index is JSON that calls itself text.
  return {
    type: 'text',
    status: 200,
    text: JSON.stringify({ paths }),
    headers: { 'Accept-Ranges': 'bytes' },
  };
}

function isAcceptable(accept: string): boolean {
  return accept === '' || /json|\*\/\*/.test(accept);
}

/** An answer without a body, and so without a type unless it names one. */
function empty(
  status: number,
  headers: Record<string, string> = {},
): ApiAnswer {
  const typed = { 'Content-Type': '', ...headers };
  return { type: 'text', status, text: '', headers: typed };
}

/** Answers `/openapi/v3` and the documents below it. */
export function answerOpenApi(
  call: { state: ServerState; request: ApiRequest },
  parts: string[],
): ApiAnswer {
  const { kinds } = call.state.context;
  const { query, headers } = call.request;
  if (parts[0] !== 'v3') throw pageNotFound();
  if (parts.length === 1) return answerIndex(kinds);
  const path = parts.slice(1).join('/');
  const group = kinds
    .groups()
    .flatMap(({ versions }) => versions)
    .find(version => pathOf(version) === path);
  if (!group) return empty(404);
  if (!isAcceptable(String(headers.accept ?? ''))) {
    return empty(406, { Vary: 'Accept' });
  }
  const { text, hash } = documentOf(kinds, group);
  const common = { Etag: `"${hash}"`, Vary: 'Accept' };
  const wanted = query.get('hash');
  if (wanted && wanted !== hash) {
    const location = `/openapi/v3/${path}?hash=${hash}`;
    return empty(301, {
      ...common,
      'Content-Type': 'application/json',
      Location: location,
    });
  }
  if (headers['if-none-match'] === common.Etag) {
    return empty(304, common);
  }
  return {
    type: 'text',
    status: 200,
    text,
    headers: {
      ...common,
      'Accept-Ranges': 'bytes',
      'Content-Type': 'application/json',
    },
  };
}
