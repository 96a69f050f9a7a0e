import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from '../config';
import { ManualClock } from './__testUtils__/ManualClock';
import { SlowLane } from './SlowLane';

const [config] = readProxmoxConfig(
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
).sources;

describe('SlowLane', () => {
  function setUp() {
    const clock = new ManualClock();
    const versions: string[] = [];
    const lane = new SlowLane({
      config,
      intervalMs: 900_000,
      now: () => new Date(clock.now()),
      reader: {
        readFacts: () => Promise.reject(new Error('is not asked for')),
        isVmidTaken: () => Promise.reject(new Error('is not asked for')),
        readPermissions: async () => ({}),
        readNetworks: async () => ({
          networks: [],
          nodesRead: [],
          vnetsRead: true,
          remarks: [],
        }),
        async readVersion() {
          const version = `9.2.${versions.length}`;
          versions.push(version);
          return { version, release: '9.2', major: 9 };
        },
      },
    });
    const readIfDue = () =>
      lane.readIfDue({
        snapshot: {
          cluster: {
            source: 'fra',
            title: 'fra',
            owner: 'group:default/platform',
            entityRef: 'resource:default/fra-cluster',
          },
          nodes: [],
          guests: [],
          storages: [],
        },
        signal: new AbortController().signal,
        onRead: () => {},
      });
    return { clock, lane, readIfDue };
  }

  it('reads at its own pace', async () => {
    const { clock, lane, readIfDue } = setUp();

    await readIfDue();
    clock.advance(899_999);
    await readIfDue();
    expect(lane.version).toBe('9.2.0');

    clock.advance(1);
    await readIfDue();
    expect(lane.version).toBe('9.2.1');
  });

  it('does not wait for the clock to catch up when it was set back', async () => {
    const { clock, lane, readIfDue } = setUp();

    await readIfDue();
    clock.advance(-86_400_000);
    await readIfDue();

    expect(lane.version).toBe('9.2.1');
  });
});
