import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from '../../plugins/proxmox-node/src/config';
import { buildSourcesConfig } from './buildSourcesConfig';

const state = {
  controlUrl: 'http://127.0.0.1:18000',
  sites: [
    {
      name: 'fra',
      nodes: [1, 2, 3, 4].map(n => ({
        name: `pve${n}`,
        url: `https://127.0.0.1:1800${n}`,
        fingerprint: 'AA:BB',
      })),
      caFile: '/project/.demo/fra-ca.pem',
      tokens: {
        inventory: { id: 'backstage@pve!inventory', secret: 'not-a-secret' },
        capmox: { id: 'capmox@pve!capi', secret: 'another' },
      },
    },
  ],
  managementClusters: [
    {
      name: 'mgmt-a',
      stack: 'v1beta1',
      url: 'https://127.0.0.1:19000',
      caFile: '/project/.demo/mgmt-a-ca.pem',
      tokens: { portal: 'token' },
    },
  ],
};

describe('buildSourcesConfig', () => {
  it('writes what the plugin reads', () => {
    const { proxmox } = buildSourcesConfig(state);
    const [cluster] = proxmox.clusters;
    expect(cluster.tls).toEqual({ ca: { $file: '/project/.demo/fra-ca.pem' } });
    const { sources } = readProxmoxConfig(
      new ConfigReader({
        proxmox: { clusters: [{ ...cluster, tls: { insecure: true } }] },
      }),
    );
    expect(sources).toEqual([
      expect.objectContaining({
        name: 'fra',
        title: 'Frankfurt',
        endpoints: [
          'https://127.0.0.1:18001',
          'https://127.0.0.1:18002',
          'https://127.0.0.1:18003',
        ],
        auth: {
          tokenId: 'backstage@pve!inventory',
          tokenSecret: 'not-a-secret',
        },
      }),
    ]);
    expect(sources[0].owners.rules).toContainEqual({
      kind: 'pool',
      pool: 'team-a',
      owner: 'group:default/team-a',
    });
  });

  it('lets tenant clusters be ordered, with credentials of their own', () => {
    const { clusters, kubernetes } = buildSourcesConfig(state).proxmox;
    const { sources, managementClusters } = readProxmoxConfig(
      new ConfigReader({
        proxmox: {
          clusters: [{ ...clusters[0], tls: {} }],
          kubernetes: [{ ...kubernetes[0], ca: undefined }],
        },
      }),
    );
    expect(sources[0].provisioning).toMatchObject({
      url: 'https://127.0.0.1:18001',
      tokenId: 'capmox@pve!capi',
      tokenSecret: 'another',
      resourcePool: 'capi',
      vmids: { start: 20_000, end: 29_999 },
    });
    expect(managementClusters[0]).toMatchObject({
      proxmoxSource: 'fra',
      orders: { dataStore: 'default', loadBalancerPool: 'tenant-api' },
    });
  });
});
