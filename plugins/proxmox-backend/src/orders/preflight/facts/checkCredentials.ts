import {
  EffectivePermissions,
  ProvisioningConfig,
  PveClient,
  PveError,
  PveErrorKind,
  readEffectivePermissions,
  readVersion,
} from '@rackstage/plugin-proxmox-node';
import { FactLogger } from './attempt';

/** What the credentials that capmox will use are worth. */
export interface CredentialFacts {
  /** In words for whoever orders, without hosts; empty where they work. */
  problems: string[];
  /** Absent where they do not work. */
  permissions?: EffectivePermissions;
  /** Major version of Proxmox VE. */
  major?: number;
}

const words: Partial<Record<PveErrorKind, string>> = {
  unauthorized: 'the token or its secret is wrong',
  forbidden: 'the token may not even be used to look',
  certificate:
    'the certificate of Proxmox is not trusted with the CA that capmox gets',
  unreachable: 'Proxmox does not answer',
  timeout: 'Proxmox does not answer in time',
};

/**
 * Tries the credentials as capmox will: at that address, with that CA, and a look at what they may. Whether the
 * management cluster reaches the address too cannot be known from here.
 */
export async function checkCredentials(options: {
  source: string;
  provisioning: ProvisioningConfig;
  signal: AbortSignal;
  logger: FactLogger;
}): Promise<CredentialFacts> {
  const { source, provisioning, signal, logger } = options;
  const { url, tokenId, tokenSecret, ca } = provisioning;
  const client = PveClient.create({
    name: source,
    endpoints: [url],
    auth: { tokenId, tokenSecret },
    tls: ca ? { ca } : {},
  });
  try {
    const [{ major }, permissions] = await Promise.all([
      readVersion(client, { signal }),
      readEffectivePermissions(client, { signal }),
    ]);
    return { problems: [], major, permissions };
  } catch (error) {
    if (!(error instanceof PveError)) {
      throw error;
    }
    logger.warn(
      `Preflight: the provisioning credentials fail: ${error.message}`,
    );
    return {
      problems: [
        words[error.kind] ?? `Proxmox answers ${error.status || 'oddly'}`,
      ],
    };
  } finally {
    await client.close();
  }
}
