import { WorldBuilder } from '../pve/world/WorldBuilder';
import { addAccess } from './access';
import {
  addClusterStorages,
  answeringAgent,
  containerConfig,
  virtualMachineConfig,
} from './hardware';
import { Scenario } from './Scenario';

const siteCount = 20;
const nodesPerSite = 25;
const guestsPerSite = 500;

function addLargeGuests(builder: WorldBuilder, site: number): void {
  const ctime = Math.floor(Date.now() / 1000) - 10 * 86_400;
  for (let index = 0; index < guestsPerSite; index += 1) {
    const vmid = 1000 + index;
    const isContainer = index % 5 === 4;
    const name = `${isContainer ? 'ct' : 'vm'}-${site}-${vmid}`;
    const shape = { site, vmid, tags: `team-${index % 8}`, ctime };
    const address = `10.${site}.${Math.floor(index / 250)}.${
      (index % 250) + 2
    }`;
    builder.addGuest({
      type: isContainer ? 'lxc' : 'qemu',
      vmid,
      name,
      node: `n${site}-${(index % nodesPerSite) + 1}`,
      pool: `team-${index % 8}`,
      status: index % 10 === 9 ? 'stopped' : 'running',
      config: isContainer
        ? containerConfig(shape)
        : virtualMachineConfig(shape),
      agent: isContainer
        ? undefined
        : answeringAgent({ site, vmid, hostname: name, address }),
    });
  }
}

/**
 * Twenty clusters of twenty-five nodes with five hundred guests each. Only the
 * first two nodes of a site have sockets: each answers for the whole cluster,
 * and five hundred listeners would measure the simulator, not its clients.
 */
export const large: Scenario = secrets =>
  Array.from({ length: siteCount }, (_, index) => {
    const site = index + 1;
    const name = `dc${String(site).padStart(2, '0')}`;
    const builder = new WorldBuilder({ clusterName: name });
    addAccess(builder, secrets(name));
    for (let node = 1; node <= nodesPerSite; node += 1) {
      builder.addNode({
        name: `n${site}-${node}`,
        address: `10.${site}.250.${node}`,
      });
    }
    addClusterStorages(builder);
    for (let team = 0; team < 8; team += 1)
      builder.addPool({ id: `team-${team}` });
    addLargeGuests(builder, site);
    return { name, builder, apiHosts: 2 };
  });
