import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from '../config';
import { ClusterFacts } from '../pve';
import { ManualClock } from './__testUtils__/ManualClock';
import { SourceMonitor } from './SourceMonitor';

// What a simulated site cannot be brought to do: to answer a call that began long ago.

const { sources, intervals } = readProxmoxConfig(
  new ConfigReader({
    proxmox: {
      clusters: [
        {
          name: 'fra',
          endpoints: ['https://pve1'],
          auth: { tokenId: 'a@pve!b', tokenSecret: 'c' },
        },
      ],
    },
  }),
);

const withoutStorage: ClusterFacts = {
  cluster: { name: 'fra', quorate: true },
  nodes: [{ source: 'fra', name: 'pve1', status: 'online' }],
  guests: [],
  storages: [],
  remarks: [],
};
const withStorage: ClusterFacts = {
  ...withoutStorage,
  storages: [
    {
      source: 'fra',
      storage: 'ceph',
      shared: true,
      nodes: ['pve1'],
      content: [],
      status: 'available',
    },
  ],
};

describe('SourceMonitor', () => {
  it('proves nothing by a read that began before the permissions were read', async () => {
    let answerFirst: (facts: ClusterFacts) => void = () => {};
    const answers = [
      new Promise<ClusterFacts>(resolve => {
        answerFirst = resolve;
      }),
    ];
    const monitor = new SourceMonitor({
      config: sources[0],
      intervals,
      clock: new ManualClock(),
      onChange: () => {},
      logger: { info: () => {}, warn: () => {} },
      reader: {
        readFacts: async () => answers.shift() ?? withStorage,
        readPermissions: async () => ({ '/': { 'Datastore.Audit': true } }),
        readVersion: async () => ({ version: '9.2', release: '9.2', major: 9 }),
        readNetworks: async () => ({
          networks: [],
          nodesRead: ['pve1'],
          vnetsRead: true,
          remarks: [],
        }),
        isVmidTaken: () => Promise.reject(new Error('is not asked for')),
        readConfiguration: () => Promise.reject(new Error('is not asked for')),
      },
    });

    const hidden = monitor.refresh();
    const found = monitor.findWhereabouts(['fra/storage/ceph']);
    // The privilege came back after this answer was made.
    answerFirst(withoutStorage);
    await hidden;

    await expect(found).resolves.toEqual(
      new Map([['fra/storage/ceph', 'unproven']]),
    );
    expect(monitor.getResource('fra/storage/ceph')).toBeDefined();
  });
});
