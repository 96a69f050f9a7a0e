import { expectObject } from './readRows';

/** A guest's configuration as texts by key; what is neither text nor number (raw `lxc` lines) is of no use here. */
export type ConfigurationTexts = Record<string, string>;

/** Reads `GET /nodes/{node}/{qemu|lxc}/{vmid}/config`. */
export function readGuestConfigurationTexts(data: unknown): ConfigurationTexts {
  const texts: ConfigurationTexts = {};
  for (const [key, value] of Object.entries(expectObject(data))) {
    if (typeof value === 'string' || typeof value === 'number') {
      texts[key] = String(value);
    } else if (typeof value === 'boolean') {
      texts[key] = value ? '1' : '0';
    }
  }
  return texts;
}

/** Reads Proxmox's property strings: `virtio=BC:24:…,bridge=vmbr0`; a first part without a key gets `defaultKey`. */
export function parseProperties(
  value: string,
  defaultKey: string,
): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const part of value.split(',')) {
    const [, key, rest] = /^\s*([A-Za-z0-9_-]+)=(.*)$/s.exec(part) ?? [];
    if (key !== undefined) {
      properties[key] = rest.trim();
    } else if (part.trim() && !(defaultKey in properties)) {
      properties[defaultKey] = part.trim();
    }
  }
  return properties;
}
