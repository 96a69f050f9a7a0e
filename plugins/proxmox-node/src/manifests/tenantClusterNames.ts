/** What everything of a tenant cluster is called. */
export interface TenantClusterNames {
  cluster: string;
  pool: string;
  credentials: string;
}

/** Names by which a second run finds the work of the first. */
export function nameTenantCluster(cluster: string): TenantClusterNames {
  return {
    cluster,
    pool: `${cluster}-md-0`,
    credentials: `${cluster}-proxmox-credentials`,
  };
}
