import { WorldBuilder } from '../pve/world/WorldBuilder';
import { addAccess, SiteTokenName } from './access';
import {
  answeringAgent,
  containerConfig,
  virtualMachineConfig,
} from './hardware';

const gib = 1024 ** 3;
const site = 2;

/** A single node that never joined a cluster, reusing VMIDs of the larger site. */
export function buildEdge(
  secrets: Record<SiteTokenName, string>,
): WorldBuilder {
  const ctime = Math.floor(Date.now() / 1000) - 200 * 86_400;
  const builder = new WorldBuilder();
  addAccess(builder, secrets);
  builder
    .addNode({
      name: 'edge1',
      address: '10.8.0.11',
      cpus: 8,
      memory: 32 * gib,
      disk: 90 * gib,
    })
    .addStorage({
      id: 'local',
      type: 'dir',
      content: ['iso', 'vztmpl', 'backup'],
      total: 90 * gib,
      used: 11 * gib,
    })
    .addStorage({
      id: 'local-lvm',
      type: 'lvmthin',
      total: 400 * gib,
      used: 60 * gib,
    })
    .addPool({ id: 'edge', comment: 'Site services' })
    .addGuest({
      type: 'qemu',
      vmid: 101,
      name: 'edge-gateway',
      node: 'edge1',
      status: 'running',
      pool: 'edge',
      config: virtualMachineConfig({
        site,
        vmid: 101,
        storage: 'local-lvm',
        tags: 'network',
        ctime,
      }),
      agent: answeringAgent({
        site,
        vmid: 101,
        hostname: 'edge-gateway',
        address: '10.8.0.21',
      }),
    })
    .addGuest({
      type: 'lxc',
      vmid: 102,
      name: 'edge-dns',
      node: 'edge1',
      status: 'running',
      pool: 'edge',
      config: containerConfig({
        site,
        vmid: 102,
        ip: '10.8.0.22/24',
        tags: 'network',
        ctime,
      }),
    })
    .addGuest({
      type: 'qemu',
      vmid: 110,
      name: 'edge-recorder',
      node: 'edge1',
      status: 'stopped',
      config: virtualMachineConfig({
        site,
        vmid: 110,
        storage: 'local-lvm',
        ctime,
      }),
    });
  return builder;
}
