import { ConfigReader } from '@backstage/config';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { readProxmoxConfig } from '../config';
import { KubeClient } from '../kube/client';
import { PveClient } from '../pve';
import { configOf } from './__testUtils__/startInventory';
import { globexOf, until } from './__testUtils__/startManagementClusters';
import { createSourceReader } from './createSourceReader';
import { systemInventoryClock } from './InventoryClock';
import { ProxmoxInventoryService } from './ProxmoxInventoryService';

jest.setTimeout(60_000);

/** The whole demo site: two management clusters of different stacks, and the Proxmox cluster below them. */
describe('simulated management clusters in the inventory', () => {
  let simulator: Simulator;
  let inventory: ProxmoxInventoryService;

  beforeEach(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    const { sources, managementClusters, intervals } = readProxmoxConfig(
      new ConfigReader({
        proxmox: {
          clusters: [configOf(simulator.site('fra'))],
          inventory: { configurationDelay: '2s', configurationPause: '0s' },
          kubernetes: simulator.managementClusters.map(cluster => ({
            name: cluster.name,
            url: cluster.url,
            ca: cluster.caPem,
            token: cluster.tokens.portal,
            proxmox: { defaultCluster: 'fra' },
            owners: {
              rules: [
                { namespace: 'tenant-team-a', owner: 'group:team-a' },
                { namespace: 'tenant-team-b', owner: 'group:team-b' },
              ],
            },
          })),
        },
      }),
    );
    inventory = ProxmoxInventoryService.create({
      sources: sources.map(config => {
        const client = PveClient.create(config);
        return { config, client, reader: createSourceReader(client) };
      }),
      managementClusters: managementClusters.map(config => ({
        config,
        client: KubeClient.create(config),
        silenceMs: 1_000,
      })),
      intervals,
      clock: systemInventoryClock,
      logger: { info: () => {}, warn: () => {} },
    });
    inventory.start();
    await inventory.refresh('fra');
  });

  afterEach(async () => {
    await inventory.stop();
    await simulator.close();
  });

  it('shows the ready one with its guests and the stuck one with its cause, in both stacks', async () => {
    const a = await until(inventory, 'mgmt-a', ({ complete }) => complete);
    expect(a).toMatchObject({ error: undefined, warnings: [] });
    expect(a.data?.stack).toBe('v1beta1');
    expect(
      a.data?.tenantClusters.find(({ name }) => name === 'acme'),
    ).toMatchObject({
      ready: true,
      owner: 'group:default/team-a',
      entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-acme',
    });
    expect(globexOf(a)).toMatchObject({
      ready: false,
      reason: 'WaitingForStaticIPAllocation',
      owner: 'group:default/team-b',
    });
    const workers = a.data?.machines.filter(
      ({ cluster }) => cluster === 'acme',
    );
    expect(workers?.map(({ guest }) => guest?.vmid).sort()).toEqual([
      301, 302, 303,
    ]);
    expect(workers?.every(({ guest }) => guest?.source === 'fra')).toBe(true);

    const b = await until(inventory, 'mgmt-b', ({ complete }) => complete);
    expect(b.data?.stack).toBe('v1beta2');
    expect(b.data?.tenantClusters[0]).toMatchObject({
      name: 'initech',
      ready: true,
    });
  });

  it('keeps what it saw through a restart of the API server, and costs the other nothing', async () => {
    await until(inventory, 'mgmt-a', ({ complete }) => complete);
    await until(inventory, 'mgmt-b', ({ complete }) => complete);
    const a = simulator.managementCluster('mgmt-a');

    a.inject({ kind: 'api-restarting' });
    const down = await until(inventory, 'mgmt-a', ({ error }) => !!error);
    expect(down.error).toMatchObject({ code: 'unreachable' });
    expect(down.data?.tenantClusters).toHaveLength(2);
    expect(inventory.getManagementCluster('mgmt-b')?.complete).toBe(true);

    await a.clear();
    await until(inventory, 'mgmt-a', ({ complete }) => complete);
  });

  it('sees what happens while its watches are silent', async () => {
    await until(inventory, 'mgmt-a', ({ complete }) => complete);
    const a = simulator.managementCluster('mgmt-a');
    a.inject({ kind: 'watch-broken', mode: 'silent' });
    await inventory.getKubeClient('mgmt-a').patch(
      {
        group: 'cluster.x-k8s.io',
        version: 'v1beta1',
        plural: 'clusters',
        namespace: 'tenant-team-a',
        name: 'acme',
      },
      { spec: { paused: true } },
      { fieldManager: 'somebody' },
    );
    await until(inventory, 'mgmt-a', ({ data }) =>
      data?.tenantClusters.some(({ paused }) => paused),
    );
    expect(inventory.getManagementCluster('mgmt-a')?.error).toBeUndefined();
  });

  it('takes a virtual machine with another UUID for another one, though VMID and name are the same', async () => {
    const { nodes, caPem, tokens } = simulator.site('fra');
    const root = PveClient.create({
      name: 'root',
      endpoints: [nodes[0].url],
      tls: { ca: caPem },
      auth: { tokenId: tokens.root.id, tokenSecret: tokens.root.secret },
    });
    const guestsOfAcme = () =>
      inventory
        .getManagementCluster('mgmt-a')
        ?.data?.machines.filter(({ cluster }) => cluster === 'acme')
        .flatMap(({ guest }) => guest?.vmid ?? [])
        .sort();
    await until(inventory, 'mgmt-a', ({ complete }) => complete);
    expect(guestsOfAcme()).toEqual([301, 302, 303]);

    const worker = inventory
      .getSource('fra')
      ?.data?.guests.find(({ vmid }) => vmid === 302);
    await root.request({
      method: 'PUT',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      path: { node: worker!.node, vmid: 302 },
      params: { smbios1: 'uuid=7d44c3f0-91de-4a7d-8c3b-0a5b5e2c9d11' },
    });
    await root.close();
    while (guestsOfAcme()?.length !== 2) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(guestsOfAcme()).toEqual([301, 303]);
    // The others are known by their UUID now.
    const { configurations = {} } = inventory.getSource('fra')!.data!;
    expect(configurations['qemu/301']?.smbiosUuid).toBe(
      inventory
        .getManagementCluster('mgmt-a')
        ?.data?.machines.find(({ guest }) => guest?.vmid === 301)?.uuid,
    );
  });
});
