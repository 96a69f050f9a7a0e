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
    expect(isTaskOfGuest({ type, id }, guest)).toBe(expected);
  });
});
