import { Problem, ProblemCode } from '@rackstage/plugin-proxmox-common';
import { PveError, problemCodeOf } from '@rackstage/plugin-proxmox-node';

/** What could not be read, in words for two audiences. */
export interface ReadFailure {
  /** For those who may read the cluster: with the cause, which may name hosts and paths. */
  problem: Problem;
  /** For everybody else. */
  publicProblem: Problem;
}

/** Codes that say something of the guest itself and nothing of the credentials or hosts. */
const harmless: ProblemCode[] = ['node-offline', 'no-quorum', 'timeout'];

/**
 * Puts a failed read into words.
 *
 * @param error - what was thrown; anything but a PveError is an error of ours and is thrown again
 * @param options - `subject`: what was to be read, as the beginning of a sentence; `since`: ISO 8601
 */
export function describeReadFailure(
  error: unknown,
  options: { subject: string; since: string },
): ReadFailure {
  const { subject, since } = options;
  if (!(error instanceof PveError)) {
    throw error;
  }
  const code = problemCodeOf(error.kind);
  return {
    problem: {
      code,
      message: `${subject} cannot be read: ${withoutNextStep(error)}`,
      nextStep: error.nextStep,
      since,
    },
    publicProblem: toPublicProblem(code, options),
  };
}

/** That something could not be read, without any of the reasons that are not for everybody. */
export function toPublicProblem(
  code: ProblemCode,
  { subject, since }: { subject: string; since: string },
): Problem {
  return {
    code: harmless.includes(code) ? code : 'upstream-error',
    message: `${subject} cannot be read at present.`,
    nextStep: 'Try again in a minute, then tell the team that operates it.',
    since,
  };
}

// The error's own message ends with the next step, which is shown apart here.
function withoutNextStep({ message, nextStep }: PveError): string {
  return message.endsWith(nextStep)
    ? message.slice(0, -nextStep.length).trim()
    : message;
}
