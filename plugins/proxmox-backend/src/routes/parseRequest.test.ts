import { guestsQuerySchema } from '@rackstage/plugin-proxmox-common';
import { parseGuestId, parseQuery } from './parseRequest';

describe('parseGuestId', () => {
  it('reads the identity of a guest', () => {
    expect(parseGuestId({ source: 'fra', type: 'lxc', vmid: '210' })).toEqual({
      source: 'fra',
      type: 'lxc',
      vmid: 210,
    });
  });

  it.each([
    'abc',
    '99',
    '0100',
    '1e3',
    '-201',
    '201.5',
    '',
    ' 201',
    '1000000000',
    '0x65',
  ])('refuses the VMID %j and says what one is', vmid => {
    expect(() => parseGuestId({ source: 'fra', type: 'qemu', vmid })).toThrow(
      `vmid: '${vmid}' is no VMID; expected a whole number from 100 to 999999999`,
    );
  });

  it('refuses an unknown type', () => {
    expect(() =>
      parseGuestId({ source: 'fra', type: 'vm', vmid: '201' }),
    ).toThrow("type: 'vm' is no type of guest; expected qemu or lxc");
  });
});

describe('parseQuery', () => {
  it('fills in the defaults', () => {
    expect(parseQuery(guestsQuerySchema, { template: 'false' })).toEqual({
      template: false,
      sort: 'name',
      order: 'asc',
      offset: 0,
      limit: 50,
    });
  });

  it.each([
    [{ limit: '501' }, /^limit: .*500/],
    [{ limit: 'many' }, /^limit: /],
    [{ offset: '-1' }, /^offset: /],
    [{ type: 'vm' }, /^type: .*qemu.*lxc/],
    [{ sort: 'colour' }, /^sort: .*name/],
    [{ source: ['fra', 'edge'] }, /^source: /],
    [{ sorce: 'fra' }, /^sorce: no such parameter; known are source, type/],
    [{ type: 'vm', limit: '0' }, /type: .*; limit: /],
  ])('names what is wrong with %j', (query, message) => {
    expect(() => parseQuery(guestsQuerySchema, query)).toThrow(message);
  });
});
