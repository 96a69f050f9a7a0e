import { Guest, Machine } from '@rackstage/plugin-proxmox-common';
import { indexGuests, joinMachinesToGuests } from './joinMachinesToGuests';

const name = 'acme-md-0-x1';

function guestOf(source: string, change: Partial<Guest> = {}): Guest {
  return {
    source,
    type: 'qemu',
    vmid: 20001,
    name,
    node: 'pve1',
    status: 'running',
    template: false,
    tags: [],
    owner: 'group:default/platform',
    entityRef: `resource:default/${source}-guest-20001`,
    ...change,
  };
}

function machineOf(vmid?: number): Machine {
  return {
    source: 'mgmt',
    namespace: 'tenant-team-a',
    name,
    cluster: 'acme',
    phase: 'Running',
    ready: true,
    conditions: [],
    createdAt: '2026-11-01T12:00:00Z',
    proxmoxMachine: { name, vmid, addresses: [], conditions: [] },
  };
}

function join(machine: Machine, guests: Guest[], proxmoxSource?: string) {
  const sources = [...new Set(guests.map(({ source }) => source))];
  const index = indexGuests(
    sources.map(source => ({
      source,
      data: { guests: guests.filter(guest => guest.source === source) },
    })),
  );
  return joinMachinesToGuests([machine], index, proxmoxSource)[0].guest;
}

describe('joinMachinesToGuests', () => {
  it('finds the guest by VMID in the cluster that is configured', () => {
    expect(
      join(machineOf(20001), [guestOf('edge'), guestOf('fra')], 'fra'),
    ).toEqual({
      source: 'fra',
      type: 'qemu',
      vmid: 20001,
      name,
      node: 'pve1',
      status: 'running',
      entityRef: 'resource:default/fra-guest-20001',
    });
  });

  it.each<[string, Machine, Guest[], string | undefined]>([
    ['without a VMID', machineOf(), [guestOf('fra')], 'fra'],
    ['with a free VMID', machineOf(20002), [guestOf('fra')], 'fra'],
    [
      'whose VMID has another guest by now',
      machineOf(20001),
      [guestOf('fra', { name: 'somebody-else' })],
      'fra',
    ],
    [
      'whose VMID has a container',
      machineOf(20001),
      [guestOf('fra', { type: 'lxc' })],
      'fra',
    ],
    [
      'whose guest is in another cluster',
      machineOf(20001),
      [guestOf('edge')],
      'fra',
    ],
    [
      'that could be in two clusters',
      machineOf(20001),
      [guestOf('edge'), guestOf('fra')],
      undefined,
    ],
    [
      'whose guest has no name and is in who knows which cluster',
      machineOf(20001),
      [guestOf('fra', { name: undefined })],
      undefined,
    ],
  ])('gives a machine %s none', (...[, machine, guests, source]) => {
    expect(join(machine, guests, source)).toBeUndefined();
  });

  it('keeps a guest whose node is down and shows no name', () => {
    const nameless = guestOf('fra', { name: undefined, status: 'unknown' });
    expect(join(machineOf(20001), [nameless], 'fra')?.vmid).toBe(20001);
  });

  it('finds the only one of that name where no cluster is configured', () => {
    const guests = [guestOf('edge', { name: 'other' }), guestOf('fra')];
    expect(join(machineOf(20001), guests)?.source).toBe('fra');
  });
});
