import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { selfSigned } from '../pve/__testUtils__/certificates';
import { readProxmoxConfig } from './readProxmoxConfig';

const secret = '7d0f2c1a-33d5-4a4e-8a52-0a9b6c1d2e3f';
const capmox = {
  tokenId: 'capmox@pve!capi',
  tokenSecret: secret,
  vmids: { start: 20000, end: 29999 },
};
const fra = {
  name: 'fra',
  endpoints: ['https://pve1.example.com', 'https://pve2.example.com'],
  auth: { tokenId: 'rackstage@pve!inventory', tokenSecret: 'other' },
};
const mgmt = { name: 'mgmt-a', url: 'https://10.0.0.10:6443', token: 'token' };

function read(proxmox: JsonObject, rest: JsonObject = {}) {
  return readProxmoxConfig(new ConfigReader({ ...rest, proxmox }));
}

const provisioning = (changes: JsonObject) => ({
  clusters: [{ ...fra, provisioning: { ...capmox, ...changes } }],
});
const platform = (orders: JsonObject) => ({
  clusters: [fra],
  kubernetes: [{ ...mgmt, orders }],
});

describe('the configuration of orders', () => {
  it('offers nothing where nothing is said', () => {
    const config = read({ clusters: [fra], kubernetes: [mgmt] });

    expect(config.orders).toEqual({ enabled: false, timeoutMs: 1_800_000 });
    expect(config.sources[0]).not.toHaveProperty('provisioning');
    expect(config.managementClusters[0].orders).toEqual({});
  });

  it.each<[JsonObject, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ enabled: true }, false, true],
    [{ enabled: false }, true, false],
  ])('with %j and permission.enabled: %j is %j', (orders, ...expected) => {
    const [permissions, enabled] = expected;
    const config = read({ orders }, { permission: { enabled: permissions } });

    expect(config.orders.enabled).toBe(enabled);
  });

  it('takes address and authority of capmox from the cluster', async () => {
    const { cert } = await selfSigned();
    const [source] = read({
      clusters: [{ ...fra, tls: { ca: cert }, provisioning: capmox }],
    }).sources;

    expect(source.provisioning).toEqual({
      ...capmox,
      url: 'https://pve1.example.com:8006',
      ca: cert,
      templates: {},
    });
  });

  it('trusts no fingerprint on behalf of capmox, which knows none', () => {
    const fingerprints = [Array(32).fill('ab').join(':')];
    const [source] = read({
      clusters: [{ ...fra, tls: { fingerprints }, provisioning: capmox }],
    }).sources;

    expect(source.provisioning).not.toHaveProperty('ca');
  });

  it('takes everything that may be said', async () => {
    const { cert } = await selfSigned();
    const limits = {
      resourcePool: 'capi',
      templates: { tag: 'Kubernetes', pool: 'templates' },
      storages: ['ceph-vm'],
      bridges: ['vmbr0'],
    };
    const settings = {
      dataStore: 'etcd-ssd',
      loadBalancerPool: 'tenant-api',
      certificateNames: ['api.example.com'],
      externalCloudProvider: true,
      podCidr: '10.128.0.0/14',
      serviceCidr: '172.30.0.0/16',
      sshAuthorizedKeys: ['ssh-ed25519 AAAA sre'],
      bootDisk: 'virtio0',
      diskFormat: 'raw',
    };
    const config = read({
      ...provisioning({ ...limits, ca: cert, url: 'https://10.0.0.11:8007' }),
      kubernetes: [{ ...mgmt, orders: settings }],
      orders: { timeout: { minutes: 5 } },
    });

    expect(config.sources[0].provisioning).toEqual({
      ...capmox,
      ...limits,
      url: 'https://10.0.0.11:8007',
      ca: cert,
      templates: { tag: 'kubernetes', pool: 'templates' },
    });
    expect(config.managementClusters[0].orders).toEqual(settings);
    expect(config.orders.timeoutMs).toBe(300_000);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'credentials without VMIDs',
      { clusters: [{ ...fra, provisioning: { ...capmox, vmids: undefined } }] },
      /provisioning\.vmids: expected object/,
    ],
    [
      'a token without its secret',
      provisioning({ tokenSecret: '' }),
      /provisioning\.tokenSecret: expected the secret of the API token/,
    ],
    [
      'an address with the path that capmox appends itself',
      provisioning({ url: 'https://pve1:8006/api2/json' }),
      /provisioning\.url: expected an https URL .* without path/,
    ],
    [
      'VMIDs that Proxmox keeps for itself',
      provisioning({ vmids: { start: 99, end: 200 } }),
      /provisioning\.vmids\.start: expected a VMID, a whole number from 100/,
    ],
    [
      'VMIDs that end before they begin',
      provisioning({ vmids: { start: 300, end: 200 } }),
      /provisioning\.vmids: expected an end that is at least 19 above start/,
    ],
    [
      'too few VMIDs for one order',
      provisioning({ vmids: { start: 300, end: 310 } }),
      /provisioning\.vmids: expected an end that is at least 19 above start/,
    ],
    [
      'an empty list of storages, which would offer none',
      provisioning({ storages: [] }),
      /provisioning\.storages: expected at least one storage/,
    ],
    [
      'a mistyped key of the credentials',
      provisioning({ token: 'x' }),
      /provisioning\.token: unknown key, did you mean tokenId\?/,
    ],
    [
      'a mistyped limit',
      provisioning({ templates: { tags: ['x'] } }),
      /provisioning\.templates\.tags: unknown key, did you mean tag\?/,
    ],
    [
      'a network that is none',
      platform({ podCidr: '10.244.0.0' }),
      /kubernetes\[0\]\.orders\.podCidr: expected an IPv4 network/,
    ],
    [
      'an unknown format of disks',
      platform({ diskFormat: 'vdi' }),
      /orders\.diskFormat: expected raw, qcow2 or vmdk/,
    ],
    [
      'a mistyped setting of the platform',
      platform({ datastore: 'default' }),
      /orders\.datastore: unknown key, did you mean dataStore\?/,
    ],
    [
      'a timeout that no cluster could keep',
      { orders: { timeout: '1s' } },
      /proxmox\.orders\.timeout: expected a duration of at least 5 s/,
    ],
    [
      'a mistyped switch',
      { orders: { enable: true } },
      /proxmox\.orders\.enable: unknown key, did you mean enabled\?/,
    ],
  ])('refuses %s and repeats no secret', (_, proxmox, message) => {
    expect(() => read(proxmox)).toThrow(message);
    expect(() => read(proxmox)).not.toThrow(secret);
  });
});
