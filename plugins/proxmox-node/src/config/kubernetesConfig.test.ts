import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { selfSigned } from '../pve/__testUtils__/certificates';
import { readProxmoxConfig } from './readProxmoxConfig';

const secret = 'eyJhbGciOiJSUzI1NiJ9.very.secret';
const mgmt = { name: 'mgmt-a', url: 'https://10.0.0.10:6443', token: secret };
const fra = {
  name: 'fra',
  endpoints: ['https://pve1.example.com'],
  auth: { tokenId: 'a@pve!b', tokenSecret: 'c' },
};

function read(kubernetes: JsonObject[], clusters: JsonObject[] = [fra]) {
  const config = new ConfigReader({ proxmox: { clusters, kubernetes } });
  return readProxmoxConfig(config).managementClusters;
}

function kubeconfig(user: object, server = 'https://10.0.0.10:6443'): string {
  return stringify({
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server } }],
    users: [{ name: 'x', user }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
  });
}

describe('the configuration of management clusters', () => {
  it('fills in what is not said', () => {
    expect(read([mgmt])).toEqual([
      {
        name: 'mgmt-a',
        title: 'mgmt-a',
        connection: { url: mgmt.url, token: secret, ca: undefined },
        requestTimeoutMs: 30_000,
        proxmoxSource: undefined,
        owners: { default: 'group:default/platform', rules: [] },
        orders: {},
      },
    ]);
    expect(read([])).toEqual([]);
  });

  it('takes everything that may be said', async () => {
    const { cert } = await selfSigned();
    const [first, second] = read([
      {
        ...mgmt,
        title: 'Management A',
        url: 'https://rancher.example.com/k8s/clusters/c-1/',
        caData: Buffer.from(cert).toString('base64'),
        namespaces: ['tenant-team-a'],
        requestTimeout: '5s',
        proxmox: { defaultCluster: 'fra' },
        owners: {
          default: 'group:SRE',
          rules: [
            { namespace: 'tenant-team-a', owner: 'group:team-a' },
            { label: 'team', value: 'b', owner: 'user:bob' },
          ],
        },
      },
      { name: 'mgmt-b', kubeconfig: kubeconfig({ token: secret }) },
    ]);
    expect(first).toMatchObject({
      title: 'Management A',
      connection: {
        url: 'https://rancher.example.com/k8s/clusters/c-1',
        ca: cert,
      },
      namespaces: ['tenant-team-a'],
      requestTimeoutMs: 5_000,
      proxmoxSource: 'fra',
      owners: {
        default: 'group:default/sre',
        rules: [
          {
            kind: 'namespace',
            namespace: 'tenant-team-a',
            owner: 'group:default/team-a',
          },
          {
            kind: 'label',
            label: 'team',
            value: 'b',
            owner: 'user:default/bob',
          },
        ],
      },
    });
    expect(second.connection).toMatchObject({ url: mgmt.url, token: secret });
  });

  it.each<[string, JsonObject[], RegExp]>([
    [
      'an address without TLS',
      [{ ...mgmt, url: 'http://10.0.0.10:8080' }],
      /kubernetes\[0\]\.url: expected an https URL/,
    ],
    [
      'no credentials',
      [{ name: 'mgmt', url: mgmt.url }],
      /kubernetes\[0\]: expected either kubeconfig, or url and token/,
    ],
    [
      'credentials in two ways',
      [{ ...mgmt, kubeconfig: kubeconfig({ token: secret }) }],
      /kubernetes\[0\]: expected either kubeconfig, or url and token/,
    ],
    [
      'a kubeconfig that runs a command',
      [{ name: 'mgmt', kubeconfig: kubeconfig({ exec: { command: 'sh' } }) }],
      /kubernetes\[0\]\.kubeconfig: expected a kubeconfig: it uses exec/,
    ],
    [
      'a kubeconfig without TLS',
      [{ name: 'mgmt', kubeconfig: kubeconfig({ token: secret }, 'http://a') }],
      /kubernetes\[0\]\.kubeconfig: its server is no https URL/,
    ],
    [
      'the name of a Proxmox cluster',
      [{ ...mgmt, name: 'fra' }],
      /kubernetes\[0\]\.name: fra is already the name of proxmox\.clusters\[0\]/,
    ],
    [
      'the same name twice',
      [mgmt, mgmt],
      /kubernetes\[1\]\.name: mgmt-a is already the name of proxmox\.kubernetes/,
    ],
    [
      'a Proxmox cluster that is not configured',
      [{ ...mgmt, proxmox: { defaultCluster: 'ber' } }],
      /kubernetes\[0\]\.proxmox\.defaultCluster: expected the name of one of/,
    ],
    [
      'a rule by half a label',
      [{ ...mgmt, owners: { rules: [{ label: 'team', owner: 'group:a' }] } }],
      /owners\.rules\[0\]: expected either namespace, or label and value/,
    ],
    [
      'a namespace that cannot be',
      [{ ...mgmt, namespaces: ['Tenant_A'] }],
      /namespaces\[0\]: expected the name of a namespace/,
    ],
    [
      'a mistyped key',
      [{ ...mgmt, namespace: 'x' }],
      /kubernetes\[0\]\.namespace: unknown key, did you mean namespaces\?/,
    ],
    [
      'a token in the wrong place',
      [{ ...mgmt, name: secret, ca: secret, caData: secret }],
      /kubernetes\[0\]\.name.*kubernetes\[0\]\.ca: expected PEM/,
    ],
  ])('refuses %s and repeats no secret', (_, kubernetes, message) => {
    expect(() => read(kubernetes)).toThrow(message);
    expect(() => read(kubernetes)).not.toThrow(secret);
  });
});
