import { Problem, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { ClusterFacts, EffectivePermissions } from '../pve';
import { findPoolLosses, findVanished, VanishedThing } from './findVanished';
import { joinSnapshot } from './joinSnapshot';
import { gatherEvidence } from './judgeVanished';
import { holdsPrivilege } from './privileges';
import { Settlement, settleVanished } from './settleVanished';
import { SourceReader } from './SourceReader';

const QUESTIONS_PER_READ = 8;

/** What is known of a source before it is read again. */
export interface SourceKnowledge {
  previous?: ProxmoxSnapshot;
  /** From the slow lane or the last examination. */
  permissions?: EffectivePermissions;
  /** Major version of Proxmox VE. */
  major: number;
  /** Whether things known as unreadable are judged anew. */
  rejudge: boolean;
  /** Moves on which of many unreadable guests are asked about. */
  turn: number;
}

/** One read of a source. */
export interface SourceReading {
  snapshot: ProxmoxSnapshot;
  facts: ClusterFacts;
  /** Whether the answer was the whole truth: the cluster had quorum and every row could be understood. */
  complete: boolean;
  /** Where they had to be read. */
  permissions?: EffectivePermissions;
}

/** The endpoints answer for another cluster, or for none. */
export class ForeignClusterError extends Error {
  readonly problem: Pick<Problem, 'code' | 'message' | 'nextStep'>;

  constructor(problem: Pick<Problem, 'code' | 'message' | 'nextStep'>) {
    super(problem.message);
    this.name = 'ForeignClusterError';
    this.problem = problem;
  }
}

/**
 * Reads a source. Where something is missing that was there before, permissions and then the lists are read again,
 * and only what is proven gone is left out of the snapshot. Rejects where the lists could not be read.
 */
export async function readSource(options: {
  config: SourceConfig;
  reader: SourceReader;
  known: SourceKnowledge;
  signal: AbortSignal;
  now: () => Date;
}): Promise<SourceReading> {
  const { config, reader, known, signal } = options;
  const first = await reader.readFacts(signal);
  refuseForeignCluster(config, first, known.previous);
  const examined =
    isWholeTruth(first) && needsExamination(first, known)
      ? await examine(reader, { known, signal, first })
      : { facts: first, permissions: undefined, settled: new Map() };
  const { facts, settled } = examined;
  const permissions = examined.permissions ?? known.permissions;
  const snapshot = joinSnapshot(config, facts, {
    previous: known.previous,
    settled,
    pools: keptPools(facts, { previous: known.previous, permissions }),
    now: options.now().toISOString(),
  });
  return {
    snapshot,
    facts,
    complete: isWholeTruth(facts),
    permissions: examined.permissions,
  };
}

function isWholeTruth(facts: ClusterFacts): boolean {
  return (
    facts.cluster.quorate !== false &&
    !facts.remarks.some(remark => remark.dropped)
  );
}

function needsExamination(
  facts: ClusterFacts,
  { previous, permissions, rejudge }: SourceKnowledge,
): boolean {
  if (!previous) {
    return false;
  }
  return (
    findVanished(previous, facts).some(
      thing => rejudge || !thing.unreadableSince,
    ) ||
    findPoolLosses(previous, facts).some(
      ({ pool }) => !permissions || holdsPoolAudit(permissions, pool),
    )
  );
}

async function examine(
  reader: SourceReader,
  options: {
    known: SourceKnowledge;
    first: ClusterFacts;
    signal: AbortSignal;
  },
): Promise<{
  facts: ClusterFacts;
  permissions?: EffectivePermissions;
  settled: Map<string, Settlement>;
}> {
  const { known, signal, first } = options;
  const permissions = await reader
    .readPermissions(signal)
    .catch(() => undefined);
  if (!permissions) {
    return { facts: first, settled: new Map() };
  }
  // Read after the permissions: a row that those let through and that is still missing was not merely hidden before.
  const facts = await reader.readFacts(signal);
  if (!isWholeTruth(facts) || !known.previous) {
    return { facts, permissions, settled: new Map() };
  }
  const vanished = findVanished(known.previous, facts).filter(
    thing => known.rejudge || !thing.unreadableSince,
  );
  const settled = await settleThings(vanished, {
    reader,
    evidence: gatherEvidence(facts, { permissions, major: known.major }),
    questions: QUESTIONS_PER_READ,
    turn: known.turn,
    signal,
  });
  return { facts, permissions, settled };
}

/** {@link settleVanished} with a reader to ask. */
export function settleThings(
  things: VanishedThing[],
  options: {
    reader: SourceReader;
    evidence: Parameters<typeof settleVanished>[1]['evidence'];
    questions: number;
    turn: number;
    signal: AbortSignal;
  },
): Promise<Map<string, Settlement>> {
  const { reader, signal, ...rest } = options;
  return settleVanished(things, {
    ...rest,
    isVmidTaken: vmid => reader.isVmidTaken(vmid, signal),
  });
}

function keptPools(
  facts: ClusterFacts,
  known: Pick<SourceKnowledge, 'previous' | 'permissions'>,
): Map<string, string> {
  const { previous, permissions } = known;
  if (!previous) {
    return new Map();
  }
  return new Map(
    findPoolLosses(previous, facts)
      .filter(({ pool }) => !permissions || !holdsPoolAudit(permissions, pool))
      .map(({ ref, pool }) => [ref, pool]),
  );
}

function holdsPoolAudit(
  permissions: EffectivePermissions,
  pool: string,
): boolean {
  return holdsPrivilege(permissions, {
    privilege: 'Pool.Audit',
    path: `/pool/${pool}`,
  });
}

// Nodes are never filtered, so a list that shares none with the one before is that of another cluster; so is one of
// another name. To believe it would remove every entity of this one.
function refuseForeignCluster(
  config: SourceConfig,
  facts: ClusterFacts,
  previous: ProxmoxSnapshot | undefined,
) {
  if (!facts.nodes.length) {
    throw new ForeignClusterError({
      code: 'unexpected-answer',
      message: `Proxmox ${config.name} listed no node at all, which no working cluster does.`,
      nextStep:
        'Check that the endpoints of this source are the API of Proxmox VE and not something in front of it.',
    });
  }
  if (previous?.nodes.length && isForeign(facts, previous)) {
    const now = describeCluster(facts.cluster.name, facts.nodes);
    const before = describeCluster(previous.cluster.name, previous.nodes);
    throw new ForeignClusterError({
      code: 'configuration',
      message: `The endpoints of source ${config.name} now lead to another cluster: ${now} instead of ${before}.`,
      nextStep:
        'Correct proxmox.clusters[].endpoints; if the cluster was really replaced, give the source a new name.',
    });
  }
}

function isForeign(facts: ClusterFacts, previous: ProxmoxSnapshot): boolean {
  const [now, before] = [facts.cluster.name, previous.cluster.name];
  const isRenamed = now !== undefined && before !== undefined && now !== before;
  const names = new Set(facts.nodes.map(node => node.name));
  return isRenamed || !previous.nodes.some(node => names.has(node.name));
}

function describeCluster(
  name: string | undefined,
  nodes: Array<{ name: string }>,
): string {
  const listed = nodes.slice(0, 3).map(node => node.name);
  const more = nodes.length > listed.length ? ' …' : '';
  return `${name ?? 'no cluster'} with ${listed.join(', ')}${more}`;
}
