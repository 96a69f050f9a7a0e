import { readdirSync, readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describeWith, sharedFolder } from '../../__testUtils__/sharedData';

/** One recorded exchange with a real kube-apiserver. */
export interface KubeRecording {
  file: string;
  id: string;
  method: string;
  /** With query. */
  url: string;
  status: number;
  headers: [string, string][];
  /** As it went over the line; lines of a watch, each with its break. */
  body: string;
  /** Whether parts were cut from the body when it was kept. */
  isTrimmed: boolean;
  isStream: boolean;
}

const recordingsFolder = () => sharedFolder('kube', 'recordings');

/** `describe` where the recordings are there or must be (in CI), else `describe.skip`. */
export function describeWithKubeRecordings(): jest.Describe {
  return describeWith(recordingsFolder());
}

/** All recordings; throws where there are none. */
export function loadKubeRecordings(): KubeRecording[] {
  const folder = recordingsFolder();
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .flatMap(file => {
      const content = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return content.entries.map((entry: unknown) => toRecording(entry, file));
    });
}

function toRecording(entry: unknown, file: string): KubeRecording {
  const { id, request, response } = Object(entry);
  const { stream, body, bodyText } = response;
  const lines = (stream ?? []).map(lineOf).join('');
  return {
    file,
    id,
    method: request.method,
    url: request.path,
    status: response.status,
    headers: response.headers ?? [],
    body: stream
      ? lines
      : bodyText ?? (body === undefined ? '' : JSON.stringify(body)),
    isTrimmed: Boolean(response.bodyTrimmed),
    isStream: Boolean(stream),
  };
}

function lineOf(entry: unknown): string {
  const { text, line: content = text } = Object(entry);
  return `${typeof content === 'string' ? content : JSON.stringify(content)}\n`;
}

/** Answers as the real server did. */
export function replay(recording: KubeRecording, response: ServerResponse) {
  const kept = recording.headers.filter(([name]) =>
    /^(content-type|retry-after|warning)$/i.test(name),
  );
  response.writeHead(recording.status, Object.fromEntries(kept));
  response.end(recording.body);
}
