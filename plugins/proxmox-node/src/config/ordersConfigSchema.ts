import { z } from 'zod/v4';
import {
  certificateAuthorities,
  cidr,
  diskKey,
  duration,
  endpoint,
  objectName,
  text,
  tokenId,
  vmid,
} from './proxmoxConfigFields';

const DEFAULT_TIMEOUT_MS = 30 * 60_000;
const MINIMUM_TIMEOUT_MS = 5_000;
/** One order takes a block of them; with less, not even the first one fits. */
const MINIMUM_VMIDS = 20;

const yesOrNo = z.boolean({ error: 'expected true or false' });

const names = (kind: string) =>
  z
    .array(text(`the name of a ${kind}`), {
      error: `expected a list of names of ${kind}s`,
    })
    .min(1, { error: `expected at least one ${kind}` })
    .optional();

/** `proxmox.orders`. */
export const orders = z.strictObject({
  enabled: yesOrNo.optional(),
  timeout: duration({
    minimumMs: MINIMUM_TIMEOUT_MS,
    defaultMs: DEFAULT_TIMEOUT_MS,
  }),
});

const vmids = z
  .strictObject({ start: vmid, end: vmid })
  .refine(({ start, end }) => end - start + 1 >= MINIMUM_VMIDS, {
    error: `expected an end that is at least ${MINIMUM_VMIDS - 1} above start`,
  });

const templates = z.strictObject({
  tag: text('a tag of templates').toLowerCase().optional(),
  pool: text('the name of a pool').optional(),
});

/** `proxmox.clusters[].provisioning`. */
export const provisioning = z.strictObject({
  url: endpoint.optional(),
  tokenId,
  tokenSecret: text('the secret of the API token'),
  ca: certificateAuthorities.optional(),
  vmids,
  resourcePool: text('the name of a pool').optional(),
  templates: templates.prefault({}),
  storages: names('storage'),
  bridges: names('bridge'),
});

/** `proxmox.kubernetes[].orders`. */
export const platformSettings = z.strictObject({
  dataStore: objectName.optional(),
  loadBalancerPool: objectName.optional(),
  certificateNames: z
    .array(text('a DNS name or an address'), {
      error: 'expected a list of DNS names and addresses',
    })
    .optional(),
  externalCloudProvider: yesOrNo.optional(),
  podCidr: cidr.optional(),
  serviceCidr: cidr.optional(),
  sshAuthorizedKeys: z
    .array(text('a public SSH key'), {
      error: 'expected a list of public SSH keys',
    })
    .optional(),
  bootDisk: diskKey.optional(),
  diskFormat: z
    .enum(['raw', 'qcow2', 'vmdk'], { error: 'expected raw, qcow2 or vmdk' })
    .optional(),
});

/** The keys that are known at each place, for suggestions. */
export const knownOrdersKeys: Record<string, readonly string[]> = {
  orders: Object.keys(orders.shape),
  'clusters.*.provisioning': Object.keys(provisioning.shape),
  'clusters.*.provisioning.vmids': ['start', 'end'],
  'clusters.*.provisioning.templates': Object.keys(templates.shape),
  'kubernetes.*.orders': Object.keys(platformSettings.shape),
};
