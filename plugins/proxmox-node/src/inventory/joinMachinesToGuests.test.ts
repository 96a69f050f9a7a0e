import {
  configurationKey,
  Guest,
  Machine,
} from '@rackstage/plugin-proxmox-common';
import { indexGuests, joinMachinesToGuests } from './joinMachinesToGuests';

const name = 'acme-md-0-x1';
const uuid = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const otherUuid = '7d44c3f0-91de-4a7d-8c3b-0a5b5e2c9d11';

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

function machineOf(vmid?: number, change: Partial<Machine> = {}): Machine {
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
    ...change,
  };
}

/** `uuids`: by entity ref, of the guests whose configuration was read. */
function joinKnown(
  machine: Machine,
  guests: Guest[],
  known: { proxmoxSource?: string; uuids: Record<string, string> },
) {
  const sources = [...new Set(guests.map(({ source }) => source))];
  const index = indexGuests(
    sources.map(source => {
      const own = guests.filter(guest => guest.source === source);
      const configurations = own
        .filter(guest => known.uuids[guest.entityRef])
        .map(guest => [
          configurationKey(guest),
          {
            asOf: '2026-11-01T12:00:00Z',
            storages: [],
            macs: [],
            addresses: [],
            smbiosUuid: known.uuids[guest.entityRef],
          },
        ]);
      return {
        source,
        data: {
          guests: own,
          configurations: Object.fromEntries(configurations),
        },
      };
    }),
  );
  return joinMachinesToGuests([machine], index, known.proxmoxSource)[0].guest;
}

function join(machine: Machine, guests: Guest[], proxmoxSource?: string) {
  return joinKnown(machine, guests, { proxmoxSource, uuids: {} });
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

  describe('where UUIDs are known', () => {
    const machine = machineOf(20001, { uuid });
    const fra = guestOf('fra');

    it('does not take another guest at the VMID for the machine, whatever it is called', () => {
      const uuids = { [fra.entityRef]: otherUuid };
      expect(joinKnown(machine, [fra], { uuids })).toBeUndefined();
      expect(
        joinKnown(machine, [fra], { uuids, proxmoxSource: 'fra' }),
      ).toBeUndefined();
    });

    it('finds the guest that was renamed, or has another VMID by now', () => {
      const moved = guestOf('fra', {
        vmid: 777,
        name: 'restored',
        entityRef: 'resource:default/fra-guest-777',
      });
      expect(
        joinKnown(machine, [moved], { uuids: { [moved.entityRef]: uuid } })
          ?.vmid,
      ).toBe(777);
    });

    it('finds it where another guest has taken its VMID meanwhile', () => {
      const moved = guestOf('fra', {
        vmid: 777,
        entityRef: 'resource:default/fra-guest-777',
      });
      const uuids = { [moved.entityRef]: uuid, [fra.entityRef]: otherUuid };
      expect(joinKnown(machine, [fra, moved], { uuids })?.vmid).toBe(777);
    });

    it('tells a guest from its copy by VMID, and gives none where that does not tell', () => {
      const copy = guestOf('fra', {
        vmid: 777,
        entityRef: 'resource:default/fra-guest-777',
      });
      const uuids = { [copy.entityRef]: uuid, [fra.entityRef]: uuid };
      expect(joinKnown(machine, [copy, fra], { uuids })?.vmid).toBe(20001);
      expect(
        joinKnown(machineOf(20002, { uuid }), [copy, fra], { uuids }),
      ).toBeUndefined();
    });

    it('looks only into the cluster that is configured', () => {
      const edge = guestOf('edge');
      const uuids = { [edge.entityRef]: uuid };
      expect(joinKnown(machine, [edge], { uuids })?.source).toBe('edge');
      expect(
        joinKnown(machine, [edge], { uuids, proxmoxSource: 'fra' }),
      ).toBeUndefined();
    });

    it('goes by VMID and name while the configuration of the guest was not read', () => {
      expect(joinKnown(machine, [fra], { uuids: {} })?.vmid).toBe(20001);
    });
  });
});
