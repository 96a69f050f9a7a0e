import { X509Certificate } from 'crypto';
import { isIPv4 } from 'net';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod/v4';

const DEFAULT_PORT = '8006';
// Proxmox keeps those below for itself.
const MINIMUM_VMID = 100;

// None of these messages repeats the value: it may be a secret that stands in the wrong place.

/** A field whose absence and whose wrong type are answered by the same sentence. */
export function text(expected: string) {
  return z
    .string({ error: `expected ${expected}` })
    .trim()
    .min(1, {
      error: `expected ${expected}, got an empty string`,
    });
}

/** A text that is converted; `convert` answers `undefined` for what it cannot read. */
function converted<T>(
  expected: string,
  convert: (value: string) => T | undefined,
) {
  return text(expected).transform((value, context): T => {
    const result = convert(value);
    if (result === undefined) {
      context.addIssue({ code: 'custom', message: `expected ${expected}` });
      return z.NEVER;
    }
    return result;
  });
}

export const sourceName = converted(
  'a name of 1 to 20 lower-case letters, digits and hyphens that starts and ends with a letter or digit (for example fra)',
  value =>
    /^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/.test(value) ? value : undefined,
);

export const endpoint = converted(
  'an https URL of a Proxmox host without path or credentials (for example https://pve1.example.com:8006)',
  value => {
    const url = readHttpsUrl(value);
    return url && url.pathname === '/' && !url.search && !url.hash
      ? `https://${url.hostname}:${readPort(value, url) ?? DEFAULT_PORT}`
      : undefined;
  },
);

export const webUrl = converted(
  'an https URL without credentials (for example https://pve.example.com:8006)',
  value => readHttpsUrl(value) && value.replace(/\/+$/, ''),
);

function readHttpsUrl(value: string): URL | undefined {
  if (!URL.canParse(value)) {
    return undefined;
  }
  const url = new URL(value);
  return url.protocol === 'https:' && !url.username && !url.password
    ? url
    : undefined;
}

// URL drops a port that is its scheme's default, but `:443` and no port mean different things here.
function readPort(value: string, url: URL): string | undefined {
  return url.port || /^https:\/\/[^/]*:0*443(?=\/|$)/.exec(value)
    ? url.port || '443'
    : undefined;
}

export const certificateAuthorities = converted(
  'PEM certificates (usually `$file: pve-root-ca.pem`)',
  value => (isPem(value) ? value : undefined),
);

function isPem(value: string): boolean {
  const blocks =
    value.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ??
    [];
  try {
    blocks.forEach(block => new X509Certificate(block));
    return blocks.length > 0;
  } catch {
    return false;
  }
}

export const certificateAuthorityData = converted(
  'PEM certificates in base64, as in a kubeconfig',
  value => {
    const pem = Buffer.from(value, 'base64').toString('utf8');
    return isPem(pem) ? pem : undefined;
  },
);

export const apiServerUrl = converted(
  'an https URL of a Kubernetes API server without credentials (for example https://10.0.0.10:6443)',
  value => readHttpsUrl(value) && value.replace(/\/+$/, ''),
);

export const namespaceName = converted(
  'the name of a namespace: 1 to 63 lower-case letters, digits and hyphens',
  value =>
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value) ? value : undefined,
);

export const fingerprint = converted(
  'a SHA-256 fingerprint: 32 pairs of hexadecimal digits separated by colons',
  value =>
    /^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(value)
      ? value.toUpperCase()
      : undefined,
);

export const tokenId = converted(
  'the full id of an API token, user@realm!name (for example rackstage@pve!inventory)',
  value => (/^[^\s@!]+@[^\s@!]+![^\s@!]+$/.test(value) ? value : undefined),
);

export const username = converted(
  'a user with its realm, user@realm (for example rackstage@pve)',
  value => (/^[^\s!]+@[^\s@!]+$/.test(value) ? value : undefined),
);

export const ownerRef = converted(
  'the entity ref of a group or user (for example group:default/team-a)',
  value => {
    try {
      const ref = parseEntityRef(value);
      return ['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))
        ? stringifyEntityRef(ref)
        : undefined;
    } catch {
      return undefined;
    }
  },
);

export const objectName = converted(
  'the name of a Kubernetes object: lower-case letters, digits, hyphens and dots',
  value =>
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(value) ? value : undefined,
);

export const cidr = converted(
  'an IPv4 network (for example 10.244.0.0/16)',
  value => {
    const [, address, prefix] = /^([\d.]+)\/(\d{1,2})$/.exec(value) ?? [];
    return address && isIPv4(address) && Number(prefix) <= 32
      ? value
      : undefined;
  },
);

export const diskKey = converted(
  'the key of a disk of the template (for example scsi0)',
  value => (/^(scsi|virtio|sata|ide)\d{1,2}$/.test(value) ? value : undefined),
);

export const vmid = z.unknown().transform((value, context): number => {
  const number = /^\d{3,9}$/.test(String(value)) ? Number(value) : 0;
  if (number < MINIMUM_VMID) {
    context.addIssue({
      code: 'custom',
      message: `expected a VMID, a whole number from ${MINIMUM_VMID} to 999999999`,
    });
    return z.NEVER;
  }
  return number;
});

export const anchoredPattern = converted(
  'a regular expression (it has to match the whole name)',
  value => {
    try {
      return new RegExp(`^(?:${value})$`);
    } catch {
      return undefined;
    }
  },
);

/** A duration as `{ seconds: 30 }`, `30s` or ISO 8601, in milliseconds. */
export function duration(options: { minimumMs: number; defaultMs: number }) {
  const expected = `expected a duration of at least ${
    options.minimumMs / 1000
  } s (for example { seconds: 30 } or 30s)`;
  return z
    .unknown()
    .transform((value, context): number => {
      const milliseconds = readDuration(value);
      if (milliseconds === undefined || milliseconds < options.minimumMs) {
        context.addIssue({ code: 'custom', message: expected });
        return z.NEVER;
      }
      return milliseconds;
    })
    .prefault({ milliseconds: options.defaultMs });
}

function readDuration(value: unknown): number | undefined {
  try {
    const config = new ConfigReader({ duration: value as never });
    return durationToMilliseconds(
      readDurationFromConfig(config, { key: 'duration' }),
    );
  } catch {
    return undefined;
  }
}
