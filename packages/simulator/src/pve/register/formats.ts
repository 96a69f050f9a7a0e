/** Returns the complaint about a value of a named format, or undefined. */
export type FormatCheck = (value: string) => string | undefined;

const dnsLabel = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const dnsName = new RegExp(`^(?:${dnsLabel}\\.)*${dnsLabel}$`);
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}(?<!\.)$/;
const ipv6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/;

function shaped(
  shape: RegExp,
  complaint: string | ((value: string) => string),
): FormatCheck {
  return value => {
    if (shape.test(value)) return undefined;
    return typeof complaint === 'string' ? complaint : complaint(value);
  };
}

const volumeId = /^[A-Za-z][A-Za-z0-9\-_.]*[A-Za-z0-9]:.+$/;

const checks: Record<string, FormatCheck> = {
  'pve-vmid': shaped(
    /^[1-9][0-9]{2,8}$/,
    'value does not look like a valid VM ID',
  ),
  'pve-node': shaped(
    /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    'value does not look like a valid node name',
  ),
  'dns-name': shaped(dnsName, 'value does not look like a valid DNS name'),
  'pve-configid': shaped(
    /^[a-z][a-z0-9_-]+$/i,
    value => `invalid configuration ID '${value}'`,
  ),
  'pve-storage-id': shaped(
    /^[a-z][a-z0-9\-_.]*[a-z0-9]$/i,
    value => `storage ID '${value}' contains illegal characters`,
  ),
  'pve-volume-id': shaped(
    volumeId,
    value => `unable to parse volume ID '${value}'`,
  ),
  'pve-volume-id-or-qm-path': shaped(
    /^(?:none|cdrom|\/.+|[A-Za-z][A-Za-z0-9\-_.]*[A-Za-z0-9]:.+)$/,
    value => `unable to parse volume ID '${value}'`,
  ),
  'pve-volume-id-or-absolute-path': shaped(
    /^(?:\/.+|[A-Za-z][A-Za-z0-9\-_.]*[A-Za-z0-9]:.+)$/,
    value => `unable to parse volume ID '${value}'`,
  ),
  'pve-poolid': shaped(
    /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+){0,2}$/,
    value => `value '${value}' does not look like a valid pool name`,
  ),
  'pve-userid': shaped(
    /^[^\s:/]+@[A-Za-z][A-Za-z0-9.\-_]+$/,
    value => `value '${value}' does not look like a valid user name`,
  ),
  'pve-roleid': shaped(
    /^[A-Za-z0-9._-]+$/,
    value => `role name '${value}' contains invalid characters`,
  ),
  'pve-groupid': shaped(
    /^[A-Za-z0-9._-]+$/,
    value => `group name '${value}' contains invalid characters`,
  ),
  'pve-realm': shaped(
    /^[A-Za-z][A-Za-z0-9.\-_]+$/,
    'value does not look like a valid realm',
  ),
  'pve-iface': shaped(
    /^[a-z][a-z0-9_]{1,20}([:.]\d+)?$/i,
    value => `invalid network interface name '${value}'`,
  ),
  'pve-tag': shaped(/^[a-z0-9_][a-z0-9_\-+.]*$/i, value =>
    `invalid characters in tag`.concat(value ? '' : ' (empty)'),
  ),
  urlencoded: shaped(
    /^[-%a-zA-Z0-9_.!~*'()]*$/,
    value => `invalid urlencoded string: ${value}`,
  ),
  'mac-addr': shaped(
    /^[a-f0-9][02468ace](?::[a-f0-9]{2}){5}$/i,
    'value does not look like a valid unicast MAC address',
  ),
  ipv4: shaped(ipv4, 'value does not look like a valid IPv4 address'),
  ipv6: shaped(ipv6, 'value does not look like a valid IPv6 address'),
  ip: value =>
    ipv4.test(value) || ipv6.test(value)
      ? undefined
      : 'value does not look like a valid IP address',
  address: value =>
    ipv4.test(value) || ipv6.test(value) || dnsName.test(value)
      ? undefined
      : 'value does not look like a valid address',
  'disk-size': shaped(
    /^\d+(?:\.\d+)?[KMGT]?$/,
    'value does not look like a valid disk size',
  ),
  'email-opt': shaped(
    /^(?:|[^\s@]+@[^\s@]+)$/,
    'value does not look like a valid email address',
  ),
};

/**
 * Checks a value against a format. Formats that the simulator does not know are
 * taken as met; `x-list` means each element is of format `x`.
 */
export function checkFormat(format: string, value: string): string | undefined {
  const check = checks[format];
  if (check) return check(value);
  if (format.endsWith('-list')) {
    for (const element of value.split(/[,;\s\0]+/).filter(Boolean)) {
      const complaint = checkFormat(format.slice(0, -5), element);
      if (complaint) return complaint;
    }
  }
  return undefined;
}
