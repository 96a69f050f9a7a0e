import { SourceState } from '@rackstage/plugin-proxmox-common';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { PveClient } from '../../pve';
import { startInventory } from './startInventory';

/** A simulated cluster `fra` for each test, and inventories that are stopped after it. */
export interface SimulatedFra {
  simulator: Simulator;
  fra: SimulatedSite;
  start: typeof startInventory;
  /** Deletes a stopped guest as an administrator would. */
  destroy(type: string, node: string, vmid: number): Promise<void>;
  /** Changes the configuration of a virtual machine as an administrator would. */
  edit(
    node: string,
    vmid: number,
    changes: Record<string, string>,
  ): Promise<void>;
}

/** Registers the hooks; the answer is filled before each test. */
export function useSimulatedFra(): SimulatedFra {
  const world = {} as SimulatedFra;
  let running: Array<{ stop(): Promise<void> }>;
  let root: PveClient;

  beforeEach(async () => {
    const simulator = await startSimulator({
      clock: 'manual',
      loginDelayMs: 0,
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
    running = [{ stop: () => root.close() }];
    world.simulator = simulator;
    world.fra = fra;
  });

  afterEach(async () => {
    await Promise.all(running.map(part => part.stop()));
    await world.simulator.close();
  });

  world.start = (clusters, inventoryConfig) => {
    const started = startInventory(clusters, inventoryConfig);
    running.push(started.inventory);
    return started;
  };
  world.destroy = async (type, node, vmid) => {
    await root.request({
      method: 'DELETE',
      pathTemplate: `/nodes/{node}/${type}/{vmid}`,
      path: { node, vmid },
    });
    await world.simulator.clock.advance(60_000);
  };
  world.edit = async (node, vmid, params) => {
    await root.request({
      method: 'PUT',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      path: { node, vmid },
      params,
    });
    await world.simulator.clock.advance(60_000);
  };
  return world;
}

/** VMIDs in a state, ascending. */
export function vmids(state?: SourceState): number[] {
  return (state?.data?.guests ?? [])
    .map(guest => guest.vmid)
    .sort((a, b) => a - b);
}

/** The guest of that VMID. */
export function guestOf(state: SourceState, vmid: number) {
  return state.data?.guests.find(guest => guest.vmid === vmid);
}

/** What kinds of warning a state holds. */
export function codes(state: SourceState): string[] {
  return [...new Set(state.warnings.map(warning => warning.code))].sort();
}
