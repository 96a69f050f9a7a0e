import { ClusterFacts, EffectivePermissions, NodeFacts } from '../pve';
import { VanishedThing } from './findVanished';
import { holdsPrivilege, Privilege } from './privileges';

/**
 * What permissions and the rest of the answer say about a thing that is missing from a list.
 *
 * `gone`: deleted. `likely-gone`: the privilege covers it by inheritance; only an entry that denies everything on
 * exactly this guest, which Proxmox does not list, could still hide it. `ask`: both are possible. `unreadable`: the
 * privilege is missing. `unproven`: nothing can be said now.
 */
export type Judgement =
  | { verdict: 'gone' | 'likely-gone' | 'ask' | 'unproven' }
  | { verdict: 'unreadable'; lost: Privilege };

/** What a judgement rests on. */
export interface Evidence {
  /** VMIDs in the newest answer, of either type. */
  vmids: ReadonlySet<string>;
  /** Nodes in the newest answer. */
  nodes: ReadonlyMap<string, NodeFacts['status']>;
  /** Read after a thing was first missed and before it was missed again. */
  permissions: EffectivePermissions;
  /** Major version of Proxmox VE. */
  major: number;
}

/** Collects the evidence once for all vanished things of a read. */
export function gatherEvidence(
  facts: Pick<ClusterFacts, 'guests' | 'nodes'>,
  rights: Pick<Evidence, 'permissions' | 'major'>,
): Evidence {
  return {
    vmids: new Set(facts.guests.map(guest => String(guest.vmid))),
    nodes: new Map(facts.nodes.map(node => [node.name, node.status])),
    ...rights,
  };
}

/** Judges one vanished thing. */
export function judgeVanished(
  thing: VanishedThing,
  evidence: Evidence,
): Judgement {
  switch (thing.type) {
    case 'node':
    case 'cluster':
      // Proxmox never filters its list of nodes.
      return { verdict: 'gone' };
    case 'storage':
      return judgePartOfNode(thing, evidence, [
        { privilege: 'Datastore.Audit', path: `/storage/${thing.id}` },
      ]);
    case 'network':
      return judgePartOfNode(
        thing,
        evidence,
        auditNetwork(thing, evidence.major),
      );
    default:
      return judgeGuest(thing, evidence);
  }
}

function judgePartOfNode(
  thing: VanishedThing,
  { nodes, permissions }: Evidence,
  required: Privilege[],
): Judgement {
  if (thing.node !== undefined && !nodes.has(thing.node)) {
    return { verdict: 'gone' };
  }
  const lost = required.find(
    privilege => !holdsPrivilege(permissions, privilege),
  );
  if (lost) {
    return { verdict: 'unreadable', lost };
  }
  // Of a node that is down nobody knows what it has.
  const isDown = thing.node !== undefined && nodes.get(thing.node) !== 'online';
  return { verdict: isDown ? 'unproven' : 'gone' };
}

function auditNetwork(thing: VanishedThing, major: number): Privilege[] {
  if (thing.node === undefined) {
    return [{ privilege: 'SDN.Audit', path: '/sdn/zones' }];
  }
  // The list of a node is open to everybody; since 8 it leaves out bridges without SDN privileges.
  return major >= 8
    ? [
        {
          privilege: 'SDN.Audit',
          path: `/sdn/zones/localnetwork/${thing.id}`,
        },
      ]
    : [];
}

function judgeGuest(
  thing: VanishedThing,
  { vmids, permissions }: Evidence,
): Judgement {
  // A VMID is given once per cluster: a container in the place of a virtual machine proves that the latter is gone.
  if (vmids.has(thing.id)) {
    return { verdict: 'gone' };
  }
  const onGuest = { privilege: 'VM.Audit', path: `/vms/${thing.id}` };
  if (holdsPrivilege(permissions, onGuest)) {
    return { verdict: 'likely-gone' };
  }
  if (thing.pool === undefined) {
    return { verdict: 'unreadable', lost: onGuest };
  }
  const onPool = { privilege: 'VM.Audit', path: `/pool/${thing.pool}` };
  // Deleted, or moved to a pool that the credentials cannot see.
  return holdsPrivilege(permissions, onPool)
    ? { verdict: 'ask' }
    : { verdict: 'unreadable', lost: onPool };
}
