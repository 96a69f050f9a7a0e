import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { Guest, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { buildEntities } from './buildEntities';
import { createDeepLink } from './createDeepLink';
import { toCatalogTags } from './toCatalogTags';

const guest = (more: Partial<Guest>): Guest => ({
  source: 'fra',
  type: 'qemu',
  vmid: 101,
  node: 'pve1',
  name: 'orders',
  status: 'running',
  template: false,
  tags: [],
  owner: 'group:default/team-a',
  entityRef: `resource:default/fra-guest-${more.vmid ?? 101}`,
  ...more,
});

const owned = (name: string) => ({
  source: 'fra',
  owner: 'group:default/platform',
  entityRef: `resource:default/${name}`,
});

const snapshot: ProxmoxSnapshot = {
  cluster: {
    ...owned('fra-cluster'),
    title: 'Frankfurt',
    name: 'fra',
    webUrl: 'https://pve.example.com:8006',
  },
  nodes: [{ ...owned('fra-node-pve1'), name: 'pve1', status: 'online' }],
  guests: [
    guest({ vmid: 101, tags: ['Prod', 'a_b'] }),
    guest({ vmid: 102, type: 'lxc', node: 'pve9', name: undefined }),
    guest({ vmid: 9000, template: true }),
  ],
  storages: [
    {
      ...owned('fra-storage-ceph'),
      storage: 'ceph',
      shared: true,
      nodes: ['pve2', 'pve1'],
      plugin: 'rbd',
      content: ['images'],
      status: 'available',
    },
    {
      ...owned('fra-storage-pve1-local'),
      storage: 'local',
      shared: false,
      node: 'pve1',
      nodes: ['pve1'],
      content: ['iso'],
      status: 'available',
    },
  ],
  networks: {
    asOf: '2026-11-01T12:00:00Z',
    items: [
      {
        ...owned('fra-network-pve1-vmbr0.40'),
        name: 'vmbr0.40',
        node: 'pve1',
        kind: 'vlan',
        vlan: 40,
      },
      { ...owned('fra-network-tenants'), name: 'tenants', kind: 'vnet' },
    ],
  },
};

/** The snapshot with a third storage and what is known of guests 101 and 9000. */
const configured: ProxmoxSnapshot = {
  ...snapshot,
  storages: [
    ...snapshot.storages,
    { ...snapshot.storages[1], node: 'pve2', entityRef: 'resource:default/no' },
  ],
  configurations: {
    'qemu/101': {
      asOf: '2026-11-01T12:00:00Z',
      storages: ['ceph', 'gone', 'local'],
      macs: [],
      addresses: [],
    },
    'qemu/9000': {
      asOf: '2026-11-01T12:00:00Z',
      storages: ['ceph'],
      macs: [],
      addresses: [],
    },
    // Not the container of that VMID.
    'qemu/102': {
      asOf: '2026-11-01T12:00:00Z',
      storages: ['ceph'],
      macs: [],
      addresses: [],
    },
  },
};

describe('buildEntities', () => {
  const entities = buildEntities(snapshot);
  const byName = (name: string) =>
    entities.find(entity => entity.metadata.name === name);

  it('makes one valid entity of each thing', async () => {
    expect(entities).toHaveLength(9);
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of entities) {
      await expect(policy.enforce(entity)).resolves.toEqual(entity);
      await expect(resourceEntityV1alpha1Validator.check(entity)).resolves.toBe(
        true,
      );
    }
  });

  it('tells virtual machines, containers and templates apart', () => {
    expect(
      ['101', '102', '9000'].map(
        vmid => byName(`fra-guest-${vmid}`)?.spec.type,
      ),
    ).toEqual(['virtual-machine', 'lxc-container', 'vm-template']);
  });

  it('calls a guest by its name, or by its VMID while the name is unknown', () => {
    expect(byName('fra-guest-101')?.metadata).toMatchObject({
      title: 'orders',
      description: 'Virtual machine 101 in Proxmox VE Frankfurt',
      tags: ['a-b', 'prod'],
    });
    expect(byName('fra-guest-102')?.metadata.title).toBe('Container 102');
  });

  it('relates things to what exists only', () => {
    const dependencies = Object.fromEntries(
      entities.map(({ metadata, spec }) => [metadata.name, spec.dependsOn]),
    );
    expect(dependencies).toEqual({
      'fra-cluster': undefined,
      'fra-node-pve1': ['resource:default/fra-cluster'],
      'fra-guest-101': ['resource:default/fra-node-pve1'],
      'fra-guest-102': ['resource:default/fra-cluster'],
      'fra-guest-9000': ['resource:default/fra-node-pve1'],
      'fra-storage-ceph': ['resource:default/fra-cluster'],
      'fra-storage-pve1-local': ['resource:default/fra-node-pve1'],
      'fra-network-pve1-vmbr0.40': ['resource:default/fra-node-pve1'],
      'fra-network-tenants': ['resource:default/fra-cluster'],
    });
  });

  it('relates guests to the storages of their disks, as far as these are known and exist on their node', () => {
    const dependencies = Object.fromEntries(
      buildEntities(configured).map(({ metadata, spec }) => [
        metadata.name,
        spec.dependsOn,
      ]),
    );
    expect(dependencies).toMatchObject({
      'fra-guest-101': [
        'resource:default/fra-node-pve1',
        'resource:default/fra-storage-ceph',
        'resource:default/fra-storage-pve1-local',
      ],
      'fra-guest-102': ['resource:default/fra-cluster'],
      'fra-guest-9000': [
        'resource:default/fra-node-pve1',
        'resource:default/fra-storage-ceph',
      ],
    });
  });

  it('leads to the page of each thing in Proxmox', () => {
    const views = entities.map(
      entity => entity.metadata.annotations?.['backstage.io/view-url'],
    );
    const base = 'https://pve.example.com:8006';
    expect(views).toEqual([
      base,
      `${base}/#v1:0:=node%2Fpve1`,
      `${base}/#v1:0:=qemu%2F101`,
      `${base}/#v1:0:=lxc%2F102`,
      `${base}/#v1:0:=qemu%2F9000`,
      `${base}/#v1:0:=storage%2Fpve1%2Fceph`,
      `${base}/#v1:0:=storage%2Fpve1%2Flocal`,
      `${base}/#v1:0:=node%2Fpve1`,
      base,
    ]);
  });

  it('says of each thing what it stands for', () => {
    const marks = entities.map(({ metadata }) =>
      Object.entries(metadata.annotations ?? {})
        .filter(
          ([key]) =>
            key.startsWith('rackstage.io/') &&
            key !== 'rackstage.io/proxmox-cluster',
        )
        .map(([key, value]) => `${key.split('proxmox-')[1]}=${value}`)
        .join(),
    );
    expect(marks).toEqual([
      '',
      'node=fra/pve1',
      'guest=fra/qemu/101',
      'guest=fra/lxc/102',
      'guest=fra/qemu/9000',
      'storage=fra/ceph',
      'storage=fra/pve1/local',
      'network=fra/pve1/vmbr0.40',
      'network=fra/tenants',
    ]);
  });

  it('does not change with what changes by itself', () => {
    const later: ProxmoxSnapshot = {
      ...configured,
      guests: snapshot.guests.map(one => ({
        ...one,
        status: 'stopped',
        lock: 'backup',
        uptime: 7,
        unreadableSince: '2026-11-01T12:00:00Z',
      })),
      nodes: snapshot.nodes.map(node => ({ ...node, status: 'offline' })),
      configurations: {
        ...configured.configurations,
        'qemu/101': {
          asOf: '2026-11-01T13:00:00Z',
          storages: ['local', 'ceph'],
          macs: ['bc:24:11:00:00:01'],
          addresses: ['10.0.0.5'],
        },
      },
    };
    expect(buildEntities(later)).toEqual(buildEntities(configured));
  });
});

describe('toCatalogTags', () => {
  it('turns the tags of Proxmox into tags of the catalogue', () => {
    expect(
      toCatalogTags(['Prod', 'a_b', 'a.b', 'c++', '--', '_x_', 'y'.repeat(80)]),
    ).toEqual(['a-b', 'c++', 'prod', 'x', 'y'.repeat(63)]);
  });
});

describe('createDeepLink', () => {
  it('keeps a path in front of Proxmox and escapes ids', () => {
    expect(createDeepLink('https://x/pve', 'storage/a/b c')).toBe(
      'https://x/pve/#v1:0:=storage%2Fa%2Fb%20c',
    );
  });
});
