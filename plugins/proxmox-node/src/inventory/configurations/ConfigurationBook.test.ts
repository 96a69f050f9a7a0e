import { ConfigurationSummary, Guest } from '@rackstage/plugin-proxmox-common';
import { ConfigurationBook } from './ConfigurationBook';

const guest: Guest = {
  source: 'fra',
  type: 'qemu',
  vmid: 201,
  node: 'pve1',
  name: 'orders-api-1',
  status: 'running',
  template: false,
  tags: [],
  owner: 'group:default/team-a',
  entityRef: 'resource:default/fra-guest-201',
};
const summary: ConfigurationSummary = {
  asOf: '2026-01-01T00:00:00.000Z',
  storages: ['ceph-vm'],
  macs: ['bc:24:11:00:00:01'],
  addresses: ['10.0.0.61'],
};

describe('ConfigurationBook', () => {
  const known = () => {
    const book = new ConfigurationBook();
    book.noteRead(guest, summary);
    return book;
  };

  it('keeps what it knows of a guest that moved, grew or is without a name for a while', () => {
    const book = known();
    book.forgetAllBut([{ ...guest, node: 'pve2', tags: ['new'] }]);
    book.forgetAllBut([{ ...guest, name: undefined, status: 'unknown' }]);
    expect(book.configurations).toEqual({ 'qemu/201': summary });
  });

  it.each([
    ['another name', { name: 'shop-web-9' }],
    ['another owner', { owner: 'group:default/team-b' }],
    ['another type', { type: 'lxc' as const }],
  ])(
    'tells the next holder of a VMID nothing of the former: %s',
    (_, change) => {
      const book = known();
      book.forgetAllBut([{ ...guest, ...change }]);
      expect(book.configurations).toBeUndefined();
      expect(book.marks.size).toBe(0);
    },
  );
});
