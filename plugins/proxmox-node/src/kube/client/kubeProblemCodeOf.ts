import { ProblemCode } from '@rackstage/plugin-proxmox-common';
import { KubeErrorKind } from './KubeError';

const codes: Partial<Record<KubeErrorKind, ProblemCode>> = {
  unauthorized: 'unauthorized',
  forbidden: 'privileges-missing',
  timeout: 'timeout',
  unreachable: 'unreachable',
  certificate: 'certificate',
  'unexpected-answer': 'unexpected-answer',
};

/** The problem code that people see for an error of that kind. */
export function kubeProblemCodeOf(kind: KubeErrorKind): ProblemCode {
  return codes[kind] ?? 'upstream-error';
}
