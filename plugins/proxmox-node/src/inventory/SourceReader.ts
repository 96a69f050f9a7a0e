import {
  ClusterFacts,
  EffectivePermissions,
  NetworksReading,
  PveVersion,
} from '../pve';

/** What the inventory asks of a Proxmox cluster; every method rejects with a `PveError`. */
export interface SourceReader {
  /** The fast lane, at most three calls. */
  readFacts(signal: AbortSignal): Promise<ClusterFacts>;
  readVersion(signal: AbortSignal): Promise<PveVersion>;
  readPermissions(signal: AbortSignal): Promise<EffectivePermissions>;
  readNetworks(nodes: string[], signal: AbortSignal): Promise<NetworksReading>;
  /** Whether any guest has the VMID, whoever may see it. */
  isVmidTaken(vmid: number, signal: AbortSignal): Promise<boolean>;
}
