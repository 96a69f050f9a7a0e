import { optionsAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { orderConfig } from '../__testUtils__/orderConfig';
import { untilRead } from '../__testUtils__/startInventory';
import { Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const TENANT = 'managementCluster=mgmt-a&tenant=tenant-team-a';

describe('GET /v1/options while something is away', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeEach(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
  });

  afterEach(async () => {
    await portal.stop();
    await simulator.close();
  });

  const start = async () => {
    portal = await startPortal(orderConfig(simulator));
    await untilRead(portal.inventory);
  };
  const takeProxmoxAway = async () => {
    const fra = simulator.site('fra');
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
  };
  const list = async (path: string) => {
    const { body } = await portal
      .get('alice', `/v1/options/${path}`)
      .expect(200);
    return optionsAnswerSchema.parse(body).items;
  };

  it('names a Proxmox that was never read, and offers no empty list', async () => {
    await takeProxmoxAway();
    await start();

    for (const noun of ['templates', 'storages', 'bridges', 'nodes']) {
      const { body } = await portal
        .get('alice', `/v1/options/${noun}?${TENANT}&source=fra`)
        .expect(503);
      expect(body.error.message).toMatch(
        /no choices of Proxmox fra at present\. It does not answer/,
      );
      expect(body.error.message).not.toMatch(/127\.0\.0\.1/);
    }
    expect(await list(`proxmox-sources?${TENANT}`)).toEqual([
      {
        value: 'fra',
        label: 'fra',
        disabledReason: 'It could not be read yet.',
      },
    ]);
  });

  it('offers what was last seen of a Proxmox that went away', async () => {
    await start();
    await takeProxmoxAway();
    await portal.inventory.refresh('fra');

    expect(await list(`storages?${TENANT}&source=fra`)).toHaveLength(2);
    expect(await list(`proxmox-sources?${TENANT}`)).toMatchObject([
      { description: expect.stringMatching(/^as it was at 20/) },
    ]);
    expect(await list(`templates?${TENANT}&source=fra`)).toContainEqual(
      expect.objectContaining({
        value: '9010',
        description: expect.stringMatching(/cannot be read now/),
      }),
    );
  });

  it('does not take management clusters that were never read for empty ones', async () => {
    simulator.managementClusters.forEach(mgmt =>
      mgmt.inject({ kind: 'api-restarting' }),
    );
    await start();

    for (const path of [
      'management-clusters',
      'tenants?managementCluster=mgmt-a',
    ]) {
      const { body } = await portal
        .get('alice', `/v1/options/${path}`)
        .expect(503);
      expect(body.error.message).toMatch(/could not be read yet/);
    }
  });
});
