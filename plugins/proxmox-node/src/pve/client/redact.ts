const secretName = /pass|secret|token|sshkeys|ticket|private|input-data/i;

/**
 * Values that must not come back in a text: Proxmox repeats a parameter's value in some of its complaints.
 */
export function secretsOf(params: Record<string, unknown> = {}): string[] {
  return Object.entries(params)
    .filter(([name]) => secretName.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === 'string');
}

/** Replaces every secret in the text, as it is and as it is written in a form. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret.length >= 4)
    .flatMap(secret => [secret, encodeURIComponent(secret)])
    .reduce((rest, secret) => rest.split(secret).join('<redacted>'), text);
}
