import {
  GuestConfiguration,
  GuestType,
} from '@rackstage/plugin-proxmox-common';
import {
  ConfigurationTexts,
  parseProperties,
} from '../wire/guestConfiguration';
import { toGuestDisks } from './toGuestDisks';
import { defined } from './toGuestFacts';
import { toGuestInterfaces } from './toGuestInterfaces';

const MIB = 1024 ** 2;
/** Where the configuration is silent (documented default of both kinds). */
const DEFAULT_MEMORY_MIB = 512;

/** A guest's configuration, of any release from 6 to 9. */
export function toGuestConfiguration(
  type: GuestType,
  texts: ConfigurationTexts,
): GuestConfiguration {
  return {
    onBoot: texts.onboot === '1',
    protection: texts.protection === '1',
    agent: type === 'qemu' && isAgentEnabled(texts.agent),
    disks: toGuestDisks(type, texts),
    interfaces: toGuestInterfaces(type, texts),
    ...defined({
      description: texts.description?.trim() || undefined,
      osType: texts.ostype,
      ...(type === 'qemu' ? processorsOf(texts) : coresOf(texts)),
      memory: memoryOf(texts.memory),
      smbiosUuid: type === 'qemu' ? smbiosUuidOf(texts.smbios1) : undefined,
      createdAt: creationTimeOf(texts.meta),
    }),
  };
}

/** Silent means one core in one socket for a virtual machine … */
function processorsOf(texts: ConfigurationTexts) {
  return {
    cores: wholeNumber(texts.cores) ?? 1,
    sockets: wholeNumber(texts.sockets) ?? 1,
  };
}

/** … and every core of the host for a container. */
function coresOf(texts: ConfigurationTexts) {
  return { cores: wholeNumber(texts.cores) };
}

/** `512`, `"512"` since 8, or `current=512,…`. */
function memoryOf(text: string | undefined): number | undefined {
  if (text === undefined) {
    return DEFAULT_MEMORY_MIB * MIB;
  }
  const mebibytes = wholeNumber(parseProperties(text, 'current').current);
  return mebibytes === undefined ? undefined : mebibytes * MIB;
}

/** `1`, `enabled=1,type=virtio`, `0`. */
function isAgentEnabled(text: string | undefined): boolean {
  return text !== undefined && parseProperties(text, 'enabled').enabled === '1';
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The flag `base64` is about the other values; tools have been seen to encode the UUID as well. */
function smbiosUuidOf(text: string | undefined): string | undefined {
  const properties = text ? parseProperties(text, 'uuid') : {};
  const plain = properties.uuid ?? '';
  if (uuidPattern.test(plain)) {
    return plain.toLowerCase();
  }
  const decoded =
    properties.base64 === '1'
      ? Buffer.from(plain, 'base64').toString('latin1')
      : '';
  return uuidPattern.test(decoded) ? decoded.toLowerCase() : undefined;
}

/** `creation-qemu=9.0.2,ctime=1795297968`. */
function creationTimeOf(text: string | undefined): string | undefined {
  const seconds = text && wholeNumber(parseProperties(text, '').ctime);
  // Beyond the year 5138 it is no time but a mistake.
  return seconds && seconds < 1e11
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
