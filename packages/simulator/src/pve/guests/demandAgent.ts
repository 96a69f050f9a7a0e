import { failure } from '../ApiError';
import { Call } from '../Call';
import { Guest } from '../world/types';

/** Whether the configuration says that an agent is inside. */
export function hasAgentConfigured(guest: Guest): boolean {
  return /^(?:enabled=)?1(?:,|$)|(?:^|,)enabled=1/.test(
    String(guest.config.agent ?? ''),
  );
}

/** The guest, if its agent would answer; otherwise the vendor's 500 for why not. */
export function demandAgent(call: Call): Guest {
  const guest = call.guest();
  if (!hasAgentConfigured(guest))
    throw failure('No QEMU guest agent configured');
  if (guest.status !== 'running') {
    throw failure(`VM ${guest.vmid} is not running`);
  }
  const isSilenced = call.site.faults.some(
    fault =>
      fault.kind === 'agent-silent' &&
      (fault.vmid === undefined || fault.vmid === guest.vmid),
  );
  if (isSilenced || guest.agent?.isAnswering !== true) {
    throw failure('QEMU guest agent is not running');
  }
  return guest;
}
