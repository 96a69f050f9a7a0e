/** What the API declares about the qemu agent calls; the syntax is described in ../parseDeclarations.ts. */
export const qemuAgentDeclarations = String.raw`
GET /nodes/{node}/qemu/{vmid}/agent | node | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Unrestricted","VM.GuestAgent.Unrestricted"],"any",1]
  command!:s{fsfreeze-freeze|fsfreeze-status|fsfreeze-thaw|fstrim|get-fsinfo|get-host-name|get-memory-block-info|get-memory-blocks|get-osinfo|get-time|get-timezone|get-users|get-vcpus|info|network-get-interfaces|ping|shutdown|suspend-disk|suspend-hybrid|suspend-ram}
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/exec | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Unrestricted"]]
  command!:a input-data:s(..65536) node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/exec-status | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Unrestricted"]]
  node!:s<pve-node> pid!:i vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/file-read | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.FileRead","VM.GuestAgent.Unrestricted"],"any",1]
  count:i(1..16777216) decode:b file!:s node!:s<pve-node> offset:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/file-write | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.FileWrite","VM.GuestAgent.Unrestricted"],"any",1]
  content!:s(..61440) encode:b file!:s node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/fsfreeze-freeze | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.FileSystemMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/fsfreeze-status | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.FileSystemMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/fsfreeze-thaw | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.FileSystemMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/fstrim | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.FileSystemMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-fsinfo | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-host-name | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-memory-block-info | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-memory-blocks | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-osinfo | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-time | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-timezone | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-users | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/get-vcpus | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/info | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/ping | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Audit","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/set-user-password | node daemon | ["perm","/vms/{vmid}",["VM.GuestAgent.Unrestricted"]]
  crypted:b node!:s<pve-node> password!:s(5..1024) username!:s vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/shutdown | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/suspend-disk | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/suspend-hybrid | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/agent/suspend-ram | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt","VM.GuestAgent.Unrestricted"],"any",1]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
`;
