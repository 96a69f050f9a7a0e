import { PveError } from '../client/PveError';
import { problemCodeOf } from '../client/problemCodeOf';
import { AddressProblem, GuestLocator } from '../facts';

/** Why a running guest does not tell its addresses, in words for people. */
export function toAddressProblem(
  guest: GuestLocator,
  error: PveError,
): AddressProblem {
  if (error.kind === 'forbidden') {
    return {
      code: 'privileges-missing',
      message: `The credentials of ${error.source} may not ask guest ${guest.vmid} for its addresses: ${error.reason}.`,
      nextStep:
        'Grant VM.GuestAgent.Audit (Proxmox VE 9) or VM.Monitor (8, which also allows commands in the guest) on it.',
      isInternal: true,
    };
  }
  if (error.kind === 'not-implemented') {
    return {
      code: 'upstream-error',
      message: `This Proxmox VE cannot list the addresses of container ${guest.vmid}; releases before 8 do not.`,
      nextStep: 'Upgrade Proxmox VE, or give the container a static address.',
    };
  }
  const isOfAgent =
    error.status >= 200 &&
    ['upstream', 'locked', 'unexpected-answer'].includes(error.kind);
  if (guest.type === 'qemu' && isOfAgent) {
    return {
      code: 'upstream-error',
      message: `The QEMU guest agent of guest ${guest.vmid} does not answer: ${error.reason}.`,
      nextStep:
        'Check that qemu-guest-agent is installed and running in the guest; after a start it needs a minute.',
    };
  }
  return {
    code: problemCodeOf(error.kind),
    message: `The addresses of guest ${guest.vmid} could not be read: ${error.reason}.`,
    nextStep: error.nextStep,
    isInternal: true,
  };
}
