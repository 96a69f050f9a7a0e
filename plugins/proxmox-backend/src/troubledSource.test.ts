import {
  guestAnswerSchema,
  guestDetailsAnswerSchema,
  guestsAnswerSchema,
  sourcesAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { Portal, UserName, startPortal } from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('a Proxmox cluster that answers, but not well', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeEach(async () => {
    simulator = await startSimulator();
    portal = await startPortal({ simulator });
  });
  afterEach(async () => {
    await portal.stop();
    await simulator.close();
  });

  const open = async (user: UserName, path: string) =>
    guestAnswerSchema.parse(
      (await portal.get(user, `/v1/guests/${path}`).expect(200)).body,
    );
  const ruleIds = async (user: UserName, path: string) =>
    (await open(user, path)).diagnoses.map(({ ruleId }) => ruleId);
  const inject = async (
    fault: Parameters<ReturnType<Simulator['site']>['inject']>[0],
  ) => {
    const site = simulator.site('fra');
    site.inject(fault);
    await site.settled();
    await portal.inventory.refresh('fra');
  };

  it('keeps the guests of a pool that it may no longer read, marked, and for their owners only', async () => {
    await inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

    const { guest, diagnoses } = await open('alice', 'fra/qemu/201');
    expect(guest.unreadableSince).toEqual(expect.any(String));
    expect(diagnoses).toContainEqual(
      expect.objectContaining({
        ruleId: 'unreadable',
        nextStep: 'Give them the privilege VM.Audit on /pool/team-a again.',
      }),
    );
    await portal.get('bob', '/v1/guests/fra/qemu/201').expect(404);

    const details = await portal
      .get('alice', '/v1/guests/fra/qemu/201/details')
      .expect(200);
    expect(guestDetailsAnswerSchema.parse(details.body)).toMatchObject({
      configuration: { problem: { code: 'privileges-missing' } },
    });

    const { body } = await portal.get('sre', '/v1/sources').expect(200);
    expect(sourcesAnswerSchema.parse(body).items[0]).toMatchObject({
      name: 'fra',
      health: 'degraded',
      problems: [
        {
          code: 'privileges-missing',
          message: expect.stringContaining('/pool/team-a'),
        },
      ],
    });
  });

  it('says that a node is offline, and nothing of guests elsewhere', async () => {
    await inject({ kind: 'node-down', node: 'pve1' });

    expect(await ruleIds('alice', 'fra/qemu/201')).toContain('node-offline');
    expect(await ruleIds('alice', 'fra/lxc/210')).toEqual([]);
    const { body } = await portal.get('alice', '/v1/guests?node=pve1');
    const { items } = guestsAnswerSchema.parse(body);
    expect(items).toMatchObject([{ name: 'orders-api-1', pool: 'team-a' }]);
  });

  it('says that the cluster has no quorum', async () => {
    await inject({ kind: 'no-quorum' });

    expect(await ruleIds('alice', 'fra/qemu/201')).toContain('no-quorum');
  });

  it('says that a disk lies on a full storage, once the details are known', async () => {
    await inject({ kind: 'storage-full', storage: 'ceph-vm' });

    expect(await ruleIds('alice', 'fra/qemu/201')).toEqual([]);
    await portal.get('alice', '/v1/guests/fra/qemu/201/details').expect(200);
    expect(await ruleIds('alice', 'fra/qemu/201')).toEqual(['storage-full']);
  });

  it('says that a lock holds a guest', async () => {
    await inject({ kind: 'clone-lock', vmid: 201 });

    const found = await ruleIds('alice', 'fra/qemu/201');
    expect(found).toHaveLength(1);
    expect(['locked', 'lock-left-behind']).toContain(found[0]);
  });
});
