import { ConditionTreeNode } from '@rackstage/plugin-proxmox-common';

const SHOWN_NAMES = 3;
/** As `clusterctl` compares siblings. */
const COMPARED = ['Available', 'Ready', 'UpToDate'];

/** Makes one line of siblings that are in the same state, whatever hangs below them included. */
export function mergeSiblings(nodes: ConditionTreeNode[]): ConditionTreeNode[] {
  const groups = new Map<string, ConditionTreeNode[]>();
  for (const node of nodes) {
    const state = describeState(node);
    groups.set(state, [...(groups.get(state) ?? []), node]);
  }
  return [...groups.values()].map(mergeGroup);
}

function describeState(node: ConditionTreeNode): string {
  const { kind, condition, conditions, children } = node;
  const compared = conditions
    .filter(({ type }) => COMPARED.includes(type))
    .map(({ type, status, reason }) => [type, status, reason])
    .sort();
  return JSON.stringify([
    kind,
    condition?.status,
    condition?.reason,
    compared,
    children.map(describeState),
  ]);
}

function mergeGroup(group: ConditionTreeNode[]): ConditionTreeNode {
  const [first] = group;
  if (group.length === 1) {
    return first;
  }
  const names = group.map(({ name }) => name);
  const more = names.length - SHOWN_NAMES;
  return {
    ...first,
    name: `${names.slice(0, SHOWN_NAMES).join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }`,
    count: group.length,
    condition: first.condition && {
      ...first.condition,
      since: findOldest(group.map(({ condition }) => condition?.since)),
    },
    // All have children of the same kinds in the same states.
    children: first.children.map((_child, index) =>
      mergeGroup(group.map(({ children }) => children[index])),
    ),
  };
}

function findOldest(times: (string | undefined)[]): string | undefined {
  return times.filter(time => time !== undefined).sort()[0];
}
