import { InputError } from '@backstage/errors';

/**
 * What may stand for a name in braces. Node names, storages and snapshots as Proxmox's own formats; a UPID also holds
 * `:`, `!` and `@`. Nothing here may climb (`..`), cut (`?`, `#`), or hide something else (`%`).
 */
const formats: Record<string, RegExp> = {
  node: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  vmid: /^[1-9][0-9]{2,8}$/,
  storage: /^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$/,
  upid: /^UPID:[A-Za-z0-9.-]+:[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:[0-9A-Fa-f]{8}:[^:\s/?#%]+:[^:\s/?#%]*:[^:\s/?#%]+:$/,
  snapname: /^[A-Za-z][A-Za-z0-9_-]{0,39}$/,
};

/** Volume ids hold slashes (`local:iso/x.iso`), which travel as `%2F`. */
const volumePattern =
  /^[A-Za-z][A-Za-z0-9._-]*:[A-Za-z0-9][A-Za-z0-9._+:-]*(?:\/[A-Za-z0-9][A-Za-z0-9._+:-]*)*$/;

// eslint-disable-next-line no-control-regex -- control characters are what it is there to find
const forbidden = /[\/?#%\\\u0000-\u0020\u007f-\uffff]/;

/**
 * Puts checked values into a path template. The check comes before anything is sent: the server, or a proxy in front
 * of it, would read `..` or `?` as something else than an id.
 *
 * @throws InputError where a value is missing, unknown or no such id.
 */
export function buildPath(
  template: string,
  values: Record<string, string | number> = {},
): string {
  const used = new Set<string>();
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    used.add(name);
    return encodeSegment(template, name, values[name]);
  });
  const unused = Object.keys(values).find(name => !used.has(name));
  if (unused !== undefined) {
    throw new InputError(
      `${template} has no place for ${JSON.stringify(unused)}`,
    );
  }
  if (!/^(\/[A-Za-z0-9._~:!@$&'()*+,;=%-]+)+$/.test(path)) {
    throw new InputError(`${JSON.stringify(template)} is not a path template`);
  }
  return path;
}

function encodeSegment(
  template: string,
  name: string,
  value: string | number | undefined,
): string {
  const text = value === undefined ? '' : String(value);
  const valid =
    name === 'volume'
      ? volumePattern.test(text)
      : formats[name]?.test(text) ?? isPlainSegment(text);
  if (!valid) {
    throw new InputError(
      `${JSON.stringify(
        text.slice(0, 100),
      )} is not a valid ${name} for ${template}; nothing was sent to Proxmox`,
    );
  }
  return encodeURIComponent(text)
    .replace(/%3A/g, ':')
    .replace(/%40/g, '@')
    .replace(/%2B/g, '+');
}

function isPlainSegment(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 256 &&
    !/^\.+$/.test(text) &&
    !forbidden.test(text)
  );
}
