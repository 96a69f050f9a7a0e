import { parseAllDocuments } from 'yaml';
import type { Json, KubeObject, ServedKind } from '../../object/types';
import { findDecodeProblem } from '../../object/admission/findDecodeProblem';
import { apiVersionOf, kindName } from '../KindRegistry';
import { badRequest, invalid, unsupportedMediaType } from '../StatusError';
import { protobufType, readEnvelope } from '../protobuf/readEnvelope';
import { ApiRequest, readText } from './ApiRequest';

/** A body that was read: its JSON, and its text if it was JSON. */
export interface ReadBody {
  value: Json;
  text: string;
  isJson: boolean;
}

/** The content type without its parameters. */
export function contentType(request: ApiRequest): string {
  return String(request.headers['content-type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
}

/** How Go words that a text is no JSON. */
export function jsonError(text: string): string {
  const trimmed = text.trim();
  try {
    JSON.parse(trimmed);
  } catch (error) {
    const at = /at position (\d+)/.exec(String(error));
    const index = at ? Number(at[1]) : trimmed.length;
    if (index >= trimmed.length) return 'unexpected end of JSON input';
    const where =
      index === 0 ? 'looking for beginning of value' : 'after top-level value';
    return `invalid character '${trimmed[index]}' ${where}`;
  }
  return '';
}

/** Reads the first YAML document, by the rules of YAML 1.1 as the API does. */
export function readYaml(text: string): Json {
  const documents = parseAllDocuments(text, { version: '1.1' });
  const first = Array.isArray(documents) ? documents[0] : undefined;
  if (!first) return null;
  if (first.errors.length > 0) {
    const line = first.errors[0].linePos?.[0].line ?? 1;
    throw badRequest(
      `error decoding YAML: error converting YAML to JSON: yaml: line ${line}: did not find expected ',' or ']'`,
    );
  }
  return first.toJS() as Json;
}

/** Reads the body of a write in the format that its header names. */
export async function readBody(request: ApiRequest): Promise<ReadBody> {
  const type = contentType(request);
  const sent = type === protobufType && readEnvelope(await request.readBody());
  if (sent) return { value: sent, text: JSON.stringify(sent), isJson: false };
  const text = await readText(request);
  if (type === 'application/yaml') {
    return { value: readYaml(text), text, isJson: false };
  }
  if (type !== '' && type !== 'application/json') {
    throw unsupportedMediaType([
      'application/json',
      'application/yaml',
      protobufType,
    ]);
  }
  try {
    return { value: JSON.parse(text) as Json, text, isJson: true };
  } catch {
    return { value: null, text, isJson: true };
  }
}

function shorten(text: string): string {
  if (text === '') return '<empty>';
  return text.length > 30 ? `${text.slice(0, 30)} ...` : text;
}

function unrecognised(kind: string, problem: string): Error {
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind}): ${problem}`,
  );
}

function parseProblem(body: ReadBody): string | undefined {
  const { value, text } = body;
  if (Array.isArray(value)) {
    const hex = Buffer.from(text.slice(0, 15)).toString('hex');
    return `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (${hex})`;
  }
  if (typeof value === 'object' && value !== null) return undefined;
  const problem = jsonError(text) || 'unexpected end of JSON input';
  return `couldn't get version/kind; json parse error: ${problem} (${shorten(
    text,
  )})`;
}

/**
 * Takes a body as an object of a kind. Kinds of the server itself may leave
 * kind and apiVersion out; all others must name them.
 */
export function asObjectOf(served: ServedKind, body: ReadBody): KubeObject {
  const { definition, version } = served;
  const expected = apiVersionOf(definition.group, version.version);
  const problem = parseProblem(body);
  if (problem) throw unrecognised(definition.kind, problem);
  const sent = body.value as Partial<KubeObject>;
  const isLenient = definition.origin === 'core';
  if (!sent.kind && !isLenient) {
    throw unrecognised(
      definition.kind,
      `Object 'Kind' is missing in '${body.text}' (${shorten(body.text)})`,
    );
  }
  const object: KubeObject = {
    ...sent,
    apiVersion: sent.apiVersion || expected,
    kind: sent.kind || definition.kind,
    metadata: sent.metadata ?? {},
  };
  const unreadable = findDecodeProblem(served, object);
  if (unreadable) {
    throw badRequest(
      `${definition.kind} in version "${version.version}" cannot be handled as a ${definition.kind}: ${unreadable}`,
    );
  }
  return object;
}

/** Refuses a body of another version or kind than the path's. */
export function checkKind(served: ServedKind, object: KubeObject): void {
  const { definition, version } = served;
  const expected = apiVersionOf(definition.group, version.version);
  if (object.apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${object.apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (object.kind === definition.kind) return;
  throw invalid(
    { ...kindName(definition), kind: object.kind },
    object.metadata.name ?? '',
    [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${object.kind}": must be ${definition.kind}`,
        field: 'kind',
      },
    ],
  );
}

/** Refuses a body that names another namespace than the path. */
export function checkBodyNamespace(
  object: KubeObject,
  namespace: string | undefined,
): void {
  const sent = object.metadata.namespace;
  if (!sent || sent === namespace) return;
  throw badRequest(
    'the namespace of the provided object does not match the namespace sent on the request',
  );
}
