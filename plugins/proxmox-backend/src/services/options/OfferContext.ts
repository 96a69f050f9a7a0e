import {
  Guest,
  GuestConfiguration,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { ProvisioningConfig } from '@rackstage/plugin-proxmox-node';

/** A template with what could be read of its configuration. */
export interface OfferedTemplate {
  guest: Guest;
  configuration?: GuestConfiguration;
  boot?: string;
}

/** What the choices in one Proxmox source are made of. */
export interface OfferContext {
  proxmox: ProxmoxSnapshot;
  limits: Pick<ProvisioningConfig, 'templates' | 'storages' | 'bridges'>;
  /** What was chosen before. */
  template?: OfferedTemplate;
  node?: string;
}

/** The node that machines will be on, where one is chosen or follows from the template. */
export function findNode({ node, template }: OfferContext): string | undefined {
  return node ?? template?.guest.node;
}

/** Whether the platform lets people choose the name; without a list it does. */
export function isListed(name: string, list: string[] | undefined): boolean {
  return !list || list.includes(name);
}

/** In whole GiB. */
export function toGiB(bytes: number): number {
  return Math.floor(bytes / 1024 ** 3);
}
