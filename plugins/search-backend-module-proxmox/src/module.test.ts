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
  PveClient,
} from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
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
          data: {
            proxmox: {
              clusters,
              // Calls of a test are its own unless it asks for these.
              inventory: { configurationDelay: '1h' },
              ...proxmox,
            },
          },
        }),
        searchPlugin,
        searchModuleProxmox,
        observer,
      ],
    });
    stops.push(() => backend.stop());
    return found!;
  };

  /** Changes the configuration of a virtual machine as an administrator would. */
  const configure = async (
    node: string,
    vmid: number,
    params: Record<string, string>,
  ) => {
    const { id, secret } = fra.tokens.root;
    const client = PveClient.create({
      name: 'root',
      endpoints: [fra.nodes[0].url],
      tls: { ca: fra.caPem },
      auth: { tokenId: id, tokenSecret: secret },
    });
    stops.push(() => client.close());
    await client.request({
      method: 'PUT',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      path: { node, vmid },
      params,
    });
  };

  const collate = async (
    inventory: ProxmoxInventory,
    options: { log?: string[] } = {},
  ) => {
    const factory = new ProxmoxGuestCollatorFactory({
      inventory,
      logger: { warn: line => options.log?.push(line) },
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

  it('are found by configured address and MAC as soon as the inventory knows them, without a call', async () => {
    await configure('pve1', 201, { ipconfig0: 'ip=10.9.9.9/24,gw=10.9.9.1' });
    const inventory = await start({
      inventory: { configurationDelay: '0s', configurationPause: '0s' },
    });
    await new Promise<void>(resolve => {
      const isWhole = () => {
        const { data } = inventory.getSource('fra')!;
        const known = Object.keys(data?.configurations ?? {}).length;
        return data && known === data.guests.length && resolve();
      };
      inventory.subscribe(isWhole);
      isWhole();
    });
    fra.resetCalls();

    const documents = await collate(inventory);

    const machine = documents.find(({ title }) => title === 'talos-cp-1');
    expect(machine).toMatchObject({
      macs: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
      text: expect.stringMatching(/MAC ([0-9a-f]{2}:){5}[0-9a-f]{2}/),
    });
    const configured = documents.find(({ title }) => title === 'orders-api-1');
    expect(configured).toMatchObject({
      addresses: '10.9.9.9',
      text: expect.stringMatching(/address 10\.9\.9\.9, MAC/),
    });
    expect(fra.calls().total).toBe(0);
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
