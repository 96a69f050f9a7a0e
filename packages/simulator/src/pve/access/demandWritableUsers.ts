import { failure } from '../ApiError';
import { Call } from '../Call';

/** Refuses changes of users, pools and rights without quorum. */
export function demandWritableUsers(call: Call, what: string): void {
  if (!call.site.isQuorate) {
    throw failure(`${what}: cfs-lock 'file-user_cfg' error: no quorum!`);
  }
}
