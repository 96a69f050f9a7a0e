/** What the API declares about the sdn calls; the syntax is described in ../parseDeclarations.ts. */
export const sdnDeclarations = String.raw`
GET /cluster/sdn | - | ["perm","/sdn",["SDN.Audit"]]

PUT /cluster/sdn | daemon | ["perm","/sdn",["SDN.Allocate"]]
  lock-token:s release-lock:b
GET /cluster/sdn/controllers | - | all
  pending:b running:b type:s{bgp|evpn|faucet|isis}
POST /cluster/sdn/controllers | daemon | ["perm","/sdn/controllers",["SDN.Allocate"]]
  asn:i(0..4294967295) bgp-mode:s{auto|external|internal} bgp-multipath-as-path-relax:b controller!:s(2..64)~[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9] ebgp:b
  ebgp-multihop:i fabric:s<pve-sdn-fabric-id> isis-domain:s isis-ifaces:s<pve-iface-list>
  isis-net:s<pve-sdn-isis-net>(20..50)~[a-fA-F0-9]{2}(\.[a-fA-F0-9]{4}){3,9}\.[a-fA-F0-9]{2} lock-token:s loopback:s node:s<pve-node>
  nodes:s<pve-node-list> peer-group-name:s<pve-configid> peers:s<ip-list> route-map-in:s<pve-sdn-route-map-id> route-map-out:s<pve-sdn-route-map-id>
  type!:s<pve-configid>{bgp|evpn|faucet|isis}
GET /cluster/sdn/dns | - | all
  type:s{powerdns}
GET /cluster/sdn/dry-run | node daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /cluster/sdn/fabrics | - | ["perm","/sdn/fabrics",["SDN.Audit"]]

GET /cluster/sdn/fabrics/all | - | all
  pending:b running:b
GET /cluster/sdn/fabrics/fabric | - | all
  pending:b running:b
POST /cluster/sdn/fabrics/fabric | daemon | ["perm","/sdn/fabrics",["SDN.Allocate"]]
  area:s csnp_interval:n(1..600) digest:s(..64) hello_interval:n(1..600) id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]
  ip6_prefix:s<CIDR> ip_prefix:s<CIDR> lock-token:s persistent_keepalive:n(0..65535) protocol!:s{openfabric|ospf|wireguard|bgp} redistribute:a
  route_filter:s<pve-sdn-prefix-list-id>
DELETE /cluster/sdn/fabrics/fabric/{id} | daemon | ["perm","/sdn/fabrics/{id}",["SDN.Allocate"]]
  id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]
GET /cluster/sdn/fabrics/fabric/{id} | - | ["perm","/sdn/fabrics/{id}",["SDN.Audit","SDN.Allocate"],"any",1]
  id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]
PUT /cluster/sdn/fabrics/fabric/{id} | daemon | ["perm","/sdn/fabrics/{id}",["SDN.Allocate"]]
  area:s csnp_interval:n(1..600) delete:a digest:s(..64) hello_interval:n(1..600) id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]
  ip6_prefix:s<CIDR> ip_prefix:s<CIDR> lock-token:s persistent_keepalive:n(0..65535) protocol!:s{openfabric|ospf|wireguard|bgp} redistribute:a
  route_filter:s<pve-sdn-prefix-list-id>
GET /cluster/sdn/fabrics/node | - | all
  pending:b running:b
GET /cluster/sdn/fabrics/node/{fabric_id} | - | ["perm","/sdn/fabrics/{fabric_id}",["SDN.Audit"]]
  fabric_id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] pending:b running:b
POST /cluster/sdn/fabrics/node/{fabric_id} | daemon | ["and",["perm","/sdn/fabrics/{fabric_id}",["SDN.Allocate"]],["perm","/nodes/{node_id}",["Sys.Modify"]]]
  allowed_ips:a<FullRangeCIDR> digest:s(..64) endpoint:s fabric_id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] interfaces:a
  ip:s<ipv4> ip6:s<ipv6> lock-token:s node_id!:s<pve-node> peers:a protocol!:s{openfabric|ospf|wireguard|bgp} public_key:s role:s{internal|external}
DELETE /cluster/sdn/fabrics/node/{fabric_id}/{node_id} | daemon | ["and",["perm","/sdn/fabrics/{fabric_id}",["SDN.Allocate"]],["perm","/nodes/{node_id}",["Sys.Modify"]]]
  fabric_id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node_id!:s<pve-node>
GET /cluster/sdn/fabrics/node/{fabric_id}/{node_id} | - | ["and",["perm","/sdn/fabrics/{fabric_id}",["SDN.Audit","SDN.Allocate"],"any",1],["perm","/nodes/{node_id}",["Sys.Audit","Sys.Modify"],"any",1]]
  fabric_id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node_id!:s<pve-node>
PUT /cluster/sdn/fabrics/node/{fabric_id}/{node_id} | daemon | ["and",["perm","/sdn/fabrics/{fabric_id}",["SDN.Allocate"]],["perm","/nodes/{node_id}",["Sys.Modify"]]]
  allowed_ips:a<FullRangeCIDR> delete:a digest:s(..64) endpoint:s fabric_id!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]
  interfaces:a ip:s<ipv4> ip6:s<ipv6> lock-token:s node_id!:s<pve-node> peers:a protocol!:s{openfabric|ospf|wireguard|bgp} public_key:s
  role:s{internal|external}
GET /cluster/sdn/ipams | - | all
  type:s{netbox|phpipam|pve}
DELETE /cluster/sdn/lock | daemon | ["perm","/sdn",["SDN.Allocate"]]
  force:b lock-token:s
POST /cluster/sdn/lock | daemon | ["perm","/sdn",["SDN.Allocate"]]
  allow-pending:b
POST /cluster/sdn/rollback | daemon | ["perm","/sdn",["SDN.Allocate"]]
  lock-token:s release-lock:b
GET /cluster/sdn/vnets | - | all
  pending:b running:b
POST /cluster/sdn/vnets | daemon | ["perm","/sdn/zones/{zone}",["SDN.Allocate"]]
  alias:s(..256) isolate-ports:b lock-token:s tag:i(1..16777215) type:s{vnet} vlanaware:b vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9] zone!:s
DELETE /cluster/sdn/vnets/{vnet} | daemon | all
  lock-token:s vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /cluster/sdn/vnets/{vnet} | - | all
  pending:b running:b vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
PUT /cluster/sdn/vnets/{vnet} | daemon | all
  alias:s(..256) delete:s<pve-configid-list>(..4096) digest:s(..64) isolate-ports:b lock-token:s tag:i(1..16777215) vlanaware:b
  vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9] zone:s
GET /cluster/sdn/vnets/{vnet}/subnets | - | all
  pending:b running:b vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
POST /cluster/sdn/vnets/{vnet}/subnets | daemon | all
  dhcp-dns-server:s<ip> dhcp-range:a<pve-sdn-dhcp-range> dnszoneprefix:s<dns-name> gateway:s<ip> lock-token:s snat:b subnet!:s<pve-sdn-subnet-id>
  type!:s{subnet} vnet!:s
DELETE /cluster/sdn/vnets/{vnet}/subnets/{subnet} | daemon | all
  lock-token:s subnet!:s<pve-sdn-subnet-id> vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /cluster/sdn/vnets/{vnet}/subnets/{subnet} | - | all
  pending:b running:b subnet!:s<pve-sdn-subnet-id> vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
PUT /cluster/sdn/vnets/{vnet}/subnets/{subnet} | daemon | all
  delete:s<pve-configid-list>(..4096) dhcp-dns-server:s<ip> dhcp-range:a<pve-sdn-dhcp-range> digest:s(..64) dnszoneprefix:s<dns-name> gateway:s<ip>
  lock-token:s snat:b subnet!:s<pve-sdn-subnet-id> vnet:s
GET /cluster/sdn/zones | - | all
  pending:b running:b type:s{evpn|faucet|qinq|simple|vlan|vxlan}
POST /cluster/sdn/zones | daemon | ["perm","/sdn/zones",["SDN.Allocate"]]
  advertise-subnets:b bridge:s bridge-disable-mac-learning:b controller:s dhcp:s{dnsmasq} disable-arp-nd-suppression:b dns:s dnszone:s<dns-name> dp-id:i
  exitnodes:s<pve-node-list> exitnodes-local-routing:b exitnodes-primary:s<pve-node> fabric:s<pve-sdn-fabric-id> ipam:s lock-token:s mac:s<mac-addr>
  mtu:i nodes:s<pve-node-list> peers:s<ip-list> reversedns:s rt-import:s<pve-sdn-bgp-rt-list> secondary-controllers:a tag:i(0..)
  type!:s<pve-configid>{evpn|faucet|qinq|simple|vlan|vxlan} vlan-protocol:s{802.1q|802.1ad} vrf-vxlan:i(1..16777215) vxlan-port:i(1..65536)
  zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
DELETE /cluster/sdn/zones/{zone} | daemon | ["perm","/sdn/zones/{zone}",["SDN.Allocate"]]
  lock-token:s zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /cluster/sdn/zones/{zone} | - | ["perm","/sdn/zones/{zone}",["SDN.Allocate"]]
  pending:b running:b zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
PUT /cluster/sdn/zones/{zone} | daemon | ["perm","/sdn/zones/{zone}",["SDN.Allocate"]]
  advertise-subnets:b bridge:s bridge-disable-mac-learning:b controller:s delete:s<pve-configid-list>(..4096) dhcp:s{dnsmasq} digest:s(..64)
  disable-arp-nd-suppression:b dns:s dnszone:s<dns-name> dp-id:i exitnodes:s<pve-node-list> exitnodes-local-routing:b exitnodes-primary:s<pve-node>
  fabric:s<pve-sdn-fabric-id> ipam:s lock-token:s mac:s<mac-addr> mtu:i nodes:s<pve-node-list> peers:s<ip-list> reversedns:s
  rt-import:s<pve-sdn-bgp-rt-list> secondary-controllers:a tag:i(0..) vlan-protocol:s{802.1q|802.1ad} vrf-vxlan:i(1..16777215) vxlan-port:i(1..65536)
  zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /nodes/{node}/sdn | node | all
  node!:s<pve-node>
GET /nodes/{node}/sdn/fabrics/{fabric} | - | ["perm","/sdn/fabrics/{fabric}",["SDN.Audit"]]
  fabric!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node!:s<pve-node>
GET /nodes/{node}/sdn/fabrics/{fabric}/interfaces | node daemon | ["perm","/sdn/fabrics/{fabric}",["SDN.Audit"]]
  fabric!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node!:s<pve-node>
GET /nodes/{node}/sdn/fabrics/{fabric}/neighbors | node daemon | ["perm","/sdn/fabrics/{fabric}",["SDN.Audit"]]
  fabric!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node!:s<pve-node>
GET /nodes/{node}/sdn/fabrics/{fabric}/routes | node daemon | ["perm","/sdn/fabrics/{fabric}",["SDN.Audit"]]
  fabric!:s<pve-sdn-fabric-id>(2..8)~[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9] node!:s<pve-node>
GET /nodes/{node}/sdn/vnets/{vnet} | - | all
  node!:s<pve-node> vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /nodes/{node}/sdn/vnets/{vnet}/mac-vrf | node daemon | all
  node!:s<pve-node> vnet!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /nodes/{node}/sdn/zones | node daemon | all
  node!:s<pve-node>
GET /nodes/{node}/sdn/zones/{zone} | - | ["perm","/sdn/zones/{zone}",["SDN.Audit"]]
  node!:s<pve-node> zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /nodes/{node}/sdn/zones/{zone}/bridges | node daemon | ["perm","/sdn/zones/{zone}",["SDN.Audit"]]
  node!:s<pve-node> zone!:s
GET /nodes/{node}/sdn/zones/{zone}/content | node daemon | ["perm","/sdn/zones/{zone}",["SDN.Audit"]]
  node!:s<pve-node> zone!:s(2..8)~[a-zA-Z][a-zA-Z0-9]*[a-zA-Z0-9]
GET /nodes/{node}/sdn/zones/{zone}/ip-vrf | node daemon | ["perm","/sdn/zones/{zone}",["SDN.Audit"]]
  node!:s<pve-node> zone!:s
`;
