import { stringify } from 'yaml';
import { parseKubeconfig } from './parseKubeconfig';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const data = Buffer.from(pem).toString('base64');
const secret = 'very-secret-token';

function kubeconfig(parts: {
  cluster?: object;
  user?: object;
  top?: object;
}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'portal',
    clusters: [
      {
        name: 'mgmt',
        cluster: { server: 'https://10.0.0.10:6443', ...parts.cluster },
      },
    ],
    users: [{ name: 'portal', user: parts.user ?? { token: secret } }],
    contexts: [
      { name: 'portal', context: { cluster: 'mgmt', user: 'portal' } },
    ],
    ...parts.top,
  });
}

describe('parseKubeconfig', () => {
  it('reads the current context', () => {
    const cluster = {
      'certificate-authority-data': data,
      'tls-server-name': 'kubernetes',
    };
    expect(parseKubeconfig(kubeconfig({ cluster }))).toEqual({
      url: 'https://10.0.0.10:6443',
      ca: pem,
      serverName: 'kubernetes',
      token: secret,
      clientCertificate: undefined,
      clientKey: undefined,
    });
  });

  it('reads client certificates', () => {
    const user = { 'client-certificate-data': data, 'client-key-data': data };
    expect(parseKubeconfig(kubeconfig({ user }))).toMatchObject({
      clientCertificate: pem,
      clientKey: pem,
    });
  });

  it('refuses a context that is not there', () => {
    expect(() => parseKubeconfig(kubeconfig({}), 'other')).toThrow(
      'it has no such context',
    );
  });

  it.each<[string, string, RegExp]>([
    [
      'a command',
      kubeconfig({ user: { exec: { command: 'aws' } } }),
      /uses exec: commands are not run/,
    ],
    [
      'a file',
      kubeconfig({ cluster: { 'certificate-authority': '/etc/ca.crt' } }),
      /use certificate-authority-data/,
    ],
    [
      'a connection that trusts everybody',
      kubeconfig({ cluster: { 'insecure-skip-tls-verify': true } }),
      /uses insecure-skip-tls-verify/,
    ],
    [
      'no context at all',
      kubeconfig({ top: { 'current-context': undefined } }),
      /no current-context/,
    ],
    ['what is no YAML', `users: [${secret}`, /not YAML/],
    [
      'a certificate that is none',
      kubeconfig({ cluster: { 'certificate-authority-data': secret } }),
      /certificate-authority-data is not PEM/,
    ],
    ['what is no kubeconfig', `token: ${secret}`, /its clusters is missing/],
  ])('refuses %s and repeats nothing', (_, content, message) => {
    const attempt = () => parseKubeconfig(content);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow(secret);
  });
});
