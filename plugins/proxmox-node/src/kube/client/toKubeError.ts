import { z } from 'zod/v4';
import { KubeError, KubeErrorCause, KubeErrorKind } from './KubeError';
import { kubeNextStepFor } from './kubeNextStepFor';

const MAXIMUM_REASON_LENGTH = 600;

const optionalText = z.string().optional().catch(undefined);
const statusSchema = z.object({
  kind: z.literal('Status'),
  code: z.number().optional().catch(undefined),
  reason: optionalText,
  message: optionalText,
  metadata: z.object({ continue: optionalText }).optional().catch(undefined),
  details: z
    .object({
      retryAfterSeconds: z.number().optional().catch(undefined),
      causes: z
        .array(
          z.object({
            reason: optionalText,
            message: optionalText,
            field: optionalText,
          }),
        )
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** An answer that is an error. */
export interface FailedAnswer {
  source: string;
  method: string;
  path: string;
  status: number;
  /** As it came: JSON of a `Status`, plain text, or nothing. */
  body: string;
  retryAfter?: string;
}

/** Makes the error out of an answer of a Kubernetes API server. */
export function toKubeError(answer: FailedAnswer): KubeError {
  const { source, method, path, retryAfter } = answer;
  const status = readStatus(answer.body);
  const code = answer.status >= 400 ? answer.status : status?.code ?? 500;
  const kind = kindOf(code, status?.reason, status?.message ?? '');
  const seconds = Number(retryAfter ?? status?.details?.retryAfterSeconds);
  return new KubeError({
    source,
    method,
    path,
    kind,
    status: code,
    reason: reasonOf({ ...answer, status: code }, status),
    statusReason: status?.reason,
    causes: isSecretive(path, status) ? [] : causesOf(status),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    continueToken: status?.metadata?.continue,
    nextStep: isTerminating(status)
      ? 'Wait until the namespace is gone and make it anew, or use another one.'
      : kubeNextStepFor(kind),
  });
}

function readStatus(body: string) {
  try {
    const result = statusSchema.safeParse(JSON.parse(body));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

type Status = ReturnType<typeof readStatus>;

const kinds: Record<number, KubeErrorKind> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'invalid',
  410: 'expired',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  429: 'throttled',
  504: 'timeout',
};

function kindOf(
  code: number,
  reason: string | undefined,
  message: string,
): KubeErrorKind {
  if (code === 409) {
    return reason === 'AlreadyExists' ? 'already-exists' : 'conflict';
  }
  // Server-side apply answers a wrong field or type with 500 and without a reason.
  if (code === 500 && message.includes('failed to create typed patch object')) {
    return 'invalid';
  }
  // The first seconds after its start, before it knows its custom kinds.
  if (code === 503 && message.includes('before all known HTTP paths')) {
    return 'throttled';
  }
  return kinds[code] ?? 'upstream';
}

// A refusal may repeat what was sent.
function isSecretive(path: string, status: Status): boolean {
  return /\/secrets(\/|$)/.test(path) && !isMadeOfNames(status);
}

/** Whether the server wrote it out of names of objects, fields and users alone: then it cannot hold a secret. */
function isMadeOfNames(status: Status): boolean {
  const causes = status?.details?.causes ?? [];
  return (
    status?.reason === 'NotFound' ||
    isTerminating(status) ||
    / is forbidden: User "/.test(status?.message ?? '') ||
    (causes.length > 0 &&
      causes.every(({ reason }) => reason === 'FieldManagerConflict'))
  );
}

function isTerminating(status: Status): boolean {
  const causes = status?.details?.causes ?? [];
  return causes.some(({ reason }) => reason === 'NamespaceTerminating');
}

function reasonOf(answer: FailedAnswer, status: Status): string {
  if (isSecretive(answer.path, status)) {
    return status?.reason ?? 'the request was refused';
  }
  const text = (status?.message ?? answer.body)
    .trim()
    .replace(/\.$/, '')
    // Plain texts may begin with it, and the status stands before the reason.
    .replace(new RegExp(`^${answer.status} `), '');
  if (!text || text.startsWith('<')) {
    return 'no reason was given';
  }
  return text.length > MAXIMUM_REASON_LENGTH
    ? `${text.slice(0, MAXIMUM_REASON_LENGTH)}…`
    : text;
}

function causesOf(status: Status): KubeErrorCause[] {
  // `<nil>` says only that the rules were not evaluated because of the other causes.
  return (status?.details?.causes ?? []).filter(
    cause => cause.field !== '<nil>',
  );
}
