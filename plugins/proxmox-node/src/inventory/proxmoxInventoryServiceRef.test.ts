import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { configOf } from './__testUtils__/startInventory';
import { ProxmoxInventory } from './ProxmoxInventory';
import {
  proxmoxInventoryServiceFactory,
  proxmoxInventoryServiceRef,
} from './proxmoxInventoryServiceRef';

/** A plugin that does nothing but hold the inventory. */
function observe(pluginId: string, found: ProxmoxInventory[]) {
  return createBackendPlugin({
    pluginId,
    register(reg) {
      reg.registerInit({
        deps: {
          inventory: proxmoxInventoryServiceRef,
          logger: coreServices.logger,
        },
        async init({ inventory }) {
          found.push(inventory);
        },
      });
    },
  });
}

describe('proxmoxInventoryServiceRef', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterEach(async () => {
    await simulator.close();
  });

  it('is one inventory for all plugins, reads by itself and stops with the backend', async () => {
    const fra = simulator.site('fra');
    const found: ProxmoxInventory[] = [];
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { proxmox: { clusters: [configOf(fra)] } },
        }),
        observe('one', found),
        observe('two', found),
      ],
    });
    const [inventory, other] = found;
    expect(other).toBe(inventory);
    await new Promise<void>(resolve => {
      const isWhole = () =>
        inventory.getSource('fra')?.data?.networks && resolve();
      inventory.subscribe(isWhole);
      isWhole();
    });
    expect(inventory.getSource('fra')?.data?.guests.length).toBeGreaterThan(0);

    await backend.stop();
    fra.resetCalls();
    await inventory.refresh('fra');
    expect(fra.calls().total).toBe(0);
  });

  it('has nothing to read without configuration', async () => {
    const tester = ServiceFactoryTester.from(proxmoxInventoryServiceFactory);
    expect((await tester.getSubject()).getSources()).toEqual([]);
  });

  it('stops the start of the backend when the configuration is wrong', async () => {
    const start = startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { proxmox: { cluster: [] } },
        }),
        observe('one', []),
      ],
    });
    await expect(start).rejects.toThrow(
      /proxmox\.cluster: unknown key, did you mean clusters\?/,
    );
  });
});
