import { stringify } from 'yaml';

/** What a kubeconfig names. */
export interface KubeconfigOptions {
  cluster: string;
  url: string;
  caPem: string;
  user: string;
  token: string;
  namespace?: string;
}

/** A kubeconfig with one context, as YAML. */
export function writeKubeconfig(options: KubeconfigOptions): string {
  const { cluster, url, caPem, user, token, namespace } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: url,
          'certificate-authority-data': Buffer.from(caPem).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [
      {
        name: cluster,
        context: { cluster, user, ...(namespace ? { namespace } : {}) },
      },
    ],
    'current-context': cluster,
  });
}
