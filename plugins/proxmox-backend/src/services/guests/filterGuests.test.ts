import { aGuest } from '../../__testUtils__/aSourceState';
import { GuestFilter, filterGuests } from './filterGuests';

const guests = [
  aGuest({ vmid: 201, name: 'orders-api-1' }),
  aGuest({
    vmid: 210,
    type: 'lxc',
    name: 'orders-postgres',
    node: 'pve2',
    tags: ['postgresql'],
  }),
  aGuest({
    vmid: 231,
    name: 'billing-worker-1',
    status: 'stopped',
    node: 'pve3',
    pool: 'team-c',
    tags: [],
    owner: 'group:default/team-c',
  }),
  aGuest({ vmid: 9000, name: undefined, template: true, pool: undefined }),
];

describe('filterGuests', () => {
  it.each<[string, GuestFilter, number[]]>([
    ['nothing', {}, [201, 210, 231, 9000]],
    ['type', { type: 'lxc' }, [210]],
    ['status', { status: 'stopped' }, [231]],
    ['node', { node: 'pve2' }, [210]],
    ['owner', { owner: 'group:default/team-c' }, [231]],
    ['pool', { pool: 'team-a' }, [201, 210]],
    ['tag', { tag: 'postgresql' }, [210]],
    ['part of a tag', { tag: 'postgres' }, []],
    ['templates', { template: true }, [9000]],
    ['no templates', { template: false }, [201, 210, 231]],
    ['part of a name in another case', { search: 'ORDERS' }, [201, 210, 9000]],
    ['part of a VMID', { search: '23' }, [231]],
    ['part of a pool', { search: 'team-c' }, [231]],
    ['part of a tag as text', { search: 'greSQL' }, [210]],
    ['a node as text', { search: 'pve3' }, [231]],
    ['blanks around', { search: '  billing ' }, [231]],
    ['only blanks', { search: '  ' }, [201, 210, 231, 9000]],
    ['a pattern is no pattern', { search: '.*' }, []],
    ['two conditions', { pool: 'team-a', type: 'qemu' }, [201]],
  ])('finds by %s', (_name, filter, vmids) => {
    expect(filterGuests(guests, filter).map(guest => guest.vmid)).toEqual(
      vmids,
    );
  });
});
