import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { nearestKey } from './nearestKey';
import { ProxmoxConfig, SourceConfig } from './ProxmoxConfig';
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
  const { clusters, inventory } = result.data;
  const duplicates = findDuplicates(clusters);
  if (duplicates.length) {
    throw asError(duplicates);
  }
  return {
    sources: clusters.map(toSourceConfig),
    intervals: {
      activeMs: inventory.activeInterval,
      idleMs: Math.max(inventory.idleInterval, inventory.activeInterval),
      slowMs: inventory.slowInterval,
      configurationMs: inventory.configurationInterval,
      configurationDelayMs: inventory.configurationDelay,
      configurationPauseMs: inventory.configurationPause,
    },
  };
}

function toSourceConfig(cluster: ParsedCluster): SourceConfig {
  const { requestTimeout, title, webUrl, ...same } = cluster;
  return {
    ...same,
    title: title ?? cluster.name,
    webUrl: webUrl ?? cluster.endpoints[0],
    requestTimeoutMs: requestTimeout,
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

// Two sources of one name would share their entities; one host in two sources would be read and listed twice.
function findDuplicates(clusters: ParsedCluster[]): string[] {
  const problems: string[] = [];
  const names = new Map<string, number>();
  const endpoints = new Map<string, string>();
  clusters.forEach((cluster, index) => {
    const path = `${ROOT}.clusters[${index}]`;
    const first = names.get(cluster.name);
    if (first !== undefined) {
      problems.push(
        `${path}.name: ${cluster.name} is already the name of ${ROOT}.clusters[${first}], expected a name of its own`,
      );
    }
    names.set(cluster.name, first ?? index);
    cluster.endpoints.forEach((endpoint, position) => {
      const place = `${path}.endpoints[${position}]`;
      const earlier = endpoints.get(endpoint);
      if (earlier) {
        problems.push(
          `${place}: ${endpoint} is already ${earlier}, expected each host once`,
        );
      }
      endpoints.set(endpoint, earlier ?? place);
    });
  });
  return problems;
}
