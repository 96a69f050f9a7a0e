import {
  ManagementClusterState,
  ProxmoxResource,
  SourceState,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { HumanDuration } from '@backstage/types';
import { KubeClient } from '../kube/client';
import { PveClient } from '../pve';

/**
 * What became of a thing that a list no longer shows: Proxmox filters lists silently, so a missing
 * row alone proves nothing.
 *
 * `gone`: proven to be deleted. `unreadable`: the credentials cannot see it any more. `unproven`: could
 * not be found out now, ask again later.
 *
 * @public
 */
export type Whereabouts = 'gone' | 'unreadable' | 'unproven';

/**
 * Last-good snapshot of every configured Proxmox cluster and management cluster; one per backend process.
 *
 * @public
 */
export interface ProxmoxInventory {
  /** Every configured source, also those never read. Never throws and calls nothing upstream. */
  getSources(): SourceState[];

  getSource(name: string): SourceState | undefined;

  /**
   * Reads the source, unless it was tried within `maxAge`; callers at the same time share one read.
   * A failed read does not reject: it is in `error` of the state. Throws `NotFoundError` for an unknown source.
   */
  refresh(
    name: string,
    options?: { maxAge?: HumanDuration },
  ): Promise<SourceState>;

  /** Calls back after every change of a source; returns the function that ends it. */
  subscribe(listener: (state: SourceState) => void): () => void;

  /** Somebody looks at the source: it is read at the active interval for the next minute. Unknown names are ignored. */
  renewInterest(name: string): void;

  /**
   * Hands in last-good states from before a restart. Older data never overwrite newer ones; things that only the
   * restored state knows are looked for like any other that vanishes from a list.
   */
  restore(states: SourceState[]): void;

  /** For reads on demand. Throws `NotFoundError` for an unknown source. */
  getClient(name: string): PveClient;

  /**
   * What permission rules look at; the owner is from the owner rules, or of a machine that none of them names, of its
   * tenant. `undefined` where no such thing is known.
   */
  getResource(ref: string): ProxmoxResource | undefined;

  /**
   * Finds out what became of things (refs `<source>/<type>/<id>`) that the newest read of their source did not show.
   * Makes few calls and answers `unproven` beyond them. Throws `NotFoundError` for an unknown source.
   */
  findWhereabouts(
    name: string,
    refs: string[],
  ): Promise<Map<string, Whereabouts>>;

  /**
   * Notes that entities of the source are shadowed by somebody else's of the same name; shown as a warning of the
   * source until it is called with fewer. Refs are entity refs.
   */
  reportTakenNames(name: string, entityRefs: string[]): void;

  /** Every configured management cluster, also those never read. Never throws and calls nothing upstream. */
  getManagementClusters(): ManagementClusterState[];

  getManagementCluster(name: string): ManagementClusterState | undefined;

  /** The tenant clusters of all management clusters, as last seen. */
  getTenantClusters(): TenantCluster[];

  /** For reads on demand and for writes. Throws `NotFoundError` for an unknown management cluster. */
  getKubeClient(name: string): KubeClient;

  /** Calls back after every change of a management cluster; returns the function that ends it. */
  subscribeManagementClusters(
    listener: (state: ManagementClusterState) => void,
  ): () => void;

  /** Hands in last-good states from before a restart; they never overwrite what was read since. */
  restoreManagementClusters(states: ManagementClusterState[]): void;

  /**
   * Notes which cluster a management cluster was before (`identity` of its snapshot): if its address leads to another
   * one, that is an error of the source, and nothing of the other one is shown. Unknown names are ignored.
   */
  expectManagementCluster(name: string, identity: string): void;
}
