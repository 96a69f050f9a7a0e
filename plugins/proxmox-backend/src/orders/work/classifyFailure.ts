import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { KubeError, KubeErrorKind } from '@rackstage/plugin-proxmox-node';
import { LeaseLostError } from '../OrderStore';

/** Where trying again may help without anybody doing anything. */
const passing: KubeErrorKind[] = [
  'throttled',
  'timeout',
  'unreachable',
  'certificate',
  'unexpected-answer',
  'upstream',
  'expired',
];

/**
 * What a failure means for an order: `lost` somebody else works on it, `away` the management cluster does not answer as it
 * should, `refused` a person has to change something, `unknown` none of these.
 */
export type FailureClass = 'lost' | 'away' | 'refused' | 'unknown';

/** Sorts a failure of a step of an order. */
export function classifyFailure(error: unknown): FailureClass {
  if (error instanceof LeaseLostError) {
    return 'lost';
  }
  if (error instanceof KubeError) {
    return passing.includes(error.kind) ? 'away' : 'refused';
  }
  const isRefusal = [
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
  ].some(kind => error instanceof kind);
  return isRefusal ? 'refused' : 'unknown';
}
