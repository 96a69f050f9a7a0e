import { Problem } from '@rackstage/plugin-proxmox-common';
import { KubeError } from '../kube/client';
import { kubeProblemCodeOf } from '../kube/client/kubeProblemCodeOf';
import { UnsupportedStackError } from '../kube/discovery/chooseStack';
import { ForeignManagementClusterError } from '../kube/discovery/ForeignManagementClusterError';

/** Why a management cluster cannot be read, in words for people. */
export function describeKubeFailure(
  source: string,
  error: unknown,
): Omit<Problem, 'since'> {
  if (error instanceof KubeError) {
    const { nextStep, status, reason } = error;
    return {
      code: kubeProblemCodeOf(error.kind),
      message: status
        ? // The error's own message ends with the next step, which is shown apart here.
          error.message.slice(0, -nextStep.length).trim()
        : // Every watch fails in the same way: which of them was first says nothing.
          `Kubernetes ${source} cannot be read: ${reason}`,
      nextStep,
    };
  }
  if (error instanceof UnsupportedStackError) {
    return {
      code: 'configuration',
      message: `Kubernetes ${source} cannot be read: ${error.message}`,
      nextStep: error.nextStep,
    };
  }
  if (error instanceof ForeignManagementClusterError) {
    const { message, nextStep } = error;
    return { code: 'configuration', message, nextStep };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected-answer',
    message: `Kubernetes ${source} gave an answer that is not understood: ${text}`,
    nextStep:
      'Check that the url is a Kubernetes API server and not a login page or proxy in front of it.',
  };
}
