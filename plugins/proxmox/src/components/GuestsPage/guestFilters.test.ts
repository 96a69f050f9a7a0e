import { isFiltered, readGuestFilters, toGuestsQuery } from './guestFilters';

function read(query: string) {
  return readGuestFilters(new URLSearchParams(query));
}

describe('filters of the guests table', () => {
  it('sorts by name where the address says nothing', () => {
    expect(toGuestsQuery(read(''))).toEqual({ sort: 'name', order: 'asc' });
    expect(isFiltered(read('sort=cpu&order=desc'))).toBe(false);
  });

  it('ignores what is no valid value instead of sending it', () => {
    expect(
      toGuestsQuery(read('status=on-fire&kind=mainframe&sort=colour&order=up')),
    ).toEqual({ sort: 'name', order: 'asc' });
  });

  it.each([
    ['vm', { type: 'qemu', template: 'false' }],
    ['container', { type: 'lxc', template: 'false' }],
    ['template', { template: 'true' }],
  ])('asks for %s in the terms of the contract', (kind, expected) => {
    expect(toGuestsQuery(read(`kind=${kind}`))).toMatchObject(expected);
    expect(isFiltered(read(`kind=${kind}`))).toBe(true);
  });
});
