import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  ProxmoxInventory,
  proxmoxInventoryServiceFactory,
} from '@rackstage/plugin-proxmox-node';
import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';
import type {
  SimulatedSiteState,
  SimulatorState,
} from '../demo/SimulatorState';
import { median } from './figures';
import type { SimulatorProcess } from './SimulatorProcess';

const FAST_LANE = ['/cluster/resources', '/cluster/status', '/cluster/tasks'];

/** Fetches and parses what the fast lane asks for, with kept connections, and forgets it. */
class PlainReader {
  readonly #sites: Array<{ site: SimulatedSiteState; agent: Agent }>;

  constructor(state: SimulatorState) {
    this.#sites = state.sites.map(site => ({
      site,
      agent: new Agent({ connect: { ca: readFileSync(site.caFile, 'utf8') } }),
    }));
  }

  async read(): Promise<void> {
    for (const { site, agent } of this.#sites) {
      await Promise.all(
        FAST_LANE.map(path => this.#readOne(site, agent, path)),
      );
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#sites.map(({ agent }) => agent.close()));
  }

  async #readOne(
    site: SimulatedSiteState,
    agent: Agent,
    path: string,
  ): Promise<void> {
    const { id, secret } = site.tokens.inventory;
    const response = await fetch(`${site.nodes[0].url}/api2/json${path}`, {
      dispatcher: agent,
      headers: {
        authorization: `PVEAPIToken=${id}=${secret}`,
        // As the engine asks: nothing to unpack on either side.
        'accept-encoding': 'identity',
      },
    });
    const answer = JSON.parse(await response.text());
    if (!response.ok || !Array.isArray(answer.data)) {
      throw new Error(`GET ${path} of ${site.name}: ${response.status}`);
    }
  }
}

/**
 * An inventory of its own, which reads only when it is told to: without the start of a backend neither its timers nor
 * its slow lane of configurations run, so the calls that are counted are those of the fast lane.
 */
export async function createInventory(
  config: JsonObject,
): Promise<ProxmoxInventory> {
  return ServiceFactoryTester.from(proxmoxInventoryServiceFactory, {
    dependencies: [mockServices.rootConfig.factory({ data: config })],
  }).getSubject();
}

/** Reads every source once; throws where one could not be read, because then nothing was measured. */
export async function readAll(inventory: ProxmoxInventory): Promise<number> {
  const states = await Promise.all(
    inventory.getSources().map(({ source }) => inventory.refresh(source)),
  );
  const failed = states.find(state => state.error);
  if (failed) {
    throw new Error(failed.error?.message);
  }
  return states.reduce(
    (total, state) => total + (state.data?.guests.length ?? 0),
    0,
  );
}

/** The most calls that any cluster counted while every source was read once. */
export async function countCallsPerCycle(
  inventory: ProxmoxInventory,
  simulator: SimulatorProcess,
): Promise<number> {
  await simulator.resetCalls();
  await readAll(inventory);
  return Math.max(...(await simulator.countCalls()));
}

/**
 * How much longer it takes from fetch to snapshot than to fetch and parse the same answers and do nothing with them.
 * Both in this run and alternately, so that whatever else the machine does meets both.
 */
export async function measureRatio(
  inventory: ProxmoxInventory,
  state: SimulatorState,
  runs: number,
): Promise<{ ratio: number; snapshotMs: number; plainMs: number }> {
  const plain = new PlainReader(state);
  const ours: number[] = [];
  const theirs: number[] = [];
  // Connections and code warm up outside of what is measured.
  await readEach(inventory);
  await plain.read();
  for (let run = 0; run < runs; run++) {
    theirs.push(await timed(() => plain.read()));
    ours.push(await timed(() => readEach(inventory)));
  }
  await plain.close();
  const ratios = ours.map((time, index) => time / theirs[index]);
  return {
    ratio: median(ratios),
    snapshotMs: median(ours),
    plainMs: median(theirs),
  };
}

/** One source after the other: side by side they would measure each other's waiting. */
async function readEach(inventory: ProxmoxInventory): Promise<void> {
  for (const { source } of inventory.getSources()) {
    await inventory.refresh(source);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
