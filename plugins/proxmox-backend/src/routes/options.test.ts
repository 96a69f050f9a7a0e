import { Option, optionsAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { orderConfig } from '../__testUtils__/orderConfig';
import { untilRead } from '../__testUtils__/startInventory';
import { Portal, startPortal, UserName } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const TENANT = 'managementCluster=mgmt-a&tenant=tenant-team-a';
const IN_FRA = `${TENANT}&source=fra`;

describe('GET /v1/options', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeAll(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    portal = await startPortal(orderConfig(simulator));
    await untilRead(portal.inventory);
  });

  afterAll(async () => {
    await portal.stop();
    await simulator.close();
  });

  async function list(user: UserName, path: string): Promise<Option[]> {
    const { body } = await portal.get(user, `/v1/options/${path}`).expect(200);
    return optionsAnswerSchema.parse(body).items;
  }
  const valuesOf = async (user: UserName, path: string) =>
    (await list(user, path)).map(({ value }) => value);
  const find = async (path: string, value: string) =>
    (await list('alice', path)).find(option => option.value === value);

  it('offers management clusters and tenants to those who may order there', async () => {
    expect(await list('alice', 'management-clusters')).toEqual([
      {
        value: 'mgmt-a',
        label: 'mgmt-a',
        description: 'Cluster API v1beta1',
      },
      {
        value: 'mgmt-b',
        label: 'mgmt-b',
        description: 'Cluster API v1beta2',
      },
    ]);
    expect(await list('alice', 'tenants?managementCluster=mgmt-a')).toEqual([
      {
        value: 'tenant-team-a',
        label: 'tenant-team-a',
        description: 'Owner: team-a',
      },
    ]);
    expect(await valuesOf('bob', 'tenants?managementCluster=mgmt-a')).toEqual([
      'tenant-team-b',
    ]);
    // The owner of what no rule names is the platform.
    expect(await valuesOf('sre', 'tenants?managementCluster=mgmt-a')).toEqual([
      'tenant-team',
      'tenant-team-a',
      'tenant-team-b',
      'tenant-team-c',
    ]);
    expect(await valuesOf('stranger', 'management-clusters')).toEqual([]);
  });

  it.each(['proxmox-sources', 'templates', 'storages', 'bridges', 'nodes'])(
    'tells %s only to those who may order for the tenant',
    async noun => {
      expect(await list('alice', `${noun}?${IN_FRA}`)).not.toHaveLength(0);
      const { body } = await portal
        .get('bob', `/v1/options/${noun}?${IN_FRA}`)
        .expect(403);
      expect(body.error.message).toMatch(
        /may not order for tenant 'tenant-team-a'.*proxmox\.order\.create/,
      );
    },
  );

  it('tells names to whoever may order, though they may not read the things', async () => {
    // A contractor of team A may not read clusters, nodes and storages.
    expect(await valuesOf('contractor', `storages?${IN_FRA}`)).toContain(
      'ceph-vm',
    );
  });

  it('offers the sources that machines can be made in', async () => {
    expect(await list('alice', `proxmox-sources?${TENANT}`)).toEqual([
      { value: 'fra', label: 'fra' },
    ]);
  });

  it('offers templates, and says why some cannot be chosen', async () => {
    expect(await list('alice', `templates?${IN_FRA}`)).toEqual([
      {
        value: '9000',
        label: 'ubuntu-24.04 (9000)',
        description: 'disk 32 GiB, on pve1',
        disabledReason: expect.stringMatching(/cloud-init drive .*\(ide2\)/),
      },
      expect.objectContaining({ value: '9001' }),
      {
        value: '9010',
        label: 'ubuntu-2404-kube-v1.33.3 (9010)',
        description: 'Kubernetes v1.33.3, disk 32 GiB, on pve1',
      },
    ]);
    expect(await list('alice', `versions?${IN_FRA}&template=9010`)).toEqual([
      { value: 'v1.33.3', label: 'v1.33.3' },
    ]);
    expect(await list('alice', `versions?${IN_FRA}&template=9000`)).toEqual([]);
  });

  it('reads the configuration of a template once for a form', async () => {
    const fra = simulator.site('fra');
    await list('alice', `templates?${IN_FRA}`);
    fra.resetCalls();
    await list('alice', `templates?${IN_FRA}`);
    await list('alice', `nodes?${IN_FRA}&template=9010`);

    expect(fra.calls().byTemplate).not.toHaveProperty([
      'GET /nodes/{node}/qemu/{vmid}/config',
    ]);
  });

  it('offers the storages and bridges that the platform names', async () => {
    expect(await list('alice', `storages?${IN_FRA}`)).toEqual([
      {
        value: 'ceph-vm',
        label: 'ceph-vm',
        description: expect.stringMatching(/^rbd, shared, \d+ GiB free$/),
      },
      {
        value: 'local-lvm',
        label: 'local-lvm',
        description: 'lvmthin, local to pve1, pve2, pve3, 780 GiB free',
      },
    ]);
    expect(await list('alice', `bridges?${IN_FRA}`)).toEqual([
      { value: 'vmbr0', label: 'vmbr0', description: 'bridge, Guests' },
      {
        value: 'vmbr1',
        label: 'vmbr1',
        description: 'bridge, Storage',
      },
    ]);
  });

  it('offers nodes with the memory that is left', async () => {
    const nodes = await list('alice', `nodes?${IN_FRA}`);

    expect(nodes.map(({ value }) => value)).toEqual(['pve1', 'pve2', 'pve3']);
    expect(nodes[0].description).toMatch(
      /^\d+ of 256 GiB memory not given to guests$/,
    );
  });

  it.each([
    ['storages', 'managementCluster: is missing'],
    ['storages?managementCluster=mgmt-a', 'tenant: is missing'],
    [`storages?${TENANT}`, 'source: is missing'],
    [`versions?${IN_FRA}`, 'template: is missing'],
    [`storages?${IN_FRA}&nodes=pve1`, 'nodes: no such parameter'],
  ])('asks for what has to be chosen before %s', async (path, message) => {
    const { body } = await portal
      .get('alice', `/v1/options/${path}`)
      .expect(400);
    expect(body.error.message).toContain(message);
  });

  it.each([
    ['flavours', /there are management-clusters, tenants/],
    [`storages?${TENANT}&source=edge`, /Nothing can be ordered in .* 'edge'/],
    ['tenants?managementCluster=mgmt-z', /no management cluster 'mgmt-z'/],
  ])('knows no choices of %s', async (path, message) => {
    const { body } = await portal
      .get('alice', `/v1/options/${path}`)
      .expect(404);
    expect(body.error.message).toMatch(message);
  });

  it('says of what is offline or full that it cannot be chosen', async () => {
    const { world } = simulator.site('fra');
    world.nodes.get('pve3')!.isOnline = false;
    await portal.inventory.refresh('fra');
    expect(await find(`nodes?${IN_FRA}`, 'pve3')).toMatchObject({
      disabledReason: 'It is offline.',
    });
    world.nodes.get('pve3')!.isOnline = true;
    await portal.inventory.refresh('fra');
  });
});
