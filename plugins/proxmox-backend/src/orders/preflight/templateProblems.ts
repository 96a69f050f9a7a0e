import { GuestConfiguration } from '@rackstage/plugin-proxmox-common';

/** The drive by which Proxmox itself brings cloud-init data; capmox brings its own. */
export function findCloudInitDrive({ disks }: GuestConfiguration) {
  return disks.find(({ volume }) => volume?.includes('cloudinit'));
}

/** Whether the boot order is in the notation from before Proxmox VE 6.3: `cdn`, `legacy=cdn`. */
export function isLegacyBootOrder(boot: string | undefined): boolean {
  return boot !== undefined && /^[acdn]+$|legacy=/.test(boot);
}
