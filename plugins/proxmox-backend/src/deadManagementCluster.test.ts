import {
  tenantClusterAnswerSchema,
  tenantClustersAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  managementConfig,
  Portal,
  startPortal,
  UserName,
} from './__testUtils__/startPortal';

// A whole backend, simulated clusters and their controllers, on machines that are busy.
jest.setTimeout(60_000);

const globex = '/v1/tenant-clusters/mgmt-a/tenant-team-b/globex';

describe('a management cluster that goes down', () => {
  let simulator: Simulator;
  let directory: string;
  let portal: Portal | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rackstage-last-good-'));
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
  });
  afterEach(async () => {
    await portal?.stop();
    await simulator.close();
    await rm(directory, { recursive: true });
  });

  const mgmt = () => simulator.managementCluster('mgmt-a');
  const start = async () => {
    portal = await startPortal({
      simulator,
      kubernetes: [managementConfig(mgmt())],
      database: { client: 'better-sqlite3', connection: { directory } },
    });
    return portal;
  };
  const stateWhere = async (
    from: Portal,
    isRight: (
      state: NonNullable<
        ReturnType<Portal['inventory']['getManagementCluster']>
      >,
    ) => boolean,
  ) => {
    for (;;) {
      const state = from.inventory.getManagementCluster('mgmt-a')!;
      if (isRight(state)) {
        return state;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const kill = () => {
    mgmt().inject({ kind: 'watch-broken', mode: 'cut' });
    mgmt().inject({ kind: 'api-restarting' });
  };
  const list = async (from: Portal, user: UserName) =>
    tenantClustersAnswerSchema.parse(
      (await from.get(user, '/v1/tenant-clusters').expect(200)).body,
    );
  const pageOf = async (from: Portal, user: UserName) =>
    tenantClusterAnswerSchema.parse(
      (await from.get(user, globex).expect(200)).body,
    );

  it('leaves tenant clusters, page and diagnosis there after a restart, with age and reason', async () => {
    const first = await start();
    await stateWhere(first, ({ complete }) => complete);
    const before = await list(first, 'sre');
    const page = await pageOf(first, 'bob');
    expect(before.items.map(({ name }) => name).sort()).toEqual([
      'acme',
      'globex',
    ]);

    kill();
    await stateWhere(first, ({ error }) => error !== undefined);
    const dead = await list(first, 'sre');
    await first.stop();

    const second = await start();
    await stateWhere(second, ({ error }) => error !== undefined);
    const after = await list(second, 'sre');
    expect(after.items).toEqual(dead.items);
    expect(after.sources).toMatchObject([
      {
        name: 'mgmt-a',
        health: 'failing',
        asOf: dead.sources[0].asOf,
        problems: [
          { code: 'unreachable', since: dead.sources[0].problems[0].since },
        ],
      },
    ]);

    const later = await pageOf(second, 'bob');
    expect(later.cluster).toEqual(page.cluster);
    expect(later.tree).toEqual(page.tree);
    expect(later.machines).toEqual(page.machines);
    expect(later.source.asOf).toBe(dead.sources[0].asOf);
    const cause = page.diagnoses.at(-1)!;
    expect(later.diagnoses.map(({ ruleId }) => ruleId)).toContain(cause.ruleId);

    // What was restored gives nobody more than he had.
    await second.get('alice', globex).expect(404);

    await mgmt().clear();
    await stateWhere(second, ({ complete }) => complete);
    expect((await list(second, 'sre')).sources).toMatchObject([
      { health: 'healthy', problems: [] },
    ]);
  });
});
