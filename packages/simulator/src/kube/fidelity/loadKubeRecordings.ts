import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolderPath } from '../../fidelity/findPveFolder';
import { isObject, objectsOf, parseJson } from '../../fidelity/json';
import type { JsonObject } from '../../fidelity/types';
import type { KubeRecordedAnswer, KubeRecording, KubeRequest } from './types';

/** The folder of the recordings, whether or not it exists. */
export function kubeRecordingsPath(): string {
  return sharedFolderPath('kube', 'recordings');
}

/** The latest moment that an answer shows: in its header or in its objects. */
function momentOf(answer: KubeRecordedAnswer): number {
  const date = (answer.headers ?? []).find(
    ([name]) => name.toLowerCase() === 'date',
  )?.[1];
  return date === undefined ? 0 : Date.parse(date);
}

/** When the newest object of an answer was written; 0 if it shows none. */
function writtenAt({ body }: KubeRecordedAnswer): number {
  const texts =
    JSON.stringify(body ?? '').match(/"(time|creationTimestamp)":"[^"]*"/g) ??
    [];
  const moments = texts.map(text =>
    Date.parse(text.split('":"')[1].slice(0, -1)),
  );
  return Math.max(0, ...moments.filter(moment => !Number.isNaN(moment)));
}

function recordingOf(
  entry: JsonObject,
  family: string,
  index: number,
): KubeRecording {
  const { id, request, response } = entry;
  if (typeof id !== 'string' || !isObject(request) || !isObject(response)) {
    throw new Error(
      `Entry ${index} of the Kubernetes recordings '${family}' has no id, request or response. Correct the file.`,
    );
  }
  const answer = response as JsonObject & KubeRecordedAnswer;
  return {
    family,
    index,
    id,
    request: request as JsonObject & KubeRequest,
    answer,
    at: momentOf(answer),
    writtenAt: writtenAt(answer),
  };
}

/**
 * Reads every family of recordings; none is left out.
 *
 * @throws Error when the folder is missing or a file is not a family
 */
export function loadKubeRecordings(
  folder = kubeRecordingsPath(),
): KubeRecording[] {
  if (!existsSync(folder)) {
    throw new Error(
      `The recordings of a Kubernetes API are not at ${folder}. Put the shared data beside the repository or name its folder in RACKSTAGE_SHARED.`,
    );
  }
  const files = readdirSync(folder).filter(file => file.endsWith('.json'));
  return files.sort().flatMap(file => {
    const family = parseJson(readFileSync(join(folder, file), 'utf8'));
    if (!isObject(family) || typeof family.family !== 'string') {
      throw new Error(
        `${file} is no family of Kubernetes recordings: it has no name.`,
      );
    }
    const { family: name, entries } = family;
    return objectsOf(entries).map((entry, index) =>
      recordingOf(entry, name, index),
    );
  });
}
