import {
  PveClient,
  PveError,
  readClusterFacts,
  readEffectivePermissions,
  readGuestConfiguration,
  readNetworks,
  readVersion,
} from '../pve';
import { ConfigurationReader } from './configurations/ConfigurationLane';
import { SourceReader } from './SourceReader';

/** What the inventory asks of a cluster, asked through a client. */
export function createSourceReader(
  client: PveClient,
): SourceReader & ConfigurationReader {
  return {
    readFacts: signal => readClusterFacts(client, { signal }),
    readVersion: signal => readVersion(client, { signal }),
    readPermissions: signal => readEffectivePermissions(client, { signal }),
    readNetworks: (nodes, signal) => readNetworks(client, nodes, { signal }),
    readConfiguration: (guest, signal) =>
      readGuestConfiguration(client, guest, { signal }),
    isVmidTaken: (vmid, signal) => isVmidTaken(client, vmid, signal),
  };
}

// `nextid` with a VMID answers with that VMID where it is free and with 400 where it is taken, whoever asks.
async function isVmidTaken(
  client: PveClient,
  vmid: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await client.request({
      method: 'GET',
      pathTemplate: '/cluster/nextid',
      params: { vmid },
      signal,
    });
    return false;
  } catch (error) {
    if (
      error instanceof PveError &&
      error.status === 400 &&
      /already exists/.test(error.errors.vmid ?? error.reason)
    ) {
      return true;
    }
    throw error;
  }
}
