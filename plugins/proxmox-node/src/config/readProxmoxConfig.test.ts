import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readProxmoxConfig } from './readProxmoxConfig';

const secret = '0b9c1f6e-5c8d-4c1a-9b62-6f1f5a2c7d10';
const token = { tokenId: 'rackstage@pve!inventory', tokenSecret: secret };
const fra = {
  name: 'fra',
  endpoints: ['https://pve1.example.com'],
  auth: token,
};

function read(proxmox?: JsonObject) {
  return readProxmoxConfig(new ConfigReader(proxmox ? { proxmox } : {}));
}

function errorOf(proxmox: JsonObject): string {
  try {
    read(proxmox);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the configuration was accepted');
}

describe('readProxmoxConfig', () => {
  it('has no sources without configuration', () => {
    expect(read().sources).toEqual([]);
    expect(read({}).sources).toEqual([]);
  });

  it('fills in what is not said', () => {
    const { sources, intervals } = read({ clusters: [fra] });

    expect(sources).toEqual([
      {
        name: 'fra',
        title: 'fra',
        endpoints: ['https://pve1.example.com:8006'],
        webUrl: 'https://pve1.example.com:8006',
        tls: {},
        auth: token,
        requestTimeoutMs: 30_000,
        concurrencyPerNode: 4,
        owners: {
          default: 'group:default/platform',
          rules: [],
          tenantEditable: false,
        },
      },
    ]);
    expect(intervals).toEqual({
      activeMs: 10_000,
      idleMs: 60_000,
      slowMs: 900_000,
      configurationMs: 3_600_000,
      configurationDelayMs: 10_000,
      configurationPauseMs: 500,
    });
  });

  it('takes everything that may be said', () => {
    const fingerprint = Array(32).fill('ab').join(':');
    const { sources, intervals } = read({
      clusters: [
        {
          ...fra,
          title: 'Frankfurt',
          endpoints: ['https://pve1:443', 'https://10.0.0.2:8007/'],
          webUrl: 'https://pve.example.com/ui/',
          tls: { fingerprints: [fingerprint] },
          auth: { username: 'rackstage@pve', password: 'p' },
          requestTimeout: '5s',
          concurrencyPerNode: '2',
          owners: {
            default: 'group:SRE',
            rules: [
              { pool: 'team-a', owner: 'group:default/team-a' },
              { tag: 'Shop', owner: 'group:team-b' },
              { namePattern: 'db-.*', owner: 'user:alice' },
            ],
            tenantEditable: true,
          },
        },
      ],
      inventory: {
        activeInterval: { seconds: 5 },
        slowInterval: 'PT1H',
        configurationInterval: { hours: 6 },
        configurationDelay: { minutes: 0 },
        configurationPause: '2s',
      },
    });

    expect(sources[0]).toMatchObject({
      title: 'Frankfurt',
      endpoints: ['https://pve1:443', 'https://10.0.0.2:8007'],
      webUrl: 'https://pve.example.com/ui',
      tls: { fingerprints: [fingerprint.toUpperCase()] },
      requestTimeoutMs: 5_000,
      concurrencyPerNode: 2,
      owners: {
        default: 'group:default/sre',
        rules: [
          { kind: 'pool', pool: 'team-a', owner: 'group:default/team-a' },
          { kind: 'tag', tag: 'shop', owner: 'group:default/team-b' },
          { kind: 'name', pattern: /^(?:db-.*)$/, owner: 'user:default/alice' },
        ],
      },
    });
    expect(intervals).toMatchObject({
      activeMs: 5_000,
      slowMs: 3_600_000,
      configurationMs: 21_600_000,
      configurationDelayMs: 0,
      configurationPauseMs: 2_000,
    });
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a second endpoint without https',
      {
        clusters: [
          fra,
          { ...fra, name: 'edge', endpoints: ['https://e', 'http://e2'] },
        ],
      },
      /proxmox\.clusters\[1\]\.endpoints\[1\]: expected an https URL/,
    ],
    [
      'an endpoint with a path',
      { clusters: [{ ...fra, endpoints: ['https://pve1:8006/api2/json'] }] },
      /proxmox\.clusters\[0\]\.endpoints\[0\]: expected an https URL .* without path/,
    ],
    [
      'no endpoint',
      { clusters: [{ ...fra, endpoints: [] }] },
      /clusters\[0\]\.endpoints: expected at least one/,
    ],
    [
      'a name that is no DNS label',
      { clusters: [{ ...fra, name: 'Frankfurt_1' }] },
      /clusters\[0\]\.name: expected a name of 1 to 20/,
    ],
    [
      'a missing name',
      { clusters: [{ endpoints: fra.endpoints, auth: token }] },
      /clusters\[0\]\.name: expected a name/,
    ],
    [
      'clusters that are no list',
      { clusters: { fra } },
      /proxmox\.clusters: expected a list/,
    ],
    [
      'a token without its secret',
      { clusters: [{ ...fra, auth: { tokenId: token.tokenId } }] },
      /clusters\[0\]\.auth: expected either tokenId and tokenSecret/,
    ],
    [
      'a token id without a token name',
      { clusters: [{ ...fra, auth: { ...token, tokenId: 'rackstage@pve' } }] },
      /auth\.tokenId: expected the full id of an API token/,
    ],
    [
      'two ways to verify the certificate',
      {
        clusters: [
          {
            ...fra,
            tls: {
              insecure: true,
              fingerprints: [Array(32).fill('00').join(':')],
            },
          },
        ],
      },
      /clusters\[0\]\.tls: expected only one of/,
    ],
    [
      'a CA that is no certificate',
      { clusters: [{ ...fra, tls: { ca: '/etc/pve/pve-root-ca.pem' } }] },
      /tls\.ca: expected PEM certificates/,
    ],
    [
      'a short fingerprint',
      { clusters: [{ ...fra, tls: { fingerprints: ['AA:BB'] } }] },
      /tls\.fingerprints\[0\]: expected a SHA-256 fingerprint/,
    ],
    [
      'an owner that owns nothing in Backstage',
      {
        clusters: [
          {
            ...fra,
            owners: { rules: [{ pool: 'a', owner: 'component:default/x' }] },
          },
        ],
      },
      /owners\.rules\[0\]\.owner: expected the entity ref of a group or user/,
    ],
    [
      'a rule that matches by two things',
      {
        clusters: [
          {
            ...fra,
            owners: { rules: [{ pool: 'a', tag: 'b', owner: 'group:c' }] },
          },
        ],
      },
      /owners\.rules\[0\]: expected exactly one of/,
    ],
    [
      'a pattern that does not compile',
      {
        clusters: [
          {
            ...fra,
            owners: { rules: [{ namePattern: '(', owner: 'group:c' }] },
          },
        ],
      },
      /rules\[0\]\.namePattern: expected a regular expression/,
    ],
    [
      'an interval shorter than Proxmox has news',
      { inventory: { activeInterval: { seconds: 1 } } },
      /proxmox\.inventory\.activeInterval: expected a duration of at least 5 s/,
    ],
    [
      'configurations read in a tight loop',
      { inventory: { configurationInterval: '10s' } },
      /proxmox\.inventory\.configurationInterval: expected a duration of at least 60 s/,
    ],
    [
      'a duration that is none',
      { inventory: { slowInterval: 'often' } },
      /inventory\.slowInterval: expected a duration/,
    ],
    [
      'too many parallel calls',
      { clusters: [{ ...fra, concurrencyPerNode: 100 }] },
      /concurrencyPerNode: expected a whole number from 1 to 16/,
    ],
    [
      'a mistyped key',
      { clusters: [{ ...fra, endpoint: [] }] },
      /proxmox\.clusters\[0\]\.endpoint: unknown key, did you mean endpoints\?/,
    ],
    [
      'a mistyped key at the top',
      { cluster: [] },
      /proxmox\.cluster: unknown key, did you mean clusters\?/,
    ],
    [
      'a key like no other',
      { inventory: { zzzzzzzzzz: 1 } },
      /zzzzzzzzzz: unknown key, known keys are activeInterval, idleInterval/,
    ],
    [
      'a name used twice',
      { clusters: [fra, { ...fra, endpoints: ['https://other'] }] },
      /clusters\[1\]\.name: fra is already the name of proxmox\.clusters\[0\]/,
    ],
    [
      'one host in two clusters',
      { clusters: [fra, { ...fra, name: 'edge' }] },
      /clusters\[1\]\.endpoints\[0\]: .* is already proxmox\.clusters\[0\]\.endpoints\[0\]/,
    ],
  ])('refuses %s', (_, proxmox, message) => {
    expect(errorOf(proxmox)).toMatch(message);
  });

  it('names every wrong place at once', () => {
    const message = errorOf({
      clusters: [{ ...fra, name: '-', endpoints: ['x'] }],
    });
    expect(message).toMatch(
      /clusters\[0\]\.name.*clusters\[0\]\.endpoints\[0\]/,
    );
  });

  it('repeats no secret, not even one in the wrong place', () => {
    const message = errorOf({
      clusters: [
        {
          ...fra,
          name: secret,
          endpoints: [`https://user:${secret}@pve1:8006`],
          webUrl: `https://user:${secret}@pve1`,
          auth: { ...token, tokenId: secret, password: secret },
          concurrencyPerNode: secret,
          tls: { ca: secret, fingerprints: [secret] },
        },
      ],
    });
    expect(message).toMatch(/auth\.tokenId/);
    expect(message).not.toContain(secret);
  });
});
