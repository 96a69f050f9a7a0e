import { Problem } from '@rackstage/plugin-proxmox-common';
import { problemCodeOf, PveError } from '../pve';
import { ForeignClusterError } from './readSource';

/** Why a read failed, in words for people. */
export function describeFailure(
  source: string,
  error: unknown,
): Omit<Problem, 'since'> {
  if (error instanceof ForeignClusterError) {
    return error.problem;
  }
  if (error instanceof PveError) {
    return {
      code: problemCodeOf(error.kind),
      message: messageOf(error),
      nextStep: error.nextStep,
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'upstream-error',
    message: `Proxmox ${source} could not be read: ${text}`,
    nextStep: 'Look into the log of the backend.',
  };
}

// PveError's own message ends with the next step, which is shown apart here.
function messageOf(error: PveError): string {
  return error.message.endsWith(error.nextStep)
    ? error.message.slice(0, -error.nextStep.length).trim()
    : error.message;
}
