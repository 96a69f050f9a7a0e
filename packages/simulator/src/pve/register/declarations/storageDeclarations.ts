/** What the API declares about the storage calls; the syntax is described in ../parseDeclarations.ts. */
export const storageDeclarations = String.raw`
GET /nodes/{node}/storage | node daemon | all
  content:s<pve-storage-content-list> enabled:b format:b node!:s<pve-node> storage:s<pve-storage-id> target:s<pve-node>
GET /nodes/{node}/storage/{storage} | - | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  node!:s<pve-node> storage!:s<pve-storage-id>
GET /nodes/{node}/storage/{storage}/content | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  content:s<pve-storage-content> node!:s<pve-node> storage!:s<pve-storage-id> vmid:i<pve-vmid>(100..999999999)
POST /nodes/{node}/storage/{storage}/content | node daemon | ["perm","/storage/{storage}",["Datastore.AllocateSpace"]]
  filename!:s format:s{raw|qcow2|subvol|vmdk} node!:s<pve-node> size!:s~\d+[MG]? storage!:s<pve-storage-id> vmid!:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/storage/{storage}/content/{volume} | node daemon | all
  delay:i(1..30) node!:s<pve-node> storage:s<pve-storage-id> volume!:s
GET /nodes/{node}/storage/{storage}/content/{volume} | node daemon | all
  node!:s<pve-node> storage:s<pve-storage-id> volume!:s
POST /nodes/{node}/storage/{storage}/content/{volume} | node daemon | root
  node!:s<pve-node> storage:s<pve-storage-id> target!:s target_node:s<pve-node> volume!:s
PUT /nodes/{node}/storage/{storage}/content/{volume} | node daemon | all
  node!:s<pve-node> notes:s protected:b storage:s<pve-storage-id> volume!:s
POST /nodes/{node}/storage/{storage}/download-url | node daemon | ["and",["perm","/storage/{storage}",["Datastore.AllocateTemplate"]],["or",["perm","/",["Sys.Audit","Sys.Modify"]],["perm","/nodes/{node}",["Sys.AccessNetwork"]]]]
  checksum:s checksum-algorithm:s{md5|sha1|sha224|sha256|sha384|sha512} compression:s content!:s<pve-storage-content>{iso|vztmpl|import}
  filename!:s(..255) node!:s<pve-node> storage!:s<pve-storage-id> url!:s~https?://.* verify-certificates:b
GET /nodes/{node}/storage/{storage}/file-restore/list | node daemon | all
  filepath!:s node!:s<pve-node> storage!:s<pve-storage-id> volume!:s
GET /nodes/{node}/storage/{storage}/identity | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  node!:s<pve-node> storage!:s<pve-storage-id>
GET /nodes/{node}/storage/{storage}/import-metadata | node daemon | all
  node!:s<pve-node> storage!:s<pve-storage-id> volume!:s
POST /nodes/{node}/storage/{storage}/oci-registry-pull | node daemon | ["and",["perm","/storage/{storage}",["Datastore.AllocateTemplate"]],["perm","/nodes/{node}",["Sys.AccessNetwork"]]]
  filename:s(1..255) node!:s<pve-node>
  reference!:s~^(?:(?:[a-zA-Z\d]|[a-zA-Z\d][a-zA-Z\d-]*[a-zA-Z\d])(?:\.(?:[a-zA-Z\d]|[a-zA-Z\d][a-zA-Z\d-]*[a-zA-Z\d]))*(?::\d+)?/)?[a-z\d]+(?:(?:[._]|__|[-]*)[a-z\d]+)*(?:/[a-z\d]+(?:(?:[._]|__|[-]*)[a-z\d]+)*)*:\w[\w.-]{0,127}$
  storage!:s<pve-storage-id>
DELETE /nodes/{node}/storage/{storage}/prunebackups | node daemon | all
  node!:s<pve-node> prune-backups:s<prune-backups> storage!:s<pve-storage-id> type:s{qemu|lxc} vmid:i<pve-vmid>(100..999999999)
GET /nodes/{node}/storage/{storage}/prunebackups | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  node!:s<pve-node> prune-backups:s<prune-backups> storage!:s<pve-storage-id> type:s{qemu|lxc} vmid:i<pve-vmid>(100..999999999)
GET /nodes/{node}/storage/{storage}/rrd | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  cf:s{AVERAGE|MAX} ds!:s<pve-configid-list> node!:s<pve-node> storage!:s<pve-storage-id> timeframe!:s{hour|day|week|month|year}
GET /nodes/{node}/storage/{storage}/rrddata | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  cf:s{AVERAGE|MAX} node!:s<pve-node> storage!:s<pve-storage-id> timeframe!:s{hour|day|week|month|year}
GET /nodes/{node}/storage/{storage}/status | node daemon | ["perm","/storage/{storage}",["Datastore.Audit","Datastore.AllocateSpace"],"any",1]
  node!:s<pve-node> storage!:s<pve-storage-id>
POST /nodes/{node}/storage/{storage}/upload | daemon | ["perm","/storage/{storage}",["Datastore.AllocateTemplate"]]
  checksum:s checksum-algorithm:s{md5|sha1|sha224|sha256|sha384|sha512} content!:s<pve-storage-content>{iso|vztmpl|import} filename!:s(..255)
  node!:s<pve-node> storage!:s<pve-storage-id> tmpfilename:s~/var/tmp/pveupload-[0-9a-f]+
GET /storage | - | all
  type:s{btrfs|cephfs|cifs|dir|esxi|iscsi|iscsidirect|lvm|lvmthin|nfs|pbs|rbd|zfs|zfspool}
POST /storage | daemon | ["perm","/storage",["Datastore.Allocate"]]
  authsupported:s base:s<pve-volume-id> blocksize:s<pve-storage-zfs-blocksize> bwlimit:s<#bwlimit> comstar_hg:s comstar_tg:s
  content:s<pve-storage-content-list> content-dirs:s<pve-dir-override-list> create-base-path:b create-subdirs:b data-pool:s datastore:s disable:b
  domain:s(..256) encryption-key:s export:s<pve-storage-path> fingerprint:s~([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2} format:s{raw|qcow2|subvol|vmdk}
  fs-name:s<pve-configid> fuse:b is_mountpoint:s iscsiprovider:s keyring:s krbd:b lio_tpg:s master-pubkey:s max-protected-backups:i(-1..) mkdir:b
  monhost:s<pve-storage-portal-dns-list> mountpoint:s<pve-storage-path> namespace:s nocow:b nodes:s<pve-node-list> nowritecache:b
  options:s<pve-storage-options> password:s(..256) path:s<pve-storage-path> pool:s port:i(1..65535) portal:s<pve-storage-portal-dns>
  preallocation:s{off|metadata|falloc|full} prune-backups:s<prune-backups> saferemove:b saferemove-stepsize:i{1|2|4|8|16|32} saferemove_throughput:s
  server:s<pve-storage-server> share:s shared:b skip-cert-verification:b smbversion:s{default|2.0|2.1|3|3.0|3.11} snapshot-as-volume-chain:b sparse:b
  storage!:s<pve-storage-id> subdir:s<pve-storage-path> tagged_only:b target:s thinpool:s<pve-storage-vgname>
  type!:s{btrfs|cephfs|cifs|dir|esxi|iscsi|iscsidirect|lvm|lvmthin|nfs|pbs|rbd|zfs|zfspool} username:s vgname:s<pve-storage-vgname>
  zfs-base-path:s<pve-storage-path>
DELETE /storage/{storage} | daemon | ["perm","/storage",["Datastore.Allocate"]]
  storage!:s<pve-storage-id>
GET /storage/{storage} | - | ["perm","/storage/{storage}",["Datastore.Allocate"]]
  storage!:s<pve-storage-id>
PUT /storage/{storage} | daemon | ["perm","/storage",["Datastore.Allocate"]]
  blocksize:s<pve-storage-zfs-blocksize> bwlimit:s<#bwlimit> comstar_hg:s comstar_tg:s content:s<pve-storage-content-list>
  content-dirs:s<pve-dir-override-list> create-base-path:b create-subdirs:b data-pool:s delete:s<pve-configid-list>(..4096) digest:s(..64) disable:b
  domain:s(..256) encryption-key:s fingerprint:s~([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2} format:s{raw|qcow2|subvol|vmdk} fs-name:s<pve-configid> fuse:b
  is_mountpoint:s keyring:s krbd:b lio_tpg:s master-pubkey:s max-protected-backups:i(-1..) mkdir:b monhost:s<pve-storage-portal-dns-list>
  mountpoint:s<pve-storage-path> namespace:s nocow:b nodes:s<pve-node-list> nowritecache:b options:s<pve-storage-options> password:s(..256) pool:s
  port:i(1..65535) preallocation:s{off|metadata|falloc|full} prune-backups:s<prune-backups> saferemove:b saferemove-stepsize:i{1|2|4|8|16|32}
  saferemove_throughput:s server:s<pve-storage-server> shared:b skip-cert-verification:b smbversion:s{default|2.0|2.1|3|3.0|3.11}
  snapshot-as-volume-chain:b sparse:b storage!:s<pve-storage-id> subdir:s<pve-storage-path> tagged_only:b username:s zfs-base-path:s<pve-storage-path>
`;
