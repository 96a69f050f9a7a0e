/** What the API declares about the ha calls; the syntax is described in ../parseDeclarations.ts. */
export const haDeclarations = String.raw`
GET /cluster/ha | - | ["perm","/",["Sys.Audit"]]

GET /cluster/ha/groups | - | ["perm","/",["Sys.Audit"]]

POST /cluster/ha/groups | daemon | ["perm","/",["Sys.Console"]]
  comment:s(..4096) group!:s<pve-configid> nodes!:s<pve-ha-node-list> nofailback:b restricted:b type:s{group}
DELETE /cluster/ha/groups/{group} | daemon | ["perm","/",["Sys.Console"]]
  group!:s<pve-configid>
GET /cluster/ha/groups/{group} | - | ["perm","/",["Sys.Audit"]]
  group!:s<pve-configid>
PUT /cluster/ha/groups/{group} | daemon | ["perm","/",["Sys.Console"]]
  comment:s(..4096) delete:s<pve-configid-list>(..4096) digest:s(..64) group!:s<pve-configid> nodes:s<pve-ha-node-list> nofailback:b restricted:b
GET /cluster/ha/resources | - | ["perm","/",["Sys.Audit"]]
  type:s{ct|vm}
POST /cluster/ha/resources | daemon | ["perm","/",["Sys.Console"]]
  auto-rebalance:b comment:s(..4096) failback:b group:s<pve-configid> max_relocate:i(0..) max_restart:i(0..) sid!:s<pve-ha-resource-or-vm-id>
  state:s{started|stopped|enabled|disabled|ignored} type:s{ct|vm}
DELETE /cluster/ha/resources/{sid} | daemon | ["perm","/",["Sys.Console"]]
  purge:b sid!:s<pve-ha-resource-or-vm-id>
GET /cluster/ha/resources/{sid} | - | ["perm","/",["Sys.Audit"]]
  sid!:s<pve-ha-resource-or-vm-id>
PUT /cluster/ha/resources/{sid} | daemon | ["perm","/",["Sys.Console"]]
  auto-rebalance:b comment:s(..4096) delete:s<pve-configid-list>(..4096) digest:s(..64) failback:b group:s<pve-configid> max_relocate:i(0..)
  max_restart:i(0..) sid!:s<pve-ha-resource-or-vm-id> state:s{started|stopped|enabled|disabled|ignored}
POST /cluster/ha/resources/{sid}/migrate | daemon | ["perm","/",["Sys.Console"]]
  node!:s<pve-node> sid!:s<pve-ha-resource-or-vm-id>
POST /cluster/ha/resources/{sid}/relocate | daemon | ["perm","/",["Sys.Console"]]
  node!:s<pve-node> sid!:s<pve-ha-resource-or-vm-id>
GET /cluster/ha/rules | - | ["perm","/",["Sys.Audit"]]
  resource:s type:s{node-affinity|resource-affinity}
POST /cluster/ha/rules | daemon | ["perm","/",["Sys.Console"]]
  affinity:s{positive|negative} comment:s(..4096) disable:b nodes:s<pve-ha-node-list> resources!:s<pve-ha-resource-id-list> rule!:s<pve-configid>
  strict:b type!:s{node-affinity|resource-affinity}
DELETE /cluster/ha/rules/{rule} | daemon | ["perm","/",["Sys.Console"]]
  rule!:s<pve-configid>
GET /cluster/ha/rules/{rule} | - | ["perm","/",["Sys.Audit"]]
  rule!:s<pve-configid>
PUT /cluster/ha/rules/{rule} | daemon | ["perm","/",["Sys.Console"]]
  affinity:s{positive|negative} comment:s(..4096) delete:s<pve-configid-list>(..4096) digest:s(..64) disable:b nodes:s<pve-ha-node-list>
  resources:s<pve-ha-resource-id-list> rule!:s<pve-configid> strict:b type!:s{node-affinity|resource-affinity}
GET /cluster/ha/status | - | all

POST /cluster/ha/status/arm-ha | daemon | ["perm","/",["Sys.Console"]]

GET /cluster/ha/status/current | - | ["perm","/",["Sys.Audit"]]

POST /cluster/ha/status/disarm-ha | daemon | ["perm","/",["Sys.Console"]]
  resource-mode!:s{freeze|ignore}
GET /cluster/ha/status/manager_status | - | ["perm","/",["Sys.Audit"]]

`;
