import { Simulator, startSimulator } from '../../startSimulator';
import { GuestSystems, smbiosUuid } from './GuestSystems';

describe('smbiosUuid', () => {
  it.each([
    ['uuid=1B4E28BA-2FA1-11D2-883F-0016D3CCA427', true],
    ['serial=abc,uuid=1b4e28ba-2fa1-11d2-883f-0016d3cca427,base64=1', true],
    ['serial=abc', false],
    ['xuuid=1b4e28ba-2fa1-11d2-883f-0016d3cca427', false],
    [undefined, false],
  ])('reads %s', (text, isThere) => {
    expect(smbiosUuid(text)).toBe(
      isThere ? '1b4e28ba-2fa1-11d2-883f-0016d3cca427' : undefined,
    );
  });
});

describe('GuestSystems', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterAll(async () => {
    await simulator?.close();
  });

  it('find a machine by its UUID on whichever site it is, and say on which', () => {
    const systems = new GuestSystems(() => simulator.sites);
    for (const site of simulator.sites) {
      const guest = [...site.world.guests.values()].find(({ config }) =>
        smbiosUuid(config.smbios1),
      )!;
      const uuid = smbiosUuid(guest.config.smbios1)!;
      expect(systems.machineOf(uuid.toUpperCase())).toBe(guest);
      expect(systems.siteOf(guest)).toBe(site.name);
    }
    expect(systems.machineOf('none')).toBeUndefined();
  });

  it('do not know a machine that is gone', () => {
    const systems = new GuestSystems(() => simulator.sites);
    const { guests } = simulator.site('fra').world;
    const guest = [...guests.values()].find(({ config }) =>
      smbiosUuid(config.smbios1),
    )!;
    guests.delete(guest.vmid);
    expect(systems.siteOf(guest)).toBeUndefined();
    expect(
      systems.machineOf(smbiosUuid(guest.config.smbios1)!),
    ).toBeUndefined();
  });
});
