/** What the API declares about the pool calls; the syntax is described in ../parseDeclarations.ts. */
export const poolDeclarations = String.raw`
DELETE /pools | daemon | ["perm","/pool/{poolid}",["Pool.Allocate"]]
  poolid!:s<pve-poolid>
GET /pools | - | all
  poolid:s<pve-poolid> type:s{qemu|lxc|storage}
POST /pools | daemon | ["perm","/pool/{poolid}",["Pool.Allocate"]]
  comment:s poolid!:s<pve-poolid>
PUT /pools | daemon | ["perm","/pool/{poolid}",["Pool.Allocate"]]
  allow-move:b comment:s delete:b poolid!:s<pve-poolid> storage:s<pve-storage-id-list> vms:s<pve-vmid-list>
DELETE /pools/{poolid} | daemon | ["perm","/pool/{poolid}",["Pool.Allocate"]]
  poolid!:s<pve-poolid>
GET /pools/{poolid} | - | ["perm","/pool/{poolid}",["Pool.Audit"]]
  poolid!:s<pve-poolid> type:s{qemu|lxc|storage}
PUT /pools/{poolid} | daemon | ["perm","/pool/{poolid}",["Pool.Allocate"]]
  allow-move:b comment:s delete:b poolid!:s<pve-poolid> storage:s<pve-storage-id-list> vms:s<pve-vmid-list>
`;
