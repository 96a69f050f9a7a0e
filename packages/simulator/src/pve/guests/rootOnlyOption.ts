import { ApiError, failure, forbidden } from '../ApiError';
import { ConfigValue, GuestType } from '../world/types';

const ofMachines = /^(?:args|arch|hookscript|lock|ivshmem|vmgenid)$/;

const ofContainers: [RegExp, string][] = [
  [/^dev\d+$/, 'configuring device passthrough is only allowed for root@pam'],
  [/^hookscript$/, 'changing the hookscript is only allowed for root@pam'],
];

/** Devices of the host, other than those that a mapping stands for. */
function hostDevice(option: string, value: string): string | undefined {
  const isMapped = /(?:^|,)mapping=/.test(value);
  if (/^hostpci\d+$/.test(option) && !isMapped) {
    return `only root can set '${option}' config for non-mapped devices`;
  }
  const isVirtual = isMapped || /^(?:host=)?spice|^socket/.test(value);
  return /^(?:usb|serial|parallel)\d+$/.test(option) && !isVirtual
    ? `only root can set '${option}' config for real devices`
    : undefined;
}

/**
 * The refusal for an option that only the superuser's login may set, never a
 * token; undefined if others may. Machines answer 500, containers 403.
 */
export function rootOnlyRefusal(
  type: GuestType,
  option: string,
  value: ConfigValue,
): ApiError | undefined {
  if (type === 'lxc') {
    const text = ofContainers.find(([names]) => names.test(option))?.[1];
    return text === undefined ? undefined : forbidden(text);
  }
  const text = ofMachines.test(option)
    ? `only root can set '${option}' config`
    : hostDevice(option, String(value));
  return text === undefined ? undefined : failure(text);
}
