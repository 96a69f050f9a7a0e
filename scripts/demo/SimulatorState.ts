/** What the simulator writes into its state folder once it listens. */
export interface SimulatorState {
  controlUrl: string;
  sites: SimulatedSiteState[];
  managementClusters?: ManagementClusterState[];
}

/** One simulated Proxmox cluster as seen from outside. */
export interface SimulatedSiteState {
  name: string;
  nodes: { name: string; url: string; fingerprint: string }[];
  caFile: string;
  tokens: Record<string, { id: string; secret: string }>;
}

/** One simulated Kubernetes management cluster as seen from outside. */
export interface ManagementClusterState {
  name: string;
  /** Generation of Cluster API: `v1beta1` or `v1beta2`. */
  stack: string;
  url: string;
  caFile: string;
  tokens: Record<string, string>;
}
