import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from '../config';
import { EffectivePermissions, NetworkFacts, NetworksReading } from '../pve';
import { joinNetworks } from './joinNetworks';
import { ownNetwork } from './joinSnapshot';
import { gatherEvidence } from './judgeVanished';

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
const bridge = (node: string, name: string): NetworkFacts => ({
  source: 'fra',
  node,
  name,
  kind: 'bridge',
});
const vnet: NetworkFacts = { source: 'fra', name: 'tenants', kind: 'vnet' };
const previous = [bridge('pve1', 'vmbr0'), bridge('pve2', 'vmbr0'), vnet].map(
  network => ownNetwork(config, network),
);
const all = { '/': { 'Sys.Audit': true, 'SDN.Audit': true } };
const none = {};

function join(
  reading: Partial<NetworksReading>,
  [before, after]: [EffectivePermissions?, EffectivePermissions?] = [all, all],
) {
  const evidenceOf = (permissions?: EffectivePermissions) =>
    permissions &&
    gatherEvidence(
      {
        guests: [],
        nodes: [{ source: 'fra', name: 'pve1', status: 'online' }],
      },
      { permissions, major: 9 },
    );
  const joined = joinNetworks(
    config,
    {
      networks: [],
      nodesRead: ['pve1'],
      vnetsRead: true,
      remarks: [],
      ...reading,
    },
    {
      previous,
      before: evidenceOf(before),
      after: evidenceOf(after),
      now: '2026-11-01T12:00:00.000Z',
    },
  );
  return joined.map(
    ({ node = '', name, unreadableSince }) =>
      `${node}:${name}${unreadableSince ? ' unreadable' : ''}`,
  );
}

describe('joinNetworks', () => {
  it('takes what was read, with names and owners, and drops what is gone', () => {
    expect(join({ networks: [bridge('pve1', 'vmbr1')] })).toEqual([
      'pve1:vmbr1',
    ]);
  });

  it('keeps what was not read', () => {
    const reading = { nodesRead: [], vnetsRead: false };
    expect(join(reading)).toEqual(['pve1:vmbr0', ':tenants']);
  });

  it('keeps everything where nothing is known of the permissions', () => {
    expect(join({}, [undefined, undefined])).toEqual([
      'pve1:vmbr0',
      'pve2:vmbr0',
      ':tenants',
    ]);
  });

  it.each([
    ['before', [none, all]],
    ['after', [all, none]],
  ] as Array<[string, [EffectivePermissions, EffectivePermissions]]>)(
    'marks what the credentials could not see %s the reading',
    (_, permissions) => {
      expect(join({}, permissions)).toEqual([
        'pve1:vmbr0 unreadable',
        ':tenants unreadable',
      ]);
    },
  );

  it('keeps everything when a row could not be understood', () => {
    const remarks = [{ subject: 'entry 1', reason: 'no name', dropped: true }];
    expect(join({ remarks })).toContain('pve1:vmbr0');
  });
});
