import type { Machine } from '../objects/kinds';
import { aMachine } from '../__testUtils__/objects';
import { machinesToDelete } from './machineSet';

const machine = (
  name: string,
  minute: number,
  change: Partial<Machine['metadata']> & { isNode?: boolean } = {},
): Machine => {
  const { isNode = true, ...metadata } = change;
  return aMachine('v1beta2', {
    metadata: {
      name,
      creationTimestamp: `2026-11-22T12:${String(minute).padStart(2, '0')}:00Z`,
      ...metadata,
    },
    status: isNode ? { nodeRef: { name } } : {},
  });
};

const namesOf = (machines: Machine[]) =>
  machines.map(({ metadata }) => metadata.name);

describe('machinesToDelete', () => {
  it('begins with those that never ran, then takes the newest', () => {
    const machines = [
      machine('oldest', 1),
      machine('newest', 9),
      machine('never', 5, { isNode: false }),
      machine('middle', 4),
    ];
    expect(namesOf(machinesToDelete(machines, 3))).toEqual([
      'never',
      'newest',
      'middle',
    ]);
  });

  it('does not count those that go already', () => {
    const leaving = machine('leaving', 9, {
      deletionTimestamp: '2026-11-22T12:30:00Z',
    });
    expect(
      namesOf(machinesToDelete([leaving, machine('stays', 1)], 1)),
    ).toEqual(['stays']);
  });

  it('decides by name among machines of one moment, so that two runs agree', () => {
    const machines = [machine('b', 1), machine('a', 1), machine('c', 1)];
    expect(namesOf(machinesToDelete(machines, 2))).toEqual(['a', 'b']);
    expect(namesOf(machinesToDelete(machines.reverse(), 2))).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([0, -2])('takes none where there are %d too many', count => {
    expect(machinesToDelete([machine('a', 1)], count)).toEqual([]);
  });
});
