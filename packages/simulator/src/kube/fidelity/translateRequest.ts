import { isObject } from '../../fidelity/json';
import type { Json } from '../../fidelity/types';
import { callerOf, tokenOf } from './callerOf';
import type { Correspondence } from './Correspondence';
import { withHashes } from './openApi';
import type { KubeRecording } from './types';

/** Revisions outside these were made up by the recorder. */
function isRealRevision(revision: number): boolean {
  return revision > 100 && revision < 1_000_000;
}

function revisionFor(text: string, ids: Correspondence): string {
  const number = Number(text);
  return isRealRevision(number) ? String(ids.revision(number)) : text;
}

function tokenFor(token: string, ids: Correspondence): string {
  try {
    const content: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (typeof content !== 'object' || content === null) return token;
    const { rv } = content as { rv?: number };
    if (rv === undefined || !isRealRevision(rv)) return token;
    const own = { ...content, rv: ids.revision(rv) };
    return Buffer.from(JSON.stringify(own)).toString('base64url');
  } catch {
    return token; // forged on purpose
  }
}

/** Path and query with the revisions of this server. */
export function targetFor(
  recording: KubeRecording,
  ids: Correspondence,
  current: number,
): string {
  const isWatch = recording.request.path.includes('watch=true');
  return withHashes(ids.translate(recording.request.path), ids)
    .replace(
      /([?&]resourceVersion=)(\d+)/g,
      (_all, lead: string, text: string) => {
        // a watch goes on from a list that was not recorded: from now
        const isNow =
          isWatch &&
          isRealRevision(Number(text)) &&
          !ids.isMarked(Number(text));
        return lead + (isNow ? String(current) : revisionFor(text, ids));
      },
    )
    .replace(
      /([?&]continue=)([^&]+)/g,
      (_all, lead: string, token: string) => lead + tokenFor(token, ids),
    );
}

/** JSON as the recorder wrote it; error texts quote it. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`,
  );
  return `{${members.join(', ')}}`;
}

/** The name that a refusal quotes. */
function refusedName({ answer }: KubeRecording): string {
  const { body } = answer;
  const details = isObject(body) ? body.details : undefined;
  return isObject(details) ? String(details.name) : 'large';
}

/** Very large bodies are recorded as a description of what was sent. */
function wholeText(text: string, name: string): string {
  const length = /^ConfigMap with (\d+) characters/.exec(text)?.[1];
  if (length === undefined) return text;
  return spaced({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { large: 'x'.repeat(Number(length)) },
  });
}

/** The body with the ids and revisions of this server. */
export function textFor(
  recording: KubeRecording,
  ids: Correspondence,
): string | undefined {
  const { body } = recording.request;
  if (body === undefined || body === null) return undefined;
  const text =
    typeof body === 'string'
      ? wholeText(body, refusedName(recording))
      : spaced(body);
  return ids
    .translate(text)
    .replace(
      /("resourceVersion":\s*")(\d+)"/g,
      (_all, lead: string, number: string) =>
        `${lead}${revisionFor(number, ids)}"`,
    )
    .replace(
      // what a client read before and sends back: who wrote when
      /("(?:time|creationTimestamp)":\s*")(\d{4}-[\d-]+T[\d:]+Z)"/g,
      (_all, lead: string, moment: string) => `${lead}${ids.moment(moment)}"`,
    );
}

/** The headers, with credentials in place of the removed ones. */
export function headersFor(
  recording: KubeRecording,
  ids: Correspondence,
): Record<string, string> {
  const { headers } = recording.request;
  const result: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (/^(content-length|host)$/i.test(name)) continue;
    result[name] = (
      /^if-none-match$/i.test(name) ? ids.text(value) : value
    ).replace(/^Bearer REDACTED$/, `Bearer ${tokenOf(callerOf(recording))}`);
  }
  return result;
}
