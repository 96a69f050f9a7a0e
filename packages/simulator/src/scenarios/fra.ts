import { NodeNetworkInterface } from '../pve/world/types';
import { WorldBuilder } from '../pve/world/WorldBuilder';
import { addAccess, SiteTokenName, workerPool } from './access';
import { addFraDatabases, addFraHistory, addFraTeams } from './fraTeams';
import {
  addClusterStorages,
  answeringAgent,
  virtualMachineConfig,
} from './hardware';

const gib = 1024 ** 3;
const site = 1;

function networks(address: string): NodeNetworkInterface[] {
  const manual = {
    method: 'manual',
    method6: 'manual',
    families: ['inet'],
    active: 1,
  };
  return [
    { iface: 'eno1', type: 'eth', ...manual, priority: 3, exists: 1 },
    { iface: 'eno2', type: 'eth', ...manual, priority: 4, exists: 1 },
    {
      iface: 'vmbr0',
      type: 'bridge',
      method: 'static',
      method6: 'manual',
      families: ['inet'],
      address,
      netmask: '24',
      cidr: `${address}/24`,
      gateway: '10.0.0.1',
      bridge_ports: 'eno1',
      bridge_stp: 'off',
      bridge_fd: '0',
      bridge_vlan_aware: 1,
      bridge_vids: '2-4094',
      active: 1,
      autostart: 1,
      priority: 5,
      comments: 'Guests\n',
    },
    {
      iface: 'vmbr1',
      type: 'bridge',
      ...manual,
      bridge_ports: 'eno2',
      bridge_stp: 'off',
      bridge_fd: '0',
      autostart: 1,
      priority: 6,
      comments: 'Storage\n',
    },
    {
      iface: 'vmbr0.40',
      type: 'vlan',
      ...manual,
      'vlan-id': '40',
      'vlan-raw-device': 'vmbr0',
      autostart: 1,
      priority: 7,
      comments: 'Tenants\n',
    },
  ];
}

function addNodes(builder: WorldBuilder): void {
  ['pve1', 'pve2', 'pve3'].forEach((name, index) => {
    const address = `10.0.0.${11 + index}`;
    builder.addNode({
      name,
      address,
      cpus: 32,
      memory: 256 * gib,
      disk: 180 * gib,
      networks: networks(address),
      uptimeSeconds: 30 * 86_400 - index * 7200,
    });
  });
  builder.world.node('pve3').config.description =
    'Also a Kubernetes worker of the management cluster.';
}

function addPlatform(builder: WorldBuilder): void {
  const ctime = Math.floor(Date.now() / 1000) - 90 * 86_400;
  [0, 1, 2].forEach(index => {
    const vmid = 101 + index;
    const name = `talos-cp-${index + 1}`;
    builder.addGuest({
      type: 'qemu',
      vmid,
      name,
      node: `pve${index + 1}`,
      status: 'running',
      pool: 'platform',
      config: virtualMachineConfig({
        site,
        vmid,
        cores: 4,
        memoryMib: 8192,
        tags: 'kubernetes;talos',
        ctime,
      }),
      agent: answeringAgent({
        site,
        vmid,
        hostname: name,
        address: `10.0.0.${41 + index}`,
        system: 'Talos',
      }),
    });
  });
  [
    { vmid: 9000, name: 'ubuntu-24.04', tags: 'cloudinit;template;ubuntu' },
    { vmid: 9001, name: 'talos-1.11', tags: 'talos;template' },
  ].forEach(({ vmid, name, tags }) => {
    const config = virtualMachineConfig({ site, vmid, tags, ctime });
    config.scsi0 = String(config.scsi0).replace('vm-', 'base-');
    builder.addGuest({
      type: 'qemu',
      vmid,
      name,
      node: 'pve1',
      pool: 'platform',
      isTemplate: true,
      config,
    });
  });
  ['4kx9p', '7mw2d', 'b8tzq'].forEach((suffix, index) => {
    const vmid = 301 + index;
    const name = `tenant-a-md-0-${suffix}`;
    builder.addGuest({
      type: 'qemu',
      vmid,
      name,
      node: `pve${(index % 3) + 1}`,
      status: 'running',
      pool: workerPool,
      config: virtualMachineConfig({
        site,
        vmid,
        cores: 4,
        memoryMib: 8192,
        tags: 'capi',
        vlan: 40,
        ctime,
      }),
      agent: answeringAgent({
        site,
        vmid,
        hostname: name,
        address: `10.0.40.${11 + index}`,
        system: 'Talos',
      }),
    });
  });
}

/** The larger site of the default scenario: three nodes, three teams. */
export function buildFra(secrets: Record<SiteTokenName, string>): WorldBuilder {
  const builder = new WorldBuilder({ clusterName: 'fra' });
  addAccess(builder, secrets);
  addNodes(builder);
  addClusterStorages(builder);
  builder
    .addPool({
      id: 'platform',
      comment: 'Control planes, templates, tenant workers',
    })
    .addPool({ id: workerPool, comment: 'Workers of tenant clusters' })
    .addPool({ id: 'team-a', comment: 'Orders' })
    .addPool({ id: 'team-b', comment: 'Shop' })
    .addPool({ id: 'team-c', comment: 'Billing' });
  addPlatform(builder);
  addFraTeams(builder, site);
  addFraDatabases(builder, site);
  addFraHistory(builder);
  return builder;
}
