import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { findConfigConflicts } from './findConfigConflicts';
import { ParsedManagementCluster } from './kubernetesConfigSchema';
import { nearestKey } from './nearestKey';
import {
  ManagementClusterConfig,
  ProvisioningConfig,
  ProxmoxConfig,
  SourceConfig,
} from './ProxmoxConfig';
import {
  knownKeys,
  ParsedCluster,
  proxmoxConfigSchema,
} from './proxmoxConfigSchema';

const ROOT = 'proxmox';

/**
 * Reads the configuration below `proxmox`; without it there are no sources.
 *
 * Throws an `InputError` that names every wrong place (`proxmox.clusters[1].endpoints[0]`), what is expected
 * there, and for unknown keys the nearest known one. Values are never repeated.
 *
 * @public
 */
export function readProxmoxConfig(rootConfig: Config): ProxmoxConfig {
  const result = proxmoxConfigSchema.safeParse(
    rootConfig.getOptional(ROOT) ?? {},
  );
  if (!result.success) {
    throw asError(result.error.issues.flatMap(describeIssue));
  }
  const { clusters, kubernetes, inventory, orders } = result.data;
  const conflicts = findConfigConflicts({ clusters, kubernetes });
  if (conflicts.length) {
    throw asError(conflicts);
  }
  return {
    sources: clusters.map(toSourceConfig),
    managementClusters: kubernetes.map(toManagementClusterConfig),
    intervals: {
      activeMs: inventory.activeInterval,
      idleMs: Math.max(inventory.idleInterval, inventory.activeInterval),
      slowMs: inventory.slowInterval,
      configurationMs: inventory.configurationInterval,
      configurationDelayMs: inventory.configurationDelay,
      configurationPauseMs: inventory.configurationPause,
    },
    orders: {
      // Without permissions the framework lets everybody do everything, so an operator has to want that.
      enabled:
        orders.enabled ??
        rootConfig.getOptionalBoolean('permission.enabled') ??
        false,
      timeoutMs: orders.timeout,
    },
  };
}

function toSourceConfig(cluster: ParsedCluster): SourceConfig {
  const { requestTimeout, title, webUrl, provisioning, ...same } = cluster;
  return {
    ...same,
    ...(provisioning
      ? { provisioning: toProvisioningConfig(provisioning, cluster) }
      : {}),
    title: title ?? cluster.name,
    webUrl: webUrl ?? cluster.endpoints[0],
    requestTimeoutMs: requestTimeout,
  };
}

/** Only what capmox understands too is passed on: it verifies by an authority, never by a fingerprint. */
function toProvisioningConfig(
  provisioning: NonNullable<ParsedCluster['provisioning']>,
  { endpoints, tls }: ParsedCluster,
): ProvisioningConfig {
  const ca = provisioning.ca ?? tls.ca;
  return {
    ...provisioning,
    url: provisioning.url ?? endpoints[0],
    ...(ca ? { ca } : {}),
  };
}

function toManagementClusterConfig(
  cluster: ParsedManagementCluster,
): ManagementClusterConfig {
  const { requestTimeout, title, proxmox, ...same } = cluster;
  return {
    ...same,
    title: title ?? cluster.name,
    requestTimeoutMs: requestTimeout,
    proxmoxSource: proxmox.defaultCluster,
  };
}

function asError(problems: string[]): InputError {
  return new InputError(
    `The configuration of the Proxmox plugin is wrong: ${problems.join(
      '; ',
    )}. Correct app-config.yaml and start again.`,
  );
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => describeUnknownKey(key, path));
  }
  const message =
    issue.code === 'invalid_type' && !issue.message.startsWith('expected')
      ? `expected ${issue.expected}`
      : issue.message;
  return [`${formatPath(path)}: ${message}`];
}

function describeUnknownKey(key: string, path: PropertyKey[]): string {
  const place = path
    .map(part => (typeof part === 'number' ? '*' : String(part)))
    .join('.');
  const known = knownKeys[place] ?? [];
  const nearest = nearestKey(key, known);
  const hint = nearest
    ? `did you mean ${nearest}?`
    : `known keys are ${known.join(', ')}`;
  return `${formatPath([...path, key])}: unknown key, ${hint}`;
}

function formatPath(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    ROOT,
  );
}
