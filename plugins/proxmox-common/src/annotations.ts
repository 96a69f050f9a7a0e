/** `<source>`: the Proxmox cluster as it is named in the configuration. @public */
export const ANNOTATION_PROXMOX_CLUSTER = 'rackstage.io/proxmox-cluster';
/** `<source>/<node>`. @public */
export const ANNOTATION_PROXMOX_NODE = 'rackstage.io/proxmox-node';
/** `<source>/<qemu|lxc>/<vmid>`. @public */
export const ANNOTATION_PROXMOX_GUEST = 'rackstage.io/proxmox-guest';
/** `<source>/<storage>` where the storage is shared, else `<source>/<node>/<storage>`. @public */
export const ANNOTATION_PROXMOX_STORAGE = 'rackstage.io/proxmox-storage';
/** `<source>/<network>` for a cluster-wide VNet, else `<source>/<node>/<network>`. @public */
export const ANNOTATION_PROXMOX_NETWORK = 'rackstage.io/proxmox-network';
/** `<management cluster>/<namespace>/<name>` of a Cluster API cluster. @public */
export const ANNOTATION_CAPI_CLUSTER = 'rackstage.io/capi-cluster';
/** UID of the namespace `kube-system` of the management cluster, by which it is known again. @public */
export const ANNOTATION_MANAGEMENT_CLUSTER_ID =
  'rackstage.io/management-cluster-id';
