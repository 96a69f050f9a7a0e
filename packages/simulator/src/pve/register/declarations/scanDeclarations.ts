/** What the API declares about the scan calls; the syntax is described in ../parseDeclarations.ts. */
export const scanDeclarations = String.raw`
GET /nodes/{node}/hardware | - | all
  node!:s<pve-node>
GET /nodes/{node}/hardware/pci | node daemon | ["perm","/",["Sys.Audit","Sys.Modify"],"any",1]
  node!:s<pve-node> pci-class-blacklist:s<string-list> verbose:b
GET /nodes/{node}/hardware/pci/{pci-id-or-mapping} | - | all
  node!:s<pve-node> pci-id-or-mapping!:s~(?:(?:[0-9a-fA-F]{4}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-9a-fA-F])|([a-zA-Z][a-zA-Z0-9_-]+)
GET /nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev | node daemon | ["perm","/",["Sys.Audit","Sys.Modify"],"any",1]
  node!:s<pve-node> pci-id-or-mapping!:s~(?:(?:[0-9a-fA-F]{4}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-9a-fA-F])|([a-zA-Z][a-zA-Z0-9_-]+)
GET /nodes/{node}/hardware/usb | node daemon | ["perm","/",["Sys.Modify"]]
  node!:s<pve-node>
GET /nodes/{node}/scan | - | all
  node!:s<pve-node>
GET /nodes/{node}/scan/cifs | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  domain:s node!:s<pve-node> password:s server!:s<pve-storage-server> username:s
GET /nodes/{node}/scan/iscsi | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  node!:s<pve-node> portal!:s<pve-storage-portal-dns>
GET /nodes/{node}/scan/lvm | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  node!:s<pve-node>
GET /nodes/{node}/scan/lvmthin | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  node!:s<pve-node> vg!:s(..100)~[a-zA-Z0-9\.\+\_][a-zA-Z0-9\.\+\_\-]+
GET /nodes/{node}/scan/nfs | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  node!:s<pve-node> server!:s<pve-storage-server>
GET /nodes/{node}/scan/pbs | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  fingerprint:s~([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2} node!:s<pve-node> password!:s port:i(1..65535) server!:s<pve-storage-server> username!:s
GET /nodes/{node}/scan/zfs | node daemon | ["perm","/storage",["Datastore.Allocate"]]
  node!:s<pve-node>
`;
