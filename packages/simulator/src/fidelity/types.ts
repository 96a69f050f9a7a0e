/** Any JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Folders of the recordings; each has its own format and its own worth. */
export type RecordingSet =
  | 'pve-9.1-code'
  | 'proxmox-go-sdk'
  | 'fog-proxmox'
  | 'go-proxmox'
  | 'pulse'
  | 'datadog'
  | 'ansible';

/**
 * How the caller proved who it is. Secrets are not recorded, so only the kind
 * is known; `bad…` kinds must be refused.
 */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'ticket'; csrf: 'right' | 'wrong' | 'missing' }
  | { kind: 'bad-ticket'; form: 'expired' | 'malformed' }
  | { kind: 'bearer' }
  | { kind: 'token'; tokenId?: string }
  | {
      kind: 'bad-token';
      form:
        | 'secret'
        | 'expired'
        | 'malformed'
        | 'no-realm'
        | 'unknown'
        | 'unknown-user';
    };

/** A request body as sent on the wire. */
export interface RecordedBody {
  contentType: string;
  text: string;
}

/** The request half of a recording. */
export interface RecordedRequest {
  method: string;
  /** As sent, with the format prefix (`/api2/json`) and the query. */
  target: string;
  /** Decoded path without the format prefix, single slashes, no trailing one. */
  path: string;
  /** `json`, `extjs`, `html` … or '' when the target is outside `/api2`. */
  format: string;
  query: [string, string][];
  body?: RecordedBody;
  /** The set does not record request bodies: what was sent is unknown. */
  bodyUnknown: boolean;
  credentials: Credentials;
  acceptGzip: boolean;
}

/** The answer half of a recording. */
export interface RecordedAnswer {
  status: number;
  /** Reason phrase; undefined where the set does not record it. */
  reason?: string;
  /** Recorded headers, lower-case names; undefined where not recorded. */
  headers?: Record<string, string>;
  /** Parsed JSON, or the text when the body is no JSON object. */
  body: Json;
  /** The body could not be kept by the recorder (compressed bytes). */
  bodyLost: boolean;
}

/** One request/answer pair of a real server, whatever its file looked like. */
export interface Recording {
  /** `<set>/<file>#<index>`, with the recorder's label when it has one. */
  id: string;
  set: RecordingSet;
  file: string;
  index: number;
  label: string;
  /** Recordings with the same session share one world and keep their order. */
  session: string;
  /** Status line, headers and error body are compared exactly. */
  exact: boolean;
  /** Written by people who test a client, not captured from a server. */
  handWritten: boolean;
  /** Major version of Proxmox VE as told by the set. */
  majorVersion: number;
  request: RecordedRequest;
  answer: RecordedAnswer;
}

/** What a server said, as read from the wire. */
export interface WireAnswer {
  status: number;
  reason: string;
  headers: Record<string, string>;
  /** Body bytes after removal of a content encoding. */
  text: string;
  /** Bytes on the wire. */
  length: number;
}

/** Why a recording was not reproduced: one line per difference. */
export type Differences = string[];

/** The verdict on one recording. */
export type Verdict =
  | { kind: 'reproduced' }
  | { kind: 'different'; differences: Differences }
  | { kind: 'out-of-scope'; rule: string; reason: string };

/** A recording with its verdict. */
export interface Outcome {
  recording: Recording;
  verdict: Verdict;
}
