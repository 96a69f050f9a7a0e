import type { Json, JsonObject } from '../../fidelity/types';

/** A request as the recorder sent it. */
export interface KubeRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: [string, string][];
  /** A text was sent as it is, anything else as JSON. */
  body?: Json;
}

/** A line of a watch, with the seconds since the request. */
export interface StreamLine {
  atSeconds: number;
  line: Json;
}

/** What the real server answered. */
export interface KubeRecordedAnswer {
  status: number;
  headers: [string, string][];
  body?: Json;
  bodyText?: string;
  stream?: StreamLine[];
  bodyTrimmed?: Json;
  /** When a watch ended because its server did. */
  endedAtSeconds?: number;
}

/** One request and its answer. */
export interface KubeRecording {
  family: string;
  /** Position within its family. */
  index: number;
  id: string;
  request: KubeRequest;
  answer: KubeRecordedAnswer;
  /** Milliseconds of the Date header. */
  at: number;
  /** When the newest object that it shows was written; 0 if it shows none. */
  writtenAt: number;
}

/** What came of a recording. */
export interface KubeOutcome {
  recording: KubeRecording;
  /** Empty when the simulator reproduces it. */
  differences: string[];
  /** Why it does not count, if it does not. */
  scope?: { rule: string; reason: string };
}

/** A state of an object that some answer showed. */
export interface KnownState {
  revision: number;
  uid: string;
  object: JsonObject;
}
