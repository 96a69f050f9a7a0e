/**
 * What went wrong, as far as a caller can act on it. `invalid` is a fault of the request, whatever status it has;
 * `expired` is a resourceVersion or continue token that the server has forgotten.
 *
 * @public
 */
export type KubeErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'invalid'
  | 'expired'
  | 'throttled'
  | 'timeout'
  | 'unreachable'
  | 'certificate'
  | 'unexpected-answer'
  | 'upstream';

/** One complaint out of a `Status`. @public */
export interface KubeErrorCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** The parts of a {@link KubeError}. @public */
export interface KubeErrorOptions {
  /** Name of the management cluster. */
  source: string;
  kind: KubeErrorKind;
  /** HTTP status, or the code of the `Status` in a watch; 0 where there was no answer. */
  status: number;
  /** The cause in words. */
  reason: string;
  /** `reason` of the `Status`: `AlreadyExists`, `Expired` and so on. Some errors have none. */
  statusReason?: string;
  causes?: KubeErrorCause[];
  method: string;
  /** Path without query. */
  path: string;
  retryAfterMs?: number;
  /** Of a 410 in a list: goes on with what was not yet listed, though not consistently. */
  continueToken?: string;
  /** What a person can do about it, in one sentence. */
  nextStep: string;
}

/**
 * A call to a Kubernetes API that failed. The message names the management cluster, the call, the cause and the next
 * step; neither it nor any field holds credentials or request bodies.
 *
 * @public
 */
export class KubeError extends Error {
  readonly source: string;
  readonly kind: KubeErrorKind;
  readonly status: number;
  readonly reason: string;
  readonly statusReason?: string;
  readonly causes: KubeErrorCause[];
  readonly method: string;
  readonly path: string;
  readonly retryAfterMs?: number;
  readonly continueToken?: string;
  readonly nextStep: string;

  constructor(options: KubeErrorOptions) {
    const { source, method, path, status, reason, nextStep } = options;
    const code = status ? `${status} ` : '';
    super(
      `Kubernetes ${source}: ${method} ${path} failed: ${code}${reason}. ${nextStep}`,
    );
    this.name = 'KubeError';
    this.source = source;
    this.kind = options.kind;
    this.status = status;
    this.reason = reason;
    this.statusReason = options.statusReason;
    this.causes = options.causes ?? [];
    this.method = method;
    this.path = path;
    this.retryAfterMs = options.retryAfterMs;
    this.continueToken = options.continueToken;
    this.nextStep = nextStep;
  }
}
