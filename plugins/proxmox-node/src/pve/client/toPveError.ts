import { classifyAnswer } from './classifyAnswer';
import { NoEndpoint } from './EndpointGroup';
import { AnswerTooLarge, HttpAnswer } from './HttpEndpoint';
import { nextStepFor } from './nextStepFor';
import { parseFailure, UnreadableAnswer } from './parseAnswer';
import { PveError, PveErrorKind } from './PveError';
import { redact } from './redact';

/** What a call is called in messages. */
export interface CallNames {
  method: string;
  pathTemplate: string;
  node?: string;
}

/** What an error needs to know of its call. */
export interface CallContext extends CallNames {
  source: string;
  /** Absent where the caller set the deadline. */
  timeoutMs?: number;
  /** Must not be seen in any text. */
  secrets: string[];
}

interface Finding {
  kind: PveErrorKind;
  status: number;
  reason: string;
  errors?: Record<string, string>;
  retryable: boolean;
}

/** Names what went wrong: an answer that is no success, or an exception on the way to one. */
export function toPveError(
  cause: HttpAnswer | unknown,
  call: CallContext,
): PveError {
  if (cause instanceof PveError) {
    return cause;
  }
  const finding = isAnswer(cause)
    ? findingOfAnswer(cause)
    : findingOfException(cause, call);
  return new PveError({
    source: call.source,
    method: call.method,
    pathTemplate: call.pathTemplate,
    node: call.node,
    kind: finding.kind,
    status: finding.status,
    retryable: finding.retryable,
    nextStep: nextStepFor(finding.kind),
    reason: redact(finding.reason, call.secrets),
    errors: finding.errors && redactAll(finding.errors, call.secrets),
  });
}

function isAnswer(cause: unknown): cause is HttpAnswer {
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'status' in cause &&
    'contentType' in cause
  );
}

function findingOfAnswer(answer: HttpAnswer): Finding {
  const { reason, errors } = parseFailure(answer);
  return {
    ...classifyAnswer(answer.status, reason),
    status: answer.status,
    reason,
    errors: answer.status === 400 ? errors : undefined,
  };
}

function findingOfException(cause: unknown, call: CallContext): Finding {
  if (cause instanceof NoEndpoint) {
    const retryable = cause.kind !== 'certificate';
    return { kind: cause.kind, status: 0, reason: cause.message, retryable };
  }
  if (cause instanceof UnreadableAnswer || cause instanceof AnswerTooLarge) {
    const size =
      cause instanceof AnswerTooLarge ? 'the answer is too large: ' : '';
    return {
      kind: 'unexpected-answer',
      status: 200,
      reason: `${size}${cause.message}`,
      retryable: false,
    };
  }
  const unsure =
    call.method === 'GET' ? '' : '; whether it took effect is not known';
  if (Object(cause).name === 'TimeoutError') {
    return {
      kind: 'timeout',
      status: 0,
      reason: `no complete answer within ${
        call.timeoutMs === undefined
          ? 'the time that was given'
          : `${call.timeoutMs} ms`
      }${unsure}`,
      retryable: true,
    };
  }
  return {
    kind: 'upstream',
    status: 0,
    reason: `the connection broke off (${codeOf(cause)})${unsure}`,
    retryable: true,
  };
}

/** The code only: messages of the network layer may quote what was received. */
function codeOf(cause: unknown): string {
  const { code, name } = Object(cause);
  return typeof code === 'string' ? code : String(name ?? 'unknown cause');
}

function redactAll(
  errors: Record<string, string>,
  secrets: string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [name, redact(text, secrets)]),
  );
}
