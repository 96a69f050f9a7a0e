import {
  guestAnswerSchema,
  guestDetailsAnswerSchema,
  guestsAnswerSchema,
  sourcesAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Portal, UserName, startPortal } from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('a Proxmox cluster that goes down', () => {
  let simulator: Simulator;
  let directory: string;
  let portal: Portal | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rackstage-last-good-'));
    simulator = await startSimulator();
  });
  afterEach(async () => {
    await portal?.stop();
    await simulator.close();
    await rm(directory, { recursive: true });
  });

  const start = async () => {
    portal = await startPortal({
      simulator,
      database: { client: 'better-sqlite3', connection: { directory } },
    });
    return portal;
  };
  const killFra = async () => {
    simulator.site('fra').inject({ kind: 'api-refusing' });
    await simulator.site('fra').settled();
  };
  const list = async (from: Portal, user: UserName) =>
    guestsAnswerSchema.parse(
      (await from.get(user, '/v1/guests?limit=500').expect(200)).body,
    );
  const fraOf = async (from: Portal, user: UserName) => {
    const { body } = await from.get(user, '/v1/sources').expect(200);
    return sourcesAnswerSchema
      .parse(body)
      .items.find(({ name }) => name === 'fra')!;
  };

  it('keeps what it had, says since when and why, and costs the other cluster nothing', async () => {
    const running = await start();
    const before = await list(running, 'sre');
    const [host] = simulator.site('fra').nodes[0].url.split('//').slice(1);

    await killFra();
    await running.inventory.refresh('fra');

    const after = await list(running, 'sre');
    expect(after.items).toEqual(before.items);
    expect(after.sources.map(({ name, health }) => [name, health])).toEqual([
      ['fra', 'failing'],
      ['edge', 'healthy'],
    ]);
    const { asOf, problems } = await fraOf(running, 'sre');
    expect(asOf).toBe(before.sources[0].asOf);
    expect(problems[0]).toMatchObject({
      code: 'unreachable',
      since: expect.stringMatching(/Z$/),
      nextStep: expect.stringMatching(/pveproxy/),
    });
    expect(Date.parse(problems[0].since)).toBeGreaterThanOrEqual(
      Date.parse(asOf!),
    );

    const guest = guestAnswerSchema.parse(
      (await running.get('alice', '/v1/guests/fra/qemu/201').expect(200)).body,
    );
    expect(guest.diagnoses[0]).toMatchObject({ ruleId: 'source-failing' });

    const hidden = await running.get('contractor', '/v1/sources').expect(200);
    const [forContractor] = sourcesAnswerSchema.parse(hidden.body).items;
    expect(forContractor).toMatchObject({
      health: 'failing',
      problems: [{ message: expect.stringContaining(`was read at ${asOf}`) }],
    });
    expect(JSON.stringify(hidden.body)).not.toContain(host);
  });

  it('says of every part why it cannot be read, without hosts for those who may not read the cluster', async () => {
    const running = await start();
    await killFra();

    const part = async (user: UserName) => {
      const { body } = await running
        .get(user, '/v1/guests/fra/qemu/201/details')
        .expect(200);
      return guestDetailsAnswerSchema.parse(body);
    };

    expect(await part('alice')).toMatchObject({
      configuration: {
        problem: {
          code: 'unreachable',
          message: expect.stringMatching(
            /^The configuration of orders-api-1 cannot be read: /,
          ),
        },
      },
      addresses: { problem: { code: 'unreachable' } },
      snapshots: { problem: { code: 'unreachable' } },
    });
    expect(await part('contractor')).toMatchObject({
      configuration: {
        problem: {
          code: 'upstream-error',
          message:
            'The configuration of orders-api-1 cannot be read at present.',
        },
      },
    });

    const tasks = await running
      .get('alice', '/v1/guests/fra/qemu/201/tasks')
      .expect(503);
    expect(tasks.body.error.message).toMatch(/^The tasks cannot be read: /);
  });

  it('is still there after a restart, and recovers', async () => {
    const first = await start();
    const before = await list(first, 'sre');
    await killFra();
    await first.inventory.refresh('fra');
    const dead = await fraOf(first, 'sre');
    // The state with the error is younger than the last write: it is written at the end.
    await first.stop();

    const second = await start();
    const after = await list(second, 'sre');

    expect(after.items).toEqual(before.items);
    expect(after.sources[0]).toMatchObject({
      name: 'fra',
      health: 'failing',
      asOf: before.sources[0].asOf,
      problems: [{ code: 'unreachable', since: dead.problems[0].since }],
    });
    await second.get('bob', '/v1/guests/fra/qemu/201').expect(404);
    await second.get('alice', '/v1/guests/fra/qemu/201').expect(200);

    simulator.site('fra').clear();
    await simulator.site('fra').settled();
    await second.inventory.refresh('fra');
    expect(await fraOf(second, 'sre')).toMatchObject({
      health: 'healthy',
      problems: [],
    });
  });
});
