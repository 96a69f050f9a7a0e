import { aGuest } from '../../__testUtils__/aSourceState';
import { GuestSortKey, sortGuests } from './sortGuests';

describe('sortGuests', () => {
  const guests = [
    aGuest({ vmid: 110, name: 'web-10', uptime: 5, cpu: { cores: 2 } }),
    aGuest({ vmid: 102, name: 'web-2', uptime: 50 }),
    aGuest({ vmid: 103, name: undefined, uptime: undefined }),
    aGuest({ vmid: 101, name: 'Web-1', uptime: 500 }),
    aGuest({ vmid: 101, name: 'web-1', uptime: 1, source: 'edge' }),
  ];
  const sorted = (sort: GuestSortKey, order: 'asc' | 'desc') =>
    sortGuests(guests, sort, order).map(
      guest => `${guest.source}/${guest.vmid}`,
    );

  it('knows that 2 comes before 10', () => {
    expect(sorted('name', 'asc')).toEqual([
      'edge/101',
      'fra/101',
      'fra/102',
      'fra/110',
      'fra/103',
    ]);
  });

  it('keeps those without a value last when it turns the order round', () => {
    expect(sorted('name', 'desc')).toEqual([
      'fra/110',
      'fra/102',
      'edge/101',
      'fra/101',
      'fra/103',
    ]);
    expect(sorted('uptime', 'desc')).toEqual([
      'fra/101',
      'fra/102',
      'fra/110',
      'edge/101',
      'fra/103',
    ]);
    expect(sorted('cpu', 'asc').at(-1)).toBe('fra/110');
  });

  it('orders equal ones by source and VMID, whatever order they came in', () => {
    const expected = sorted('status', 'asc');
    expect(expected).toEqual([
      'edge/101',
      'fra/101',
      'fra/102',
      'fra/103',
      'fra/110',
    ]);
    expect(
      sortGuests([...guests].reverse(), 'status', 'asc').map(
        guest => `${guest.source}/${guest.vmid}`,
      ),
    ).toEqual(expected);
  });

  it('leaves the list that it was given alone', () => {
    const before = [...guests];
    sortGuests(guests, 'vmid', 'desc');
    expect(guests).toEqual(before);
  });
});
