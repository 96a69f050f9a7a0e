import { readSnapshots } from '../wire/snapshots';
import { toSnapshots } from './toSnapshots';

describe('toSnapshots', () => {
  it('lists them by age, without the state of now', () => {
    const { rows } = readSnapshots([
      { name: 'current', description: 'now', parent: 'second', running: 1 },
      {
        name: 'second',
        description: 'after\n',
        snaptime: '1744830720',
        vmstate: 1,
        parent: 'first',
      },
      { name: 'first', description: '', snaptime: 1744830464 },
    ]);

    expect(toSnapshots(rows)).toEqual([
      {
        name: 'first',
        takenAt: '2025-04-16T19:07:44.000Z',
        withMemory: false,
      },
      {
        name: 'second',
        description: 'after',
        takenAt: '2025-04-16T19:12:00.000Z',
        withMemory: true,
        parent: 'first',
      },
    ]);
  });
});
