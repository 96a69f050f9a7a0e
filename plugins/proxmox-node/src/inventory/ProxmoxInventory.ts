import { HumanDuration } from '@backstage/types';
import { ProxmoxResource, SourceState } from '@rackstage/plugin-proxmox-common';
import type { PveClient } from '../pve/PveClient';

/**
 * What is known of every configured Proxmox cluster: the last good snapshot of each with its age
 * and what is wrong now. One instance per backend process.
 *
 * @public
 */
export interface ProxmoxInventory {
  /** Never throws and asks nothing of Proxmox. */
  getSources(): SourceState[];
  getSource(name: string): SourceState | undefined;
  /**
   * Reads a source now, once for all who ask at the same time; a failed read is told in the state
   * and does not reject. Throws NotFoundError for an unknown source.
   *
   * @param options - `maxAge`: a snapshot at most this old is returned without a read
   */
  refresh(
    name: string,
    options?: { maxAge?: HumanDuration },
  ): Promise<SourceState>;
  /** Calls the listener with every changed state until the returned function is called. */
  subscribe(listener: (state: SourceState) => void): () => void;
  /** Somebody looks at the source: it is read at the active interval for the next minute. */
  renewInterest(name: string): void;
  /** Takes states that were persisted before a restart; what is newer stays. */
  restore(states: SourceState[]): void;
  /** The source's client, for reads on demand. Throws NotFoundError for an unknown source. */
  getClient(name: string): PveClient;
  /** What permission rules look at, by `<source>/<type>/<id>`; the owner comes from the owner rules. */
  getResource(ref: string): ProxmoxResource | undefined;
}
