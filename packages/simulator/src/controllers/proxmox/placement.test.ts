import {
  availableMemory,
  pickNode,
  pickNumber,
  ResourceRow,
  selectTemplate,
} from './placement';

const gib = 1024 ** 3;
const rows: ResourceRow[] = [
  { type: 'node', node: 'pve1', maxmem: 64 * gib },
  { type: 'node', node: 'pve2', maxmem: 64 * gib },
  {
    type: 'qemu',
    node: 'pve1',
    vmid: 100,
    maxmem: 32 * gib,
    status: 'stopped',
  },
  { type: 'lxc', node: 'pve1', vmid: 101, maxmem: 8 * gib },
  {
    type: 'qemu',
    node: 'pve1',
    vmid: 9000,
    maxmem: 4 * gib,
    template: 1,
    tags: 'ubuntu;template',
  },
  {
    type: 'qemu',
    node: 'pve1',
    vmid: 9001,
    maxmem: 4 * gib,
    template: 1,
    tags: 'talos;template',
  },
];

describe('placement of machines', () => {
  it('counts the memory of stopped guests and containers, but not of templates', () => {
    expect(availableMemory(rows, 'pve1', 100)).toBe(24 * gib);
    expect(availableMemory(rows, 'pve1', 0)).toBe(64 * gib);
  });

  it('takes the node with most memory, and gives up when none has enough', () => {
    const allowedNodes = ['pve1', 'pve2'];
    expect(
      pickNode(rows, { allowedNodes, memoryMiB: 8192, adjustment: 100 }),
    ).toBe('pve2');
    expect(() =>
      pickNode(rows, {
        allowedNodes: ['pve1'],
        memoryMiB: 32768,
        adjustment: 100,
      }),
    ).toThrow(
      /cannot reserve 34359738368B of memory on node pve1: 25769803776B/,
    );
  });

  it('finds a template by exactly its tags, or by some of them if the policy says so', () => {
    expect(selectTemplate(rows, { matchTags: ['template', 'ubuntu'] })).toEqual(
      { node: 'pve1', vmid: 9000 },
    );
    expect(() => selectTemplate(rows, { matchTags: ['ubuntu'] })).toThrow(
      'found 0 VM templates with tags "ubuntu"',
    );
    expect(() =>
      selectTemplate(rows, {
        matchTags: ['template'],
        matchPolicy: 'uniqueSubset',
      }),
    ).toThrow('found 2 VM templates');
  });

  it('takes the first free number and gives up on a full range', () => {
    expect(pickNumber(rows, { start: 100, end: 103 })).toBe(102);
    expect(() => pickNumber(rows, { start: 100, end: 101 })).toThrow(
      'No free vmid found in vmIDRange',
    );
  });
});
