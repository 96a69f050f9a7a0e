import { z } from 'zod/v4';
import {
  knownKubernetesKeys,
  managementCluster,
} from './kubernetesConfigSchema';
import { knownOrdersKeys, orders, provisioning } from './ordersConfigSchema';
import { OwnerRule } from './ProxmoxConfig';
import {
  anchoredPattern,
  certificateAuthorities,
  duration,
  endpoint,
  fingerprint,
  ownerRef,
  sourceName,
  text,
  tokenId,
  username,
  webUrl,
} from './proxmoxConfigFields';

const DEFAULT_ACTIVE_INTERVAL_MS = 10_000;
const DEFAULT_IDLE_INTERVAL_MS = 60_000;
const DEFAULT_SLOW_INTERVAL_MS = 15 * 60_000;
const DEFAULT_CONFIGURATION_INTERVAL_MS = 60 * 60_000;
const DEFAULT_CONFIGURATION_DELAY_MS = 10_000;
const DEFAULT_CONFIGURATION_PAUSE_MS = 500;
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
const DEFAULT_CONCURRENCY_PER_NODE = 4;
const DEFAULT_OWNER = 'group:default/platform';

// pvestatd broadcasts every 10 s: to ask more often than every 5 s brings nothing.
const MINIMUM_INTERVAL_MS = 5_000;
// A call per guest is what the lists spare the cluster.
const MINIMUM_CONFIGURATION_INTERVAL_MS = 60_000;

const yesOrNo = z.boolean({ error: 'expected true or false' });

const tls = z
  .strictObject({
    ca: certificateAuthorities.optional(),
    fingerprints: z
      .array(fingerprint, { error: 'expected a list of SHA-256 fingerprints' })
      .min(1, { error: 'expected at least one fingerprint' })
      .optional(),
    insecure: yesOrNo.optional(),
  })
  .refine(
    value =>
      [value.ca, value.fingerprints, value.insecure || undefined].filter(
        way => way !== undefined,
      ).length <= 1,
    { error: 'expected only one of ca, fingerprints and insecure' },
  );

const auth = z
  .strictObject({
    tokenId: tokenId.optional(),
    tokenSecret: text('the secret of the API token').optional(),
    username: username.optional(),
    password: text('the password of the user').optional(),
  })
  .transform((value, context) => {
    const { tokenId: id, tokenSecret, username: user, password } = value;
    if (id && tokenSecret && !user && !password) {
      return { tokenId: id, tokenSecret };
    }
    if (user && password && !id && !tokenSecret) {
      return { username: user, password };
    }
    context.addIssue({
      code: 'custom',
      message:
        'expected either tokenId and tokenSecret, or username and password',
    });
    return z.NEVER;
  });

const ownerRule = z
  .strictObject({
    pool: text('the name of a pool').optional(),
    tag: text('a tag').toLowerCase().optional(),
    namePattern: anchoredPattern.optional(),
    owner: ownerRef,
  })
  .transform((rule, context): OwnerRule => {
    const { pool, tag, namePattern, owner } = rule;
    if ([pool, tag, namePattern].filter(Boolean).length !== 1) {
      context.addIssue({
        code: 'custom',
        message: 'expected exactly one of pool, tag and namePattern',
      });
      return z.NEVER;
    }
    if (pool) {
      return { kind: 'pool', pool, owner };
    }
    return tag
      ? { kind: 'tag', tag, owner }
      : { kind: 'name', pattern: namePattern!, owner };
  });

const owners = z.strictObject({
  default: ownerRef.default(DEFAULT_OWNER),
  rules: z.array(ownerRule, { error: 'expected a list of rules' }).default([]),
  tenantEditable: yesOrNo.default(false),
});

const cluster = z.strictObject({
  name: sourceName,
  title: text('a title for people').optional(),
  endpoints: z
    .array(endpoint, { error: 'expected a list of https URLs' })
    .min(1, { error: 'expected at least one https URL' }),
  webUrl: webUrl.optional(),
  tls: tls.prefault({}),
  auth,
  requestTimeout: duration({
    minimumMs: 1_000,
    defaultMs: DEFAULT_REQUEST_TIMEOUT_MS,
  }),
  concurrencyPerNode: z.coerce
    .number({ error: 'expected a whole number from 1 to 16' })
    .int({ error: 'expected a whole number from 1 to 16' })
    .min(1, { error: 'expected a whole number from 1 to 16' })
    .max(16, { error: 'expected a whole number from 1 to 16' })
    .default(DEFAULT_CONCURRENCY_PER_NODE),
  owners: owners.prefault({}),
  provisioning: provisioning.optional(),
});

const interval = (defaultMs: number) =>
  duration({ minimumMs: MINIMUM_INTERVAL_MS, defaultMs });

/** The configuration below `proxmox`. Keys of other packages are only known by name. */
export const proxmoxConfigSchema = z.strictObject({
  clusters: z
    .array(cluster, { error: 'expected a list of clusters' })
    .default([]),
  kubernetes: z
    .array(managementCluster, {
      error: 'expected a list of management clusters',
    })
    .default([]),
  inventory: z
    .strictObject({
      activeInterval: interval(DEFAULT_ACTIVE_INTERVAL_MS),
      idleInterval: interval(DEFAULT_IDLE_INTERVAL_MS),
      slowInterval: interval(DEFAULT_SLOW_INTERVAL_MS),
      configurationInterval: duration({
        minimumMs: MINIMUM_CONFIGURATION_INTERVAL_MS,
        defaultMs: DEFAULT_CONFIGURATION_INTERVAL_MS,
      }),
      configurationDelay: duration({
        minimumMs: 0,
        defaultMs: DEFAULT_CONFIGURATION_DELAY_MS,
      }),
      configurationPause: duration({
        minimumMs: 0,
        defaultMs: DEFAULT_CONFIGURATION_PAUSE_MS,
      }),
    })
    .prefault({}),
  orders: orders.prefault({}),
  /** Read by catalog-backend-module-proxmox. */
  catalog: z.unknown().optional(),
  /** Read by search-backend-module-proxmox. */
  search: z.unknown().optional(),
});

/** What the schema gives for one cluster. */
export type ParsedCluster = z.output<typeof cluster>;

/** The keys that are known at each place, for suggestions; list indices are written `*`. */
export const knownKeys: Record<string, readonly string[]> = {
  '': Object.keys(proxmoxConfigSchema.shape),
  inventory: [
    'activeInterval',
    'idleInterval',
    'slowInterval',
    'configurationInterval',
    'configurationDelay',
    'configurationPause',
  ],
  ...knownKubernetesKeys,
  ...knownOrdersKeys,
  'clusters.*': Object.keys(cluster.shape),
  'clusters.*.tls': ['ca', 'fingerprints', 'insecure'],
  'clusters.*.auth': ['tokenId', 'tokenSecret', 'username', 'password'],
  'clusters.*.owners': Object.keys(owners.shape),
  'clusters.*.owners.rules.*': ['pool', 'tag', 'namePattern', 'owner'],
};
