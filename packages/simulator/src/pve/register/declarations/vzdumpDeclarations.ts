/** What the API declares about the vzdump calls; the syntax is described in ../parseDeclarations.ts. */
export const vzdumpDeclarations = String.raw`
POST /nodes/{node}/vzdump | node daemon | all
  all:b bwlimit:i(0..) compress:s{0|1|gzip|lzo|zstd} dumpdir:s exclude:s<pve-vmid-list> exclude-path:a fleecing:s<backup-fleecing> ionice:i(0..8)
  job-id:s(..50)~\S+ lockwait:i(0..) mailnotification:s{always|failure} mailto:s<email-or-username-list> mode:s{snapshot|suspend|stop} node:s<pve-node>
  notes-template:s(..1024) notification-mode:s{auto|legacy-sendmail|notification-system} pbs-change-detection-mode:s{legacy|data|metadata}
  performance:s<backup-performance> pigz:i pool:s protected:b prune-backups:s<prune-backups> quiet:b remove:b script:s stdexcludes:b stdout:b stop:b
  stopwait:i(0..) storage:s<pve-storage-id> tmpdir:s vmid:s<pve-vmid-list> zstd:i
GET /nodes/{node}/vzdump/defaults | node | all
  node!:s<pve-node> storage:s<pve-storage-id>
GET /nodes/{node}/vzdump/extractconfig | node daemon | all
  node!:s<pve-node> volume!:s
`;
