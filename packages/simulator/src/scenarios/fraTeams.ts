import { WorldBuilder } from '../pve/world/WorldBuilder';
import {
  answeringAgent,
  containerConfig,
  macFor,
  virtualMachineConfig,
} from './hardware';

const gib = 1024 ** 3;

/** The machines that the three teams run their services on. */
export function addFraTeams(builder: WorldBuilder, site: number): void {
  const ctime = Math.floor(Date.now() / 1000) - 40 * 86_400;
  const machines = [
    {
      vmid: 201,
      name: 'orders-api-1',
      node: 'pve1',
      pool: 'team-a',
      address: '10.0.0.61',
      tags: 'orders',
    },
    {
      vmid: 202,
      name: 'orders-api-2',
      node: 'pve2',
      pool: 'team-a',
      address: '10.0.0.62',
      tags: 'orders',
    },
    {
      vmid: 221,
      name: 'shop-web-1',
      node: 'pve1',
      pool: 'team-b',
      address: '10.0.0.71',
      tags: 'shop',
    },
  ];
  for (const { vmid, name, node, pool, address, tags } of machines) {
    builder.addGuest({
      type: 'qemu',
      vmid,
      name,
      node,
      pool,
      status: 'running',
      config: {
        ...virtualMachineConfig({ site, vmid, tags, ctime }),
        ipconfig0: `ip=${address}/24,gw=10.0.0.1`,
      },
      agent: answeringAgent({ site, vmid, hostname: name, address }),
      snapshots:
        vmid === 201
          ? [{ name: 'before-upgrade', description: 'Before 24.04.2' }]
          : [],
    });
  }
  builder.addGuest({
    type: 'qemu',
    vmid: 231,
    name: 'billing-worker-1',
    node: 'pve3',
    pool: 'team-c',
    status: 'stopped',
    config: virtualMachineConfig({ site, vmid: 231, tags: 'billing', ctime }),
  });
  builder.addGuest({
    type: 'lxc',
    vmid: 232,
    name: 'billing-cache',
    node: 'pve3',
    pool: 'team-c',
    status: 'running',
    config: containerConfig({ site, vmid: 232, tags: 'billing;redis', ctime }),
    interfaces: [containerInterface(site, 232, '10.0.0.82')],
  });
}

/** The databases: one in a container, one in a machine; images and backups. */
export function addFraDatabases(builder: WorldBuilder, site: number): void {
  const now = Math.floor(Date.now() / 1000);
  builder
    .addGuest({
      type: 'lxc',
      vmid: 210,
      name: 'orders-postgres',
      node: 'pve2',
      pool: 'team-a',
      status: 'running',
      config: {
        ...containerConfig({
          site,
          vmid: 210,
          memoryMib: 4096,
          tags: 'orders;postgresql',
          ctime: now,
        }),
        description: 'PostgreSQL 17\n',
        mp0: 'local-lvm:vm-210-disk-1,mp=/var/lib/postgresql/data,backup=1,size=40G',
      },
      interfaces: [containerInterface(site, 210, '10.0.0.65')],
    })
    .addGuest({
      type: 'qemu',
      vmid: 220,
      name: 'shop-mariadb',
      node: 'pve2',
      pool: 'team-b',
      status: 'running',
      config: virtualMachineConfig({
        site,
        vmid: 220,
        memoryMib: 8192,
        disk: '64G',
        tags: 'mariadb;shop',
        ctime: now - 86_400 * 40,
      }),
      agent: answeringAgent({
        site,
        vmid: 220,
        hostname: 'shop-mariadb',
        address: '10.0.0.75',
      }),
    });
}

/** Images, backups and what happened lately. */
export function addFraHistory(builder: WorldBuilder): void {
  const now = Math.floor(Date.now() / 1000);
  builder
    .addVolume({
      volid: 'local:iso/ubuntu-24.04.3-live-server-amd64.iso',
      content: 'iso',
      format: 'iso',
      size: 3 * gib,
      node: 'pve1',
    })
    .addVolume({
      volid: 'nfs-backup:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
      content: 'vztmpl',
      format: 'tzst',
      size: 130_000_000,
    })
    .addVolume({
      volid: 'nfs-backup:backup/vzdump-lxc-210-2026_11_20-02_00_04.tar.zst',
      content: 'backup',
      format: 'tar.zst',
      subtype: 'lxc',
      vmid: 210,
      size: 2 * gib,
      ctime: now - 86_400,
      notes: 'orders-postgres',
    })
    .addVolume({
      volid: 'nfs-backup:backup/vzdump-qemu-220-2026_11_20-02_10_31.vma.zst',
      content: 'backup',
      format: 'vma.zst',
      subtype: 'qemu',
      vmid: 220,
      size: 9 * gib,
      ctime: now - 85_800,
      notes: 'shop-mariadb',
      isProtected: true,
    })
    .addTask({
      node: 'pve2',
      type: 'vzdump',
      id: 210,
      starttime: now - 86_400,
      endtime: now - 86_310,
      exitstatus: 'OK',
    })
    .addTask({
      node: 'pve1',
      type: 'qmstart',
      id: 201,
      starttime: now - 40_000,
      endtime: now - 39_996,
      exitstatus: 'OK',
    })
    .addTask({
      node: 'pve3',
      type: 'qmstart',
      id: 231,
      starttime: now - 30_000,
      endtime: now - 29_999,
      exitstatus: 'start failed: QEMU exited with code 1',
      log: [
        'kvm: cannot set up guest memory',
        'TASK ERROR: start failed: QEMU exited with code 1',
      ],
    });
}

function containerInterface(site: number, vmid: number, address: string) {
  return {
    name: 'eth0',
    mac: macFor(site, vmid).toLowerCase(),
    addresses: [{ address, prefix: 24 }],
  };
}
