import type { Facts } from './plan/Facts';
import type {
  RecordedAnswer,
  RecordedRequest,
  Recording,
  WireAnswer,
} from './types';

/** A recording for tests: `GET /version` of PVE 9, changed as wanted. */
export function recordingOf(
  changes: Partial<Omit<Recording, 'request' | 'answer'>> & {
    request?: Partial<RecordedRequest>;
    answer?: Partial<RecordedAnswer>;
  } = {},
): Recording {
  const { request, answer, ...rest } = changes;
  const path = request?.path ?? '/version';
  return {
    id: 'pve-9.1-code/test.json#0',
    set: 'pve-9.1-code',
    file: 'test.json',
    index: 0,
    label: '',
    session: 'pve-9.1-code/test.json#0',
    exact: true,
    handWritten: false,
    majorVersion: 9,
    ...rest,
    request: {
      method: 'GET',
      target: `/api2/json${path}`,
      path,
      format: 'json',
      query: [],
      bodyUnknown: false,
      credentials: { kind: 'ticket', csrf: 'right' },
      acceptGzip: false,
      ...request,
    },
    answer: {
      status: 200,
      reason: 'OK',
      headers: {},
      body: { data: null },
      bodyLost: false,
      ...answer,
    },
  };
}

/** A wire answer for tests. */
export function wireAnswer(changes: Partial<WireAnswer> = {}): WireAnswer {
  return {
    status: 200,
    reason: 'OK',
    headers: {},
    text: '{"data":null}',
    length: 13,
    ...changes,
  };
}

/** Facts for tests of planning rules: an accepted call, changed as wanted. */
export function factsFor(call: string, changes: Partial<Facts> = {}): Facts {
  const [method, path] = call.split(' ');
  const { recording, ...rest } = changes;
  return {
    recording: recording ?? recordingOf({ request: { method, path } }),
    call,
    values: {},
    params: {},
    data: null,
    isSuccess: true,
    refusal: '',
    ...rest,
  };
}
