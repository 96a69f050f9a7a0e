import { isTaskOfGuest } from './isTaskOfGuest';

describe('isTaskOfGuest', () => {
  const machine = { type: 'qemu', vmid: 201 } as const;
  const container = { type: 'lxc', vmid: 201 } as const;

  it.each([
    ['qmstart', '201', machine, true],
    ['qmstart', '202', machine, false],
    ['qmstart', '2010', machine, false],
    ['qmstart', '', machine, false],
    ['vzstart', '201', machine, false],
    ['vzstart', '201', container, true],
    ['qmigrate', '201', container, false],
    ['vzdump', '201', machine, true],
    ['vzdump', '201', container, true],
    ['hastart', '201', machine, true],
    ['vncproxy', '201', container, true],
  ])('%s of %j, asked for %j: %s', (...[type, id, guest, expected]) => {
    const startedAt = '2026-11-21T10:00:00.000Z';
    expect(isTaskOfGuest({ type, id, startedAt }, guest)).toBe(expected);
  });

  it.each([
    ['2026-11-21T09:58:59.999Z', false],
    ['2026-11-21T09:59:30.000Z', true],
    ['2026-11-21T10:00:01.000Z', true],
  ])(
    'a task of %s is one of a guest that was created at ten: %s',
    (startedAt, expected) => {
      const task = { type: 'qmstart', id: '201', startedAt };
      const createdAt = '2026-11-21T10:00:00.000Z';
      expect(isTaskOfGuest(task, { ...machine, createdAt })).toBe(expected);
    },
  );
});
