import { ConfigurationSummary } from '@rackstage/plugin-proxmox-common';
import { GuestConfigurationReading } from '../../pve';

/** What is kept of a guest's configuration. Descriptions, passwords and keys are not. */
export function summariseConfiguration(
  reading: GuestConfigurationReading,
  asOf: string,
): ConfigurationSummary {
  const { disks, interfaces, smbiosUuid } = reading.configuration;
  const storages = disks
    .filter(({ media }) => media === 'disk')
    .flatMap(({ storage }) => storage ?? []);
  return {
    asOf,
    storages: unique(storages).sort(),
    macs: unique(interfaces.flatMap(({ mac }) => mac ?? [])),
    addresses: unique(
      reading.configuredAddresses.map(({ address }) => address),
    ),
    ...(smbiosUuid === undefined ? {} : { smbiosUuid }),
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
