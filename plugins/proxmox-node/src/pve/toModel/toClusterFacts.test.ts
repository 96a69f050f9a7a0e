import resources6 from '../__fixtures__/cluster-resources-6.json';
import resources9 from '../__fixtures__/cluster-resources-9.json';
import status from '../__fixtures__/cluster-status.json';
import { readClusterResources } from '../wire/clusterResources';
import { readClusterStatus } from '../wire/clusterStatus';
import { toClusterFacts } from './toClusterFacts';

const facts = () =>
  toClusterFacts(
    'harbour',
    readClusterResources(resources9.data),
    readClusterStatus(status.data),
  );

describe('toClusterFacts', () => {
  it('takes over what Proxmox VE 9 says of a running guest', () => {
    expect(facts().guests[0]).toEqual({
      source: 'harbour',
      type: 'qemu',
      vmid: 1001,
      node: 'alpha',
      name: 'invoice-api',
      status: 'running',
      template: false,
      tags: ['prod', 'team-x'],
      pool: 'finance',
      haState: 'started',
      cpu: { used: 0.5, cores: 4 },
      memory: { used: 2147483648, total: 4294967296 },
      // Proxmox writes 0 for what it cannot see into.
      disk: { total: 34359738368 },
      uptime: 7200,
      traffic: { in: 100, out: 200 },
    });
  });

  it('believes nothing volatile of a node that is offline', () => {
    const guest = facts().guests.find(({ vmid }) => vmid === 1002);

    expect(guest).toEqual({
      source: 'harbour',
      type: 'qemu',
      vmid: 1002,
      node: 'beta',
      name: 'invoice-db',
      status: 'unknown',
      template: false,
      tags: [],
    });
  });

  it('keeps a guest of which there is nothing but its place, and knows a container’s disk', () => {
    const { guests } = facts();

    expect(guests.find(({ vmid }) => vmid === 1003)).toEqual({
      source: 'harbour',
      type: 'qemu',
      vmid: 1003,
      node: 'alpha',
      status: 'unknown',
      template: false,
      tags: [],
      lock: 'clone',
    });
    expect(guests.find(({ type }) => type === 'lxc')?.disk).toEqual({
      used: 1073741824,
      total: 8589934592,
    });
    expect(guests.filter(({ template }) => template)).toHaveLength(1);
  });

  it('joins nodes with their addresses', () => {
    const { cluster, nodes, remarks } = facts();

    expect(cluster).toEqual({ name: 'harbour', quorate: true });
    expect(nodes).toEqual([
      {
        source: 'harbour',
        name: 'alpha',
        status: 'online',
        address: '192.0.2.11',
        cpu: { used: 0.25, cores: 16 },
        memory: { used: 34359738368, total: 68719476736 },
        rootDisk: { used: 10737418240, total: 107374182400 },
        uptime: 86400,
      },
      {
        source: 'harbour',
        name: 'beta',
        status: 'offline',
        address: '192.0.2.12',
      },
    ]);
    expect(remarks).toEqual([]);
  });

  it('lists a shared storage once, with the figures of a node that sees it', () => {
    expect(facts().storages).toEqual([
      expect.objectContaining({
        storage: 'local',
        node: 'alpha',
        shared: false,
      }),
      {
        source: 'harbour',
        storage: 'local',
        node: 'beta',
        nodes: ['beta'],
        shared: false,
        plugin: 'dir',
        content: ['backup', 'iso', 'vztmpl'],
        status: 'unknown',
      },
      {
        source: 'harbour',
        storage: 'pool1',
        nodes: ['alpha', 'beta'],
        shared: true,
        plugin: 'rbd',
        content: ['images', 'rootdir'],
        status: 'available',
        usage: { used: 40, total: 400 },
      },
    ]);
  });

  it('reads the texts that Proxmox VE 6 writes for numbers and flags', () => {
    const { guests, remarks } = toClusterFacts(
      'old',
      readClusterResources(resources6.data),
      undefined,
    );

    expect(remarks).toEqual([]);
    expect(guests).toEqual([
      expect.objectContaining({
        vmid: 100,
        template: false,
        cpu: { used: 0.02, cores: 2 },
      }),
      expect.objectContaining({ vmid: 101, tags: ['one', 'two'] }),
    ]);
  });

  it('a node in no cluster has neither name nor quorum', () => {
    const alone = readClusterStatus([
      { type: 'node', name: 'alpha', ip: '192.0.2.11', online: 1 },
    ]);

    expect(
      toClusterFacts('x', readClusterResources([]), alone).cluster,
    ).toEqual({});
  });
});
