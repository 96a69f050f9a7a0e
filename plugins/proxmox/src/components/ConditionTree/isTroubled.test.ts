import { ConditionTreeNode } from '@rackstage/plugin-proxmox-common';
import { isTroubled } from './isTroubled';

function line(
  status: 'True' | 'False' | 'Unknown' | undefined,
  children: ConditionTreeNode[] = [],
): ConditionTreeNode {
  const condition = status && { type: 'Ready', status };
  return {
    kind: 'Machine',
    name: 'acme-md-0-a',
    count: 1,
    condition,
    conditions: [],
    children,
  };
}

describe('a line of the condition tree', () => {
  it.each(['False', 'Unknown'] as const)('is troubled when %s', status => {
    expect(isTroubled(line(status))).toBe(true);
  });

  it('is troubled by what hangs far below it', () => {
    expect(isTroubled(line('True', [line(undefined, [line('False')])]))).toBe(
      true,
    );
  });

  it('is calm when all is well, and when there is no condition to tell', () => {
    expect(isTroubled(line('True', [line('True')]))).toBe(false);
    expect(isTroubled(line(undefined))).toBe(false);
  });
});
