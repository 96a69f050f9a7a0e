import { ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { EffectivePermissions, NetworksReading, PveVersion } from '../pve';
import { describeFailure } from './describeFailure';
import { KeyedProblem } from './describeWarnings';
import { findMissingNetworks, isNodeRead, joinNetworks } from './joinNetworks';
import { gatherEvidence } from './judgeVanished';
import { SourceReader } from './SourceReader';

/** What changes seldom. A part that could not be read is absent and told in `failures`. */
export interface SlowReading {
  version?: PveVersion;
  permissions?: EffectivePermissions;
  networks?: ProxmoxSnapshot['networks'];
  /** Whether the newest list would show such a network; `false` for those of a node that did not answer. */
  showsNetworksOf?: (node: string | undefined) => boolean;
  failures: KeyedProblem[];
}

/** Assumed until the version was read: the newest knows all privileges. */
export const UNKNOWN_MAJOR = 9;

/** Reads version, effective permissions and networks; each part may fail for itself. Never rejects. */
export async function readSlowLane(options: {
  config: SourceConfig;
  reader: SourceReader;
  snapshot: ProxmoxSnapshot;
  signal: AbortSignal;
  now: () => Date;
}): Promise<SlowReading> {
  const { config, reader, signal } = options;
  const failures: KeyedProblem[] = [];
  const attempt = async <T>(
    part: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      const problem = describeFailure(config.name, error);
      const message = `The ${part} of source ${config.name} could not be read. ${problem.message}`;
      failures.push({ ...problem, key: `slow:${part}`, message });
      return undefined;
    }
  };
  const version = await attempt('version', () => reader.readVersion(signal));
  const permissions = await attempt('effective permissions', () =>
    reader.readPermissions(signal),
  );
  const networks = await attempt('networks', () =>
    readNetworks({
      ...options,
      permissions,
      major: version?.major ?? UNKNOWN_MAJOR,
      failures,
    }),
  );
  return { version, permissions, ...networks, failures };
}

async function readNetworks(options: {
  config: SourceConfig;
  reader: SourceReader;
  snapshot: ProxmoxSnapshot;
  signal: AbortSignal;
  now: () => Date;
  permissions?: EffectivePermissions;
  major: number;
  failures: KeyedProblem[];
}): Promise<Pick<SlowReading, 'networks' | 'showsNetworksOf'>> {
  const { config, reader, snapshot, signal, major } = options;
  const online = snapshot.nodes
    .filter(node => node.status === 'online')
    .map(node => node.name);
  const reading = await reader.readNetworks(online, signal);
  options.failures.push(...describeUnread(config.name, reading));
  const previous = snapshot.networks?.items ?? [];
  const evidenceOf = (permissions?: EffectivePermissions) =>
    permissions && gatherEvidence(snapshot, { permissions, major });
  const after = findMissingNetworks(reading, previous).length
    ? await reader.readPermissions(signal).catch(() => undefined)
    : options.permissions;
  const asOf = options.now().toISOString();
  const items = joinNetworks(config, reading, {
    previous,
    before: evidenceOf(options.permissions),
    after: evidenceOf(after),
    now: asOf,
  });
  return {
    networks: { asOf, items },
    showsNetworksOf: node => isNodeRead(reading, node),
  };
}

function describeUnread(
  source: string,
  reading: NetworksReading,
): KeyedProblem[] {
  const [first, ...more] = reading.remarks.filter(remark => remark.dropped);
  const others = more.length ? ` (and ${more.length} more)` : '';
  return first
    ? [
        {
          key: 'networks',
          code: 'upstream-error',
          message: `Not all networks of source ${source} could be read: ${first.subject}: ${first.reason}${others}. What was known of them stays.`,
          nextStep:
            'Check that the named node answers and that the credentials hold Sys.Audit and SDN.Audit.',
        },
      ]
    : [];
}
