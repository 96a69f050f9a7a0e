import { isObject, objectOf, textOf } from '../json';
import type { OfficialSchema } from '../officialSchema';
import { parsePairs } from '../requestTarget';
import type { Json, JsonObject, RecordedRequest, Recording } from '../types';

/** One recording, taken apart for the rules that plan its world. */
export interface Facts {
  recording: Recording;
  /** `GET /nodes/{node}/qemu`; the bare path where the schema has none. */
  call: string;
  /** Values of the path's placeholders. */
  values: Record<string, string>;
  /** Query and body parameters, the first of repeated ones. */
  params: Record<string, string>;
  data: Json;
  isSuccess: boolean;
  /** Reason, message, errors and exit texts in one text. */
  refusal: string;
}

function bodyParams(request: RecordedRequest): [string, string][] {
  const { body } = request;
  if (!body) return [];
  if (body.contentType.startsWith('application/json')) {
    try {
      return Object.entries(objectOf(JSON.parse(body.text) as Json)).map(
        ([key, value]) => [key, textOf(value) ?? ''],
      );
    } catch {
      return [];
    }
  }
  if (body.contentType.includes('urlencoded')) return parsePairs(body.text);
  return [];
}

function refusalOf(recording: Recording): string {
  const { reason, body } = recording.answer;
  const answer = objectOf(body);
  const errors = Object.values(objectOf(answer.errors)).map(text =>
    textOf(text),
  );
  const message =
    textOf(answer.message) ?? (typeof body === 'string' ? body : '');
  return [reason, message, ...errors].filter(Boolean).join('\n');
}

/** Takes a recording apart. */
export function factsOf(recording: Recording, schema: OfficialSchema): Facts {
  const { request, answer } = recording;
  const match = schema.match(request.method, request.path);
  const params: Record<string, string> = {};
  for (const [key, value] of [
    ...request.query,
    ...bodyParams(request),
  ].reverse()) {
    params[key] = value;
  }
  const body: JsonObject = isObject(answer.body) ? answer.body : {};
  return {
    recording,
    call: `${request.method} ${match?.template ?? request.path}`,
    values: match?.values ?? {},
    params,
    data: body.data ?? null,
    isSuccess: answer.status < 400 && body.success !== 0,
    refusal: refusalOf(recording),
  };
}
