/**
 * What went wrong, as far as a caller can act on it.
 *
 * @public
 */
export type PveErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'parameter'
  | 'not-found'
  | 'locked'
  | 'node-offline'
  | 'no-quorum'
  | 'timeout'
  | 'unreachable'
  | 'certificate'
  | 'not-implemented'
  | 'unexpected-answer'
  | 'upstream';

/** The parts of a {@link PveError}. @public */
export interface PveErrorOptions {
  /** Name of the source. */
  source: string;
  kind: PveErrorKind;
  /** HTTP status; 0 where there was no answer. */
  status: number;
  /** The cause in words: Proxmox's own reason phrase, or what happened to the connection. */
  reason: string;
  /** Proxmox's complaints by parameter name; only with status 400. */
  errors?: Record<string, string>;
  method: string;
  /** `/nodes/{node}/qemu/{vmid}/config`: holds no ids, so it can be a metric label. */
  pathTemplate: string;
  node?: string;
  /** Whether the same call may well succeed a little later. */
  retryable: boolean;
  /** What a person can do about it, in one sentence. */
  nextStep: string;
}

/**
 * A call to Proxmox VE that failed. The message names the source, the call, the cause and the next step, and
 * neither it nor any field holds credentials or request bodies.
 *
 * @public
 */
export class PveError extends Error {
  readonly source: string;
  readonly kind: PveErrorKind;
  readonly status: number;
  readonly reason: string;
  readonly errors: Record<string, string>;
  readonly method: string;
  readonly pathTemplate: string;
  readonly node?: string;
  readonly retryable: boolean;
  readonly nextStep: string;

  constructor(options: PveErrorOptions) {
    super(describe(options));
    this.name = 'PveError';
    this.source = options.source;
    this.kind = options.kind;
    this.status = options.status;
    this.reason = options.reason;
    this.errors = options.errors ?? {};
    this.method = options.method;
    this.pathTemplate = options.pathTemplate;
    this.node = options.node;
    this.retryable = options.retryable;
    this.nextStep = options.nextStep;
  }
}

function describe(options: PveErrorOptions): string {
  const { source, method, pathTemplate, node, status, reason, nextStep } =
    options;
  const where = node ? ` on node ${node}` : '';
  const code = status ? `${status} ` : '';
  const complaints = Object.entries(options.errors ?? {})
    .map(([parameter, text]) => `${parameter}: ${text.trim()}`)
    .join('; ');
  const details = complaints ? ` (${complaints})` : '';
  return `Proxmox ${source}: ${method} ${pathTemplate}${where} failed: ${code}${reason}${details}. ${nextStep}`;
}
