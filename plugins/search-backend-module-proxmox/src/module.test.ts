import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import { TestPipeline } from '@backstage/plugin-search-backend-node';
import { JsonObject } from '@backstage/types';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceRef,
} from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { AddressBook } from './collator/AddressBook';
import { ProxmoxGuestCollatorFactory } from './collator/ProxmoxGuestCollatorFactory';
import searchModuleProxmox from './index';

jest.setTimeout(60_000);

describe('guests in the search index', () => {
  let simulator: Simulator;
  let fra: SimulatedSite;
  let stops: Array<() => Promise<void>>;

  beforeEach(async () => {
    stops = [];
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    fra = simulator.site('fra');
  });

  afterEach(async () => {
    await Promise.all(stops.map(stop => stop()));
    await simulator.close();
  });

  /** A whole search backend; gives the inventory in it. */
  const start = async (proxmox: JsonObject = {}) => {
    let found: ProxmoxInventory | undefined;
    const observer = createBackendModule({
      pluginId: 'search',
      moduleId: 'observer',
      register(reg) {
        reg.registerInit({
          deps: {
            inventory: proxmoxInventoryServiceRef,
            logger: coreServices.logger,
          },
          async init({ inventory }) {
            found = inventory;
          },
        });
      },
    });
    const token = fra.tokens.inventory;
    const clusters = [
      {
        name: 'fra',
        title: 'Frankfurt',
        endpoints: fra.nodes.map(node => node.url),
        tls: { ca: fra.caPem },
        auth: { tokenId: token.id, tokenSecret: token.secret },
        owners: {
          rules: [{ pool: 'team-a', owner: 'group:default/team-a' }],
        },
      },
    ];
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { proxmox: { clusters, ...proxmox } },
        }),
        searchPlugin,
        searchModuleProxmox,
        observer,
      ],
    });
    stops.push(() => backend.stop());
    return found!;
  };

  const collate = async (
    inventory: ProxmoxInventory,
    options: { log?: string[]; addressBook?: AddressBook } = {},
  ) => {
    const factory = new ProxmoxGuestCollatorFactory({
      inventory,
      logger: { warn: line => options.log?.push(line) },
      addressBook: options.addressBook,
      locationTemplate: '/catalog/:namespace/:kind/:name',
    });
    const { documents } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    return documents;
  };

  it('are found by name, VMID, node, pool and tags, each under its own permission', async () => {
    const documents = await collate(await start());

    expect(documents).toContainEqual({
      title: 'orders-api-1',
      text: expect.stringMatching(
        /^Virtual machine 201 on pve1 in Frankfurt \(fra\), pool team-a/,
      ),
      location: '/catalog/default/resource/fra-guest-201',
      authorization: { resourceRef: 'fra/qemu/201' },
      source: 'fra',
      guestType: 'virtual-machine',
      vmid: '201',
      node: 'pve1',
      pool: 'team-a',
      owner: 'group:default/team-a',
      addresses: '',
      macs: '',
    });
    const template = documents.find(({ title }) => title === 'talos-1.11');
    expect(template).toMatchObject({ guestType: 'vm-template' });
    const container = documents.find(
      ({ title }) => title === 'orders-postgres',
    );
    expect(container).toMatchObject({ guestType: 'lxc-container' });
  });

  it('come from the inventory without a call, and stay when it goes down', async () => {
    const inventory = await start();
    const before = await collate(inventory);
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    await inventory.refresh('fra');
    fra.resetCalls();

    const log: string[] = [];
    expect(await collate(inventory, { log })).toEqual(before);
    expect(fra.calls().total).toBe(0);
    expect(log).toEqual([]);
  });

  it('are found by address and MAC too, each guest being asked once an hour', async () => {
    const inventory = await start();
    let now = Date.now();
    const addressBook = new AddressBook({
      inventory,
      logger: { debug: () => {} },
      now: () => now,
      pauseMs: 0,
    });
    const controlPlane = async () =>
      (await collate(inventory, { addressBook })).find(
        ({ title }) => title === 'talos-cp-1',
      );

    expect(await controlPlane()).toMatchObject({
      addresses: expect.stringContaining('10.0.0.41'),
      macs: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
      text: expect.stringMatching(/address 10\.0\.0\.41.*MAC/),
    });

    fra.resetCalls();
    await controlPlane();
    expect(fra.calls().total).toBe(0);

    now += 60 * 60_000;
    fra.inject({ kind: 'node-down', node: 'pve2' });
    await fra.settled();
    await inventory.refresh('fra');
    fra.resetCalls();
    expect(await controlPlane()).toMatchObject({
      addresses: expect.stringContaining('10.0.0.41'),
    });
    expect(Math.max(...Object.values(fra.calls().maxConcurrentPerNode))).toBe(
      1,
    );
    const asked =
      fra.calls().byTemplate['GET /nodes/{node}/qemu/{vmid}/config'];
    expect(asked).toBeLessThan(inventory.getSource('fra')!.data!.guests.length);
  });

  it('are read no longer than the time there is, and go on where they stopped', async () => {
    const inventory = await start();
    const { data } = await inventory.refresh('fra');
    let now = Date.now();
    const addressBook = new AddressBook({
      inventory,
      logger: { debug: () => {} },
      // Each look at the clock takes a second.
      now: () => (now += 1_000),
      pauseMs: 0,
    });
    const known = () =>
      data!.guests.filter(guest => addressBook.contactsOf(guest)).length;
    await addressBook.update(10_000);
    const first = known();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(data!.guests.length);
    await addressBook.update(10_000);
    expect(known()).toBeGreaterThan(first);
  });

  it('are missing with a reason where a source was never read', async () => {
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    const log: string[] = [];

    expect(await collate(await start(), { log })).toEqual([]);
    expect(log).toEqual([
      expect.stringMatching(/lacks the guests of Proxmox source fra: Proxmox/),
    ]);
  });

  it.each([
    [{ search: { scedule: {} } }, /proxmox\.search\.scedule: unknown key/],
    [
      { search: { locationTemplate: '/catalog' } },
      /proxmox\.search\.locationTemplate: expected a path with :name/,
    ],
  ])('refuse to start with %j', async (proxmox, message) => {
    await expect(start(proxmox)).rejects.toThrow(message);
  });
});
