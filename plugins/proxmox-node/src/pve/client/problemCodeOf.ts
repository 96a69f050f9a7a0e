import { ProblemCode } from '@rackstage/plugin-proxmox-common';
import { PveErrorKind } from './PveError';

const codes: Record<PveErrorKind, ProblemCode> = {
  unauthorized: 'unauthorized',
  forbidden: 'privileges-missing',
  parameter: 'upstream-error',
  'not-found': 'upstream-error',
  locked: 'upstream-error',
  'node-offline': 'node-offline',
  'no-quorum': 'no-quorum',
  timeout: 'timeout',
  unreachable: 'unreachable',
  certificate: 'certificate',
  'not-implemented': 'upstream-error',
  'unexpected-answer': 'unexpected-answer',
  upstream: 'upstream-error',
};

/** The problem code that people see for an error of that kind. @public */
export function problemCodeOf(kind: PveErrorKind): ProblemCode {
  return codes[kind];
}
