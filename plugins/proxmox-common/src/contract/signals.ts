/**
 * Channel on which proxmox-backend broadcasts that a source has news: `{source, version}`, never data.
 *
 * @public
 */
export const PROXMOX_SIGNAL_CHANNEL = 'proxmox:sources';

/** @public */
export interface ProxmoxSourceSignal {
  source: string;
  version: number;
  [key: string]: string | number;
}
