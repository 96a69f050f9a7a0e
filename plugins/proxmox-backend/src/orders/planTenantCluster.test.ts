import { ConfigReader } from '@backstage/config';
import { tenantClusterOrderSpecSchema } from '@rackstage/plugin-proxmox-common';
import { buildTenantCluster } from '@rackstage/plugin-proxmox-node';
import { aSpec } from './preflight/__testUtils__/goodFacts';
import { readOrderSettings } from './OrderSettings';
import { planTenantCluster } from './planTenantCluster';

const secret = '5d3f0f3a-8d6d-4b5a-9d5b-6a0d1a2b3c4d';

function settings(clusterChanges: object = {}) {
  return readOrderSettings(
    new ConfigReader({
      permission: { enabled: true },
      proxmox: {
        clusters: [
          {
            name: 'fra',
            endpoints: ['https://pve1.example.com'],
            auth: { tokenId: 'a@pve!b', tokenSecret: 'c' },
            provisioning: {
              tokenId: 'capmox@pve!capi',
              tokenSecret: secret,
              vmids: { start: 20000, end: 29999 },
              resourcePool: 'capi',
            },
            ...clusterChanges,
          },
        ],
        kubernetes: [
          {
            name: 'mgmt-a',
            url: 'https://10.0.0.10:6443',
            token: 'token',
            proxmox: { defaultCluster: 'fra' },
            orders: { loadBalancerPool: 'tenant-api' },
          },
        ],
      },
    }),
  );
}

const plan = (changes: object = {}, spec = aSpec()) =>
  planTenantCluster({
    orderId: 'order-1',
    owner: 'group:default/team-a',
    spec,
    decisions: {
      templateNode: 'pve1',
      templateTags: [],
      vmidRange: { start: 20000, end: 20019 },
    },
    settings: settings(changes),
  });

describe('planTenantCluster', () => {
  it('adds the credentials and settings of the configuration', () => {
    expect(plan()).toMatchObject({
      orderId: 'order-1',
      templateNode: 'pve1',
      vmidRange: { start: 20000, end: 20019 },
      credentials: {
        url: 'https://pve1.example.com:8006',
        tokenId: 'capmox@pve!capi',
        secret,
      },
      settings: { loadBalancerPool: 'tenant-api', resourcePool: 'capi' },
    });
    expect(settings()).toMatchObject({ enabled: true, timeoutMs: 1_800_000 });
    expect(settings().platforms.get('mgmt-a')?.proxmoxSource).toBe('fra');
  });

  it('says what is missing where a source may no longer be ordered from', () => {
    expect(() => plan({ provisioning: undefined })).toThrow(
      /'fra' has no 'provisioning' in the configuration.*Add it/,
    );
  });

  it.each(['v1beta1', 'v1beta2'] as const)(
    'makes only names that fit in %s, with the longest name that can be ordered',
    stack => {
      const longest = tenantClusterOrderSpecSchema.parse(
        aSpec({ name: 'a'.repeat(40) }),
      );
      const names = buildTenantCluster(plan({}, longest), stack).map(
        ({ metadata }) => metadata.name,
      );
      const pool = names.find(name => name.endsWith('-md-0'))!;

      // Two suffixes of five letters: the MachineSet's and the Machine's, which is the host name too.
      names.push(`${pool}-abcde-fghij`);
      expect(names.filter(name => name.length > 63)).toEqual([]);
    },
  );
});
