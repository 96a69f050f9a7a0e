import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import { KubeConnection } from './KubeConnection';

const text = z.string().optional();
const named = z.looseObject({ name: z.string() });
const kubeconfigSchema = z.looseObject({
  'current-context': text,
  clusters: z.array(
    named.extend({
      cluster: z.looseObject({
        server: z.string(),
        'certificate-authority-data': text,
        'tls-server-name': text,
      }),
    }),
  ),
  users: z.array(
    named.extend({
      user: z.looseObject({
        token: text,
        'client-certificate-data': text,
        'client-key-data': text,
      }),
    }),
  ),
  contexts: z.array(
    named.extend({
      context: z.looseObject({ cluster: z.string(), user: z.string() }),
    }),
  ),
});

// What a backend must not do because a file says so, or cannot do because the file lies on another machine.
const refusedOfCluster = {
  'certificate-authority': 'use certificate-authority-data',
  'insecure-skip-tls-verify': 'use certificate-authority-data',
  'proxy-url': 'proxies are not supported',
};
const refusedOfUser = {
  exec: 'commands are not run, use a token of a service account',
  'auth-provider': 'use a token of a service account',
  tokenFile: 'use token',
  'client-certificate': 'use client-certificate-data',
  'client-key': 'use client-key-data',
  username: 'use a token of a service account',
  as: 'impersonation is not supported',
};

/**
 * Reads one context of a kubeconfig. Throws `InputError` that says what is wrong without repeating any value, because
 * the file is a secret.
 */
export function parseKubeconfig(
  content: string,
  contextName?: string,
): KubeConnection {
  const file = readFile(content);
  const wanted = contextName ?? file['current-context'];
  const context = find(file.contexts, wanted, 'context').context;
  const { cluster } = find(file.clusters, context.cluster, 'cluster');
  const { user } = find(file.users, context.user, 'user');
  refuse(cluster, refusedOfCluster);
  refuse(user, refusedOfUser);
  return {
    url: cluster.server,
    ca: decode(cluster, 'certificate-authority-data'),
    serverName: cluster['tls-server-name'],
    token: user.token,
    clientCertificate: decode(user, 'client-certificate-data'),
    clientKey: decode(user, 'client-key-data'),
  };
}

function readFile(content: string): z.output<typeof kubeconfigSchema> {
  let parsed: unknown;
  try {
    parsed = parse(content);
  } catch {
    throw new InputError('it is not YAML');
  }
  const result = kubeconfigSchema.safeParse(parsed);
  if (!result.success) {
    const { path } = result.error.issues[0];
    throw new InputError(
      `its ${path.join('.') || 'content'} is missing or of a wrong type`,
    );
  }
  return result.data;
}

function find<T extends { name: string }>(
  entries: T[],
  name: string | undefined,
  what: string,
): T {
  const found = entries.find(entry => entry.name === name);
  if (!found) {
    throw new InputError(
      name === undefined
        ? `it has no current-context and no context was named`
        : `it has no such ${what}`,
    );
  }
  return found;
}

function refuse(part: object, refused: Record<string, string>) {
  for (const [key, instead] of Object.entries(refused)) {
    const value = Object(part)[key];
    if (value !== undefined && value !== false && value !== '') {
      throw new InputError(`it uses ${key}: ${instead}`);
    }
  }
}

function decode<K extends string>(
  part: { [key in K]?: string },
  key: K,
): string | undefined {
  const value = part[key];
  if (value === undefined) {
    return undefined;
  }
  const pem = Buffer.from(value, 'base64').toString('utf8');
  if (!pem.includes('-----BEGIN ')) {
    throw new InputError(`its ${key} is not PEM in base64`);
  }
  return pem;
}
