import { Simulator } from '@rackstage/simulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';

// Two backends one after the other, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

/** Shorter than a lease: nobody waits for one to run out. */
const SOON_MS = 20_000;

describe('a restart of the backend', () => {
  let directory: string;
  let simulator: Simulator;
  let portal: OrderPortal | undefined;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'orders-'));
    simulator = await startOrderSite();
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const start = () =>
    startOrderPortal(simulator, {
      database: { client: 'better-sqlite3', connection: { directory } },
    });

  it('goes on with its orders at once, and knows who has made them', async () => {
    const mgmt = simulator.managementCluster('mgmt-b');
    mgmt.inject({ kind: 'controller-off', name: 'kubelet' });
    const before = await start();
    const guests = before.listGuests();
    const spec = anOrderSpec();
    const { id } = (await before.placeOrder('alice', spec, 'key-of-alice'))
      .body;
    const waiting = await before.until('alice', id, 'waiting');
    await before.stop();

    await mgmt.clear('controller-off');
    portal = await start();
    const startedAt = Date.now();
    const ready = await portal.until('alice', id, 'ready', 'failed');
    expect(ready.state).toBe('ready');
    expect(Date.now() - startedAt).toBeLessThan(SOON_MS);
    expect(ready.things).toEqual(waiting.things);
    expect(portal.listGuests()).toHaveLength(guests.length + 2);

    const again = await portal.placeOrder('alice', spec, 'key-of-alice');
    expect([again.status, again.body.id]).toEqual([200, id]);
  });
});
