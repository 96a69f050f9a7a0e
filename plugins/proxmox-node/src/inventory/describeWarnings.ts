import { Problem, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { ClusterFacts, EffectivePermissions } from '../pve';
import { findMissingPrivileges, Privilege } from './privileges';

/** A problem that is the same one from read to read as long as its key is. */
export type KeyedProblem = Omit<Problem, 'since'> & { key: string };

/** What is wrong with a source though it could be read. */
export function describeWarnings(
  source: string,
  known: {
    snapshot: ProxmoxSnapshot;
    facts: Pick<ClusterFacts, 'cluster' | 'remarks'>;
    permissions?: EffectivePermissions;
    major: number;
    takenNames: string[];
    slowFailures: KeyedProblem[];
  },
): KeyedProblem[] {
  const { snapshot, facts, permissions, major } = known;
  return [
    ...describeQuorum(source, facts),
    ...describeNodes(source, snapshot),
    ...describeUnreadable(source, snapshot),
    ...(permissions ? describePrivileges(source, permissions, major) : []),
    ...describeRemarks(source, facts),
    ...describeTakenNames(source, known.takenNames),
    ...known.slowFailures,
  ];
}

function describeQuorum(
  source: string,
  facts: Pick<ClusterFacts, 'cluster'>,
): KeyedProblem[] {
  return facts.cluster.quorate === false
    ? [
        {
          key: 'no-quorum',
          code: 'no-quorum',
          message: `Proxmox ${source} has no quorum: it is read-only, and what it shows may be old. Nothing is removed meanwhile.`,
          nextStep:
            'Bring back enough nodes for a majority (see `pvecm status` on one of them).',
        },
      ]
    : [];
}

function describeNodes(
  source: string,
  snapshot: ProxmoxSnapshot,
): KeyedProblem[] {
  return snapshot.nodes
    .filter(node => node.status === 'offline')
    .map(node => {
      const guests = snapshot.guests.filter(
        guest => guest.node === node.name && !guest.template,
      ).length;
      return {
        key: `node-offline:${node.name}`,
        code: 'node-offline',
        message: `Node ${node.name} of ${source} is offline; the state of its guests (${guests}) is unknown.`,
        nextStep: `Check whether ${node.name} is up and reachable from the other nodes of its cluster.`,
      };
    });
}

function describeUnreadable(
  source: string,
  snapshot: ProxmoxSnapshot,
): KeyedProblem[] {
  const losses = new Map<string, Privilege & { count: number }>();
  const count = (privilege: string, path: string) => {
    const key = `${privilege} ${path}`;
    const known = losses.get(key) ?? { privilege, path, count: 0 };
    losses.set(key, { ...known, count: known.count + 1 });
  };
  for (const guest of snapshot.guests.filter(isUnreadable)) {
    count(
      'VM.Audit',
      guest.pool ? `/pool/${guest.pool}` : `/vms/${guest.vmid}`,
    );
  }
  for (const storage of snapshot.storages.filter(isUnreadable)) {
    count('Datastore.Audit', `/storage/${storage.storage}`);
  }
  for (const network of (snapshot.networks?.items ?? []).filter(isUnreadable)) {
    count('SDN.Audit', `/sdn/zones/localnetwork/${network.name}`);
  }
  return summarise([...losses.values()]).map(loss => ({
    key: `unreadable:${loss.privilege}:${loss.path}`,
    code: 'privileges-missing',
    message: `The credentials of source ${source} lost ${loss.privilege} on ${loss.path}: ${loss.count} ${loss.what} can no longer be read and stay as last seen.`,
    nextStep: `Grant ${loss.privilege} on ${loss.path} or above it to the credentials again (to the token too if it has privilege separation).`,
  }));
}

function isUnreadable(thing: { unreadableSince?: string }): boolean {
  return thing.unreadableSince !== undefined;
}

const THINGS: Record<string, string> = {
  'VM.Audit': 'guest(s)',
  'Datastore.Audit': 'storage(s)',
  'SDN.Audit': 'network(s)',
};
const ROOTS: Record<string, string> = {
  'VM.Audit': '/vms',
  'Datastore.Audit': '/storage',
  'SDN.Audit': '/sdn',
};
const MAXIMUM_PATHS = 5;

// A loss on the whole tree shows on every path below it; hundreds of warnings would say no more than one.
function summarise(losses: Array<Privilege & { count: number }>) {
  return Object.keys(THINGS).flatMap(privilege => {
    const own = losses.filter(loss => loss.privilege === privilege);
    const what = THINGS[privilege];
    return own.length > MAXIMUM_PATHS
      ? [
          {
            privilege,
            path: ROOTS[privilege],
            what,
            count: own.reduce((sum, loss) => sum + loss.count, 0),
          },
        ]
      : own.map(loss => ({ ...loss, what }));
  });
}

function describePrivileges(
  source: string,
  permissions: EffectivePermissions,
  major: number,
): KeyedProblem[] {
  return findMissingPrivileges(permissions, major).map(missing => ({
    key: `privilege:${missing.privilege}`,
    code: 'privileges-missing',
    message: `The credentials of source ${source} hold ${missing.privilege} nowhere: ${missing.lost}.`,
    nextStep: `Grant ${missing.privilege} on ${missing.path} to the credentials (to the token too if it has privilege separation).`,
  }));
}

function describeRemarks(
  source: string,
  facts: Pick<ClusterFacts, 'remarks'>,
): KeyedProblem[] {
  const dropped = facts.remarks.filter(remark => remark.dropped);
  if (!dropped.length) {
    return [];
  }
  const [{ subject, reason }] = dropped;
  const more = dropped.length > 1 ? ` (and ${dropped.length - 1} more)` : '';
  return [
    {
      key: 'dropped',
      code: 'unexpected-answer',
      message: `An answer of Proxmox ${source} could not be understood in full: ${subject}: ${reason}${more}. Nothing is removed meanwhile.`,
      nextStep:
        'Report it with the version of Proxmox VE; the rest of the source is shown as read.',
    },
  ];
}

/** That somebody else has the names of our entities. */
export function describeTakenNames(
  source: string,
  entityRefs: string[],
): KeyedProblem[] {
  if (!entityRefs.length) {
    return [];
  }
  const shown = entityRefs.slice(0, 3).join(', ');
  const more =
    entityRefs.length > 3 ? ` and ${entityRefs.length - 3} more` : '';
  return [
    {
      key: 'name-taken',
      code: 'name-taken',
      message: `Entities of source ${source} cannot be shown in the catalogue because something else is registered under their names: ${shown}${more}.`,
      nextStep:
        'Unregister or rename the other entities, or give the source another name.',
    },
  ];
}
