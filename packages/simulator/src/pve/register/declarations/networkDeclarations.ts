/** What the API declares about the network calls; the syntax is described in ../parseDeclarations.ts. */
export const networkDeclarations = String.raw`
DELETE /nodes/{node}/network | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
GET /nodes/{node}/network | node | all
  node!:s<pve-node> type:s{bridge|bond|eth|alias|vlan|fabric|OVSBridge|OVSBond|OVSPort|OVSIntPort|vnet|any_bridge|any_local_bridge|include_sdn}
POST /nodes/{node}/network | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  address:s<ipv4> address6:s<ipv6> autostart:b bond-primary:s<pve-iface>
  bond_mode:s{balance-rr|active-backup|balance-xor|broadcast|802.3ad|balance-tlb|balance-alb|balance-slb|lacp-balance-slb|lacp-balance-tcp}
  bond_xmit_hash_policy:s{layer2|layer2+3|layer3+4} bridge_ports:s<pve-iface-list> bridge_vids:s<pve-vlan-id-or-range-list> bridge_vlan_aware:b
  cidr:s<CIDRv4> cidr6:s<CIDRv6> comments:s comments6:s gateway:s<ipv4> gateway6:s<ipv6> iface!:s<pve-iface>(2..20) mtu:i(1280..65520)
  netmask:s<ipv4mask> netmask6:i(0..128) node!:s<pve-node> ovs_bonds:s<pve-iface-list> ovs_bridge:s<pve-iface> ovs_options:s(..1024)
  ovs_ports:s<pve-iface-list> ovs_tag:i(1..4094) slaves:s<pve-iface-list>
  type!:s{bridge|bond|eth|alias|vlan|fabric|OVSBridge|OVSBond|OVSPort|OVSIntPort|vnet|unknown} vlan-id:i(1..4094) vlan-raw-device:s<pve-iface>
PUT /nodes/{node}/network | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node> regenerate-frr:b
DELETE /nodes/{node}/network/{iface} | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  iface!:s<pve-iface>(2..20) node!:s<pve-node>
GET /nodes/{node}/network/{iface} | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  iface!:s<pve-iface>(2..20) node!:s<pve-node>
PUT /nodes/{node}/network/{iface} | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  address:s<ipv4> address6:s<ipv6> autostart:b bond-primary:s<pve-iface>
  bond_mode:s{balance-rr|active-backup|balance-xor|broadcast|802.3ad|balance-tlb|balance-alb|balance-slb|lacp-balance-slb|lacp-balance-tcp}
  bond_xmit_hash_policy:s{layer2|layer2+3|layer3+4} bridge_ports:s<pve-iface-list> bridge_vids:s<pve-vlan-id-or-range-list> bridge_vlan_aware:b
  cidr:s<CIDRv4> cidr6:s<CIDRv6> comments:s comments6:s delete:s<pve-configid-list> gateway:s<ipv4> gateway6:s<ipv6> iface!:s<pve-iface>(2..20)
  mtu:i(1280..65520) netmask:s<ipv4mask> netmask6:i(0..128) node!:s<pve-node> ovs_bonds:s<pve-iface-list> ovs_bridge:s<pve-iface> ovs_options:s(..1024)
  ovs_ports:s<pve-iface-list> ovs_tag:i(1..4094) slaves:s<pve-iface-list>
  type!:s{bridge|bond|eth|alias|vlan|fabric|OVSBridge|OVSBond|OVSPort|OVSIntPort|vnet|unknown} vlan-id:i(1..4094) vlan-raw-device:s<pve-iface>
`;
