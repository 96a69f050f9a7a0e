import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { SimulatedSite } from '@rackstage/simulator';
import { readProxmoxConfig } from '../../config';
import { PveClient } from '../../pve';
import { createSourceReader } from '../createSourceReader';
import { ProxmoxInventoryService } from '../ProxmoxInventoryService';
import { ManualClock } from './ManualClock';

/** Configuration of a simulated site as an operator would write it. */
export function configOf(
  site: SimulatedSite,
  extra: JsonObject = {},
): JsonObject {
  const token = site.tokens.inventory;
  return {
    name: site.name,
    endpoints: site.nodes.map(node => node.url),
    tls: { ca: site.caPem },
    auth: { tokenId: token.id, tokenSecret: token.secret },
    owners: {
      rules: ['a', 'b', 'c'].map(team => ({
        pool: `team-${team}`,
        owner: `group:default/team-${team}`,
      })),
    },
    ...extra,
  };
}

/** A real inventory over real connections; time stands still until the test moves it. */
export function startInventory(
  clusters: JsonObject[],
  inventoryConfig: JsonObject = {},
) {
  const { sources, intervals } = readProxmoxConfig(
    new ConfigReader({ proxmox: { clusters, inventory: inventoryConfig } }),
  );
  const clock = new ManualClock();
  const log: string[] = [];
  const inventory = ProxmoxInventoryService.create({
    sources: sources.map(config => {
      const client = PveClient.create(config);
      return { config, client, reader: createSourceReader(client) };
    }),
    intervals,
    clock,
    logger: { info: line => log.push(line), warn: line => log.push(line) },
  });
  return { inventory, clock, log };
}
