/** The address of a management cluster leads to another one than before. */
export class ForeignManagementClusterError extends Error {
  readonly nextStep =
    'Correct proxmox.kubernetes[].url; if the cluster was really replaced, give it a new name.';

  /** `now` and `before`: UIDs of the namespace `kube-system`. */
  constructor(source: string, uids: { now: string; before: string }) {
    super(
      `The address of Kubernetes ${source} now leads to another cluster: its namespace kube-system has the UID ${uids.now} instead of ${uids.before}.`,
    );
    this.name = 'ForeignManagementClusterError';
  }
}
