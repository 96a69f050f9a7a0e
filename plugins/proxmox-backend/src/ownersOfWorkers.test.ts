import { guestAnswerSchema, Machine } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '@rackstage/plugin-proxmox-node';
import { Simulator } from '@rackstage/simulator';
import { anOrderSpec } from './__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from './__testUtils__/startOrderPortal';
import { UserName, users } from './__testUtils__/startPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

const DEADLINE_MS = 30_000;

describe('the workers of a tenant cluster', () => {
  let simulator: Simulator;
  let portal: OrderPortal;
  let root: PveClient;

  beforeAll(async () => {
    simulator = await startOrderSite();
    portal = await startOrderPortal(simulator, {
      inventory: { configurationDelay: '0s', configurationPause: '0s' },
    });
    const fra = simulator.site('fra');
    root = PveClient.create({
      name: 'root',
      endpoints: [fra.nodes[0].url],
      tls: { ca: fra.caPem },
      auth: {
        tokenId: fra.tokens.root.id,
        tokenSecret: fra.tokens.root.secret,
      },
    });
    const { body } = await portal.placeOrder(
      'alice',
      anOrderSpec({ managementCluster: 'mgmt-a' }),
    );
    await portal.until('alice', body.id, 'ready');
  });
  afterAll(async () => {
    await portal?.stop();
    await root?.close();
    await simulator?.close();
  });

  const pathOf = (vmid: number) => `/v1/guests/fra/qemu/${vmid}`;
  const answersOf = async (vmid: number, names: UserName[]) =>
    Promise.all(
      names.map(async name => (await portal.get(name, pathOf(vmid))).status),
    );
  const ownerOf = async (vmid: number) => {
    const { body } = await portal.get('sre', pathOf(vmid)).expect(200);
    return guestAnswerSchema.parse(body).guest.owner;
  };
  const machinesOf = (cluster: string): Machine[] =>
    portal.inventory
      .getManagementCluster('mgmt-a')!
      .data!.machines.filter(machine => machine.cluster === cluster);
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    const deadline = Date.now() + DEADLINE_MS;
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error(`Not within ${DEADLINE_MS} ms: ${isSo}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  };
  /** The UUIDs of the cluster's machines were read from Proxmox. */
  const untilProven = async (cluster: string) => {
    await portal.inventory.refresh('fra');
    const isKnown = ({ uuid, guest }: Machine) => {
      const { configurations } = portal.inventory.getSource('fra')!.data!;
      const summary = guest && configurations?.[`qemu/${guest.vmid}`];
      return uuid !== undefined && summary?.smbiosUuid === uuid;
    };
    await until(() => machinesOf(cluster).every(isKnown));
  };
  const readWorker = (): Machine => machinesOf('shop')[0];

  it('belong to the team that ordered it, in every answer', async () => {
    await untilProven('shop');
    const workers = machinesOf('shop');
    expect(workers).toHaveLength(2);
    for (const { guest } of workers) {
      const { vmid } = guest!;
      expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([200, 404]);
      expect(await ownerOf(vmid)).toBe(users.alice);
    }

    const listOf = async (name: UserName): Promise<number[]> => {
      const query = `?source=fra&owner=${encodeURIComponent(users.alice)}`;
      const { body } = await portal.get(name, `/v1/guests${query}`).expect(200);
      return body.items.map((guest: { vmid: number }) => guest.vmid);
    };
    const vmids = workers.map(({ guest }) => guest!.vmid);
    expect(await listOf('alice')).toEqual(expect.arrayContaining(vmids));
    expect(await listOf('bob')).toEqual([]);
  });

  it('belong to neither team while a Machine of another one claims one of them', async () => {
    const { guest, providerId } = readWorker();
    const { vmid } = guest!;
    const { api } = simulator.managementCluster('mgmt-a');
    const news: string[] = [];
    const unsubscribe = portal.inventory.subscribe(({ data }) => {
      const worker = data?.guests.find(known => known.vmid === vmid);
      news.push(worker?.owner ?? 'unknown');
    });
    const thief = api.create(
      {
        apiVersion: 'cluster.x-k8s.io/v1beta1',
        kind: 'Machine',
        metadata: { name: 'thief', namespace: 'tenant-team-b' },
        spec: {
          clusterName: 'globex',
          providerID: providerId,
          bootstrap: { dataSecretName: 'thief' },
          infrastructureRef: {
            apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
            kind: 'ProxmoxMachine',
            name: 'thief',
          },
        },
      },
      'test',
    );
    await until(() =>
      machinesOf('globex').some(({ name }) => name === 'thief'),
    );
    expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([404, 404]);
    expect(await ownerOf(vmid)).toBe(users.sre);
    // The other worker is nobody else's business.
    const [, other] = machinesOf('shop');
    expect(await answersOf(other.guest!.vmid, ['alice', 'bob'])).toEqual([
      200, 404,
    ]);

    api.remove(thief);
    await until(
      () => !machinesOf('globex').some(({ name }) => name === 'thief'),
    );
    expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([200, 404]);
    unsubscribe();
    // Open pages are told of both.
    expect(news).toEqual(expect.arrayContaining([users.sre, users.alice]));
  });

  it('belong to the team while the management cluster is away', async () => {
    const mgmt = simulator.managementCluster('mgmt-a');
    mgmt.inject({ kind: 'watch-broken', mode: 'cut' });
    mgmt.inject({ kind: 'api-restarting' });
    const stateOf = () => portal.inventory.getManagementCluster('mgmt-a')!;
    await until(() => stateOf().error !== undefined);
    const { vmid } = readWorker().guest!;
    expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([200, 404]);
    await mgmt.clear();
    await until(() => stateOf().complete);
  });

  it('are not given away outside of the pool for machines, whatever they are', async () => {
    await untilProven('acme');
    const vmid = 301;
    expect(machinesOf('acme').some(({ guest }) => guest?.vmid === vmid)).toBe(
      true,
    );
    expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([200, 404]);

    await root.request({
      method: 'PUT',
      pathTemplate: '/pools',
      params: { poolid: 'platform', vms: String(vmid), 'allow-move': true },
    });
    await portal.inventory.refresh('fra');
    expect(await answersOf(vmid, ['alice', 'bob'])).toEqual([404, 404]);
    expect(await ownerOf(vmid)).toBe(users.sre);
  });
});
