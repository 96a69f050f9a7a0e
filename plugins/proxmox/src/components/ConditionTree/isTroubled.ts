import { ConditionTreeNode } from '@rackstage/plugin-proxmox-common';

/** Whether the line or one below it is not as it should be. */
export function isTroubled(node: ConditionTreeNode): boolean {
  return (
    (node.condition !== undefined && node.condition.status !== 'True') ||
    node.children.some(isTroubled)
  );
}
