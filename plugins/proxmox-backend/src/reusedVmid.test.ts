import { tasksAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '@rackstage/plugin-proxmox-node';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { Portal, UserName, startPortal } from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

const TEN_MINUTES = 600_000;

describe('a VMID that is given to another team', () => {
  let simulator: Simulator;
  let portal: Portal;
  let root: PveClient;

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual' });
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
    portal = await startPortal({ simulator });
  });
  afterAll(async () => {
    await portal?.stop();
    await root?.close();
    await simulator?.close();
  });

  const guest = '/v1/guests/fra/qemu/231';
  async function tasksOf(user: UserName) {
    const { body } = await portal.get(user, `${guest}/tasks`).expect(200);
    return tasksAnswerSchema.parse(body).items;
  }

  it('does not show what was done to the former guest', async () => {
    await root.request({
      method: 'DELETE',
      pathTemplate: '/nodes/{node}/qemu/{vmid}',
      path: { node: 'pve3', vmid: 231 },
    });
    await simulator.clock.advance(TEN_MINUTES);
    await root.request({
      method: 'POST',
      pathTemplate: '/nodes/{node}/qemu',
      path: { node: 'pve3' },
      params: { vmid: 231, name: 'shop-web-2', pool: 'team-b' },
    });
    await simulator.clock.advance(TEN_MINUTES);
    await portal.inventory.refresh('fra');

    const { body } = await portal.get('bob', guest).expect(200);
    expect(body.guest.name).toBe('shop-web-2');
    expect((await tasksOf('bob')).map(({ type }) => type)).toEqual([
      'qmcreate',
    ]);

    const answer = await root.request({
      method: 'GET',
      pathTemplate: '/nodes/{node}/tasks',
      path: { node: 'pve3' },
      params: { vmid: 231, typefilter: 'qmdestroy' },
    });
    const [{ upid }] = answer.data as Array<{ upid: string }>;
    const log = `${guest}/tasks/${encodeURIComponent(upid)}/log`;
    const { body: refused } = await portal.get('bob', log).expect(404);
    expect(refused.error.message).toMatch(/none of qemu\/231/);
  });
});
