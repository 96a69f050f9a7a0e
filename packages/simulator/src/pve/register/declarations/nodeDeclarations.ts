/** What the API declares about the node calls; the syntax is described in ../parseDeclarations.ts. */
export const nodeDeclarations = String.raw`
GET /nodes | - | all

GET /nodes/{node} | - | all
  node!:s<pve-node>
GET /nodes/{node}/aplinfo | node | all
  node!:s<pve-node>
POST /nodes/{node}/aplinfo | node daemon | ["perm","/storage/{storage}",["Datastore.AllocateTemplate"]]
  node!:s<pve-node> storage!:s<pve-storage-id> template!:s(..255)
GET /nodes/{node}/apt | - | all
  node!:s<pve-node>
GET /nodes/{node}/apt/update | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
POST /nodes/{node}/apt/update | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node> notify:b quiet:b
GET /nodes/{node}/apt/versions | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /nodes/{node}/capabilities | node | all
  node!:s<pve-node>
GET /nodes/{node}/capabilities/qemu | node | all
  node!:s<pve-node>
GET /nodes/{node}/capabilities/qemu/cpu | - | all
  arch:s{x86_64|aarch64} node!:s<pve-node>
GET /nodes/{node}/capabilities/qemu/cpu-flags | - | all
  accel:s{kvm|tcg} arch:s{x86_64|aarch64} node!:s<pve-node>
GET /nodes/{node}/capabilities/qemu/machines | node | all
  arch:s{x86_64|aarch64} node!:s<pve-node>
GET /nodes/{node}/capabilities/qemu/migration | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /nodes/{node}/ceph | - | ["perm","/",["Sys.Audit","Datastore.Audit"],"any",1]
  node!:s<pve-node>
GET /nodes/{node}/certificates | - | all
  node!:s<pve-node>
GET /nodes/{node}/certificates/info | node | all
  node!:s<pve-node>
GET /nodes/{node}/config | node | ["perm","/",["Sys.Audit"]]
  node!:s<pve-node>
  property:s{acme|acmedomain0|acmedomain1|acmedomain2|acmedomain3|acmedomain4|acmedomain5|ballooning-target|description|location|startall-onboot-delay|wakeonlan}
PUT /nodes/{node}/config | node daemon | ["perm","/",["Sys.Modify"]]
  acme:s<#acme> acmedomain[n]:s<#acmedomain> ballooning-target:i(0..100) delete:s<pve-configid-list> description:s(..65536) digest:s(..40)
  location:s<#location> node!:s<pve-node> startall-onboot-delay:i(0..300) wakeonlan:s<#wakeonlan>
GET /nodes/{node}/disks | node | all
  node!:s<pve-node>
GET /nodes/{node}/disks/list | node daemon | ["or",["perm","/",["Sys.Audit"]],["perm","/nodes/{node}",["Sys.Audit"]]]
  include-partitions:b node!:s<pve-node> skipsmart:b type:s{unused|journal_disks}
GET /nodes/{node}/disks/smart | node daemon | ["perm","/",["Sys.Audit"]]
  disk!:s~^/dev/[a-zA-Z0-9\/]+$ healthonly:b node!:s<pve-node>
GET /nodes/{node}/dns | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
PUT /nodes/{node}/dns | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  dns1:s<ip> dns2:s<ip> dns3:s<ip> node!:s<pve-node> search!:s
GET /nodes/{node}/firewall | - | all
  node!:s<pve-node>
GET /nodes/{node}/firewall/options | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
PUT /nodes/{node}/firewall/options | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  delete:s<pve-configid-list> digest:s(..64) enable:b log_level_forward:s{emerg|alert|crit|err|warning|notice|info|debug|nolog}
  log_level_in:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} log_level_out:s{emerg|alert|crit|err|warning|notice|info|debug|nolog}
  log_nf_conntrack:b ndp:b nf_conntrack_allow_invalid:b nf_conntrack_helpers:s<pve-fw-conntrack-helper> nf_conntrack_max:i(32768..)
  nf_conntrack_tcp_timeout_established:i(7875..) nf_conntrack_tcp_timeout_syn_recv:i(30..60) nftables:b node!:s<pve-node> nosmurfs:b
  protection_synflood:b protection_synflood_burst:i protection_synflood_rate:i smurf_log_level:s{emerg|alert|crit|err|warning|notice|info|debug|nolog}
  tcp_flags_log_level:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} tcpflags:b
GET /nodes/{node}/hosts | node daemon | ["perm","/",["Sys.Audit"]]
  node!:s<pve-node>
POST /nodes/{node}/hosts | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  data!:s digest:s(..64) node!:s<pve-node>
GET /nodes/{node}/journal | node daemon | ["perm","/nodes/{node}",["Sys.Syslog"]]
  endcursor:s lastentries:i(0..) node!:s<pve-node> since:i(0..) startcursor:s until:i(0..)
POST /nodes/{node}/migrateall | node daemon | all
  max-workers:i(1..64) maxworkers:i(1..64) node!:s<pve-node> target!:s<pve-node> vms:s<pve-vmid-list> with-local-disks:b
GET /nodes/{node}/netstat | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /nodes/{node}/query-oci-repo-tags | node | ["perm","/nodes/{node}",["Sys.AccessNetwork"]]
  node!:s<pve-node>
  reference!:s~^(?:(?:[a-zA-Z\d]|[a-zA-Z\d][a-zA-Z\d-]*[a-zA-Z\d])(?:\.(?:[a-zA-Z\d]|[a-zA-Z\d][a-zA-Z\d-]*[a-zA-Z\d]))*(?::\d+)?/)?[a-z\d]+(?:(?:[._]|__|[-]*)[a-z\d]+)*(?:/[a-z\d]+(?:(?:[._]|__|[-]*)[a-z\d]+)*)*$
GET /nodes/{node}/query-url-metadata | node | ["or",["perm","/",["Sys.Audit","Sys.Modify"]],["perm","/nodes/{node}",["Sys.AccessNetwork"]]]
  node!:s<pve-node> url!:s~https?://.* verify-certificates:b
GET /nodes/{node}/replication | node daemon | all
  guest:i<pve-vmid>(100..999999999) node!:s<pve-node>
GET /nodes/{node}/report | node daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /nodes/{node}/rrd | daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  cf:s{AVERAGE|MAX} ds!:s<pve-configid-list> node!:s<pve-node> timeframe!:s{hour|day|week|month|year|decade}
GET /nodes/{node}/rrddata | daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  cf:s{AVERAGE|MAX} node!:s<pve-node> timeframe!:s{hour|day|week|month|year|decade}
GET /nodes/{node}/services | node daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
GET /nodes/{node}/services/{service} | - | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
POST /nodes/{node}/services/{service}/reload | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
POST /nodes/{node}/services/{service}/restart | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
POST /nodes/{node}/services/{service}/start | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
GET /nodes/{node}/services/{service}/state | node daemon | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
POST /nodes/{node}/services/{service}/stop | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
  service!:s{chrony|corosync|cron|ksmtuned|lxcfs|postfix|proxmox-firewall|pve-cluster|pve-firewall|pve-ha-crm|pve-ha-lrm|pve-lxc-syscalld|pvedaemon|pvefw-logger|pveproxy|pvescheduler|pvestatd|qmeventd|spiceproxy|sshd|syslog|systemd-journald|systemd-timesyncd}
POST /nodes/{node}/spiceshell | node daemon | ["perm","/nodes/{node}",["Sys.Console"]]
  cmd:s{ceph_install|login|upgrade} cmd-opts:s node!:s<pve-node> proxy:s<address>
POST /nodes/{node}/startall | node daemon | all
  force:b max-workers:i(1..64) node!:s<pve-node> vms:s<pve-vmid-list>
GET /nodes/{node}/status | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
POST /nodes/{node}/status | node daemon | ["perm","/nodes/{node}",["Sys.PowerMgmt"]]
  command!:s{reboot|shutdown} node!:s<pve-node>
POST /nodes/{node}/stopall | node daemon | all
  force-stop:b max-workers:i(1..64) node!:s<pve-node> timeout:i(0..7200) vms:s<pve-vmid-list>
DELETE /nodes/{node}/subscription | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node>
GET /nodes/{node}/subscription | node | all
  node!:s<pve-node>
POST /nodes/{node}/subscription | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  force:b node!:s<pve-node>
PUT /nodes/{node}/subscription | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  key!:s(..32)~\s*pve([1248])([cbsp])-[0-9a-f]{10}\s* node!:s<pve-node>
POST /nodes/{node}/suspendall | node daemon | all
  max-workers:i(1..64) node!:s<pve-node> vms:s<pve-vmid-list>
GET /nodes/{node}/syslog | node daemon | ["perm","/nodes/{node}",["Sys.Syslog"]]
  limit:i(0..) node!:s<pve-node> service:s(..128) since:s start:i(0..) until:s
POST /nodes/{node}/termproxy | daemon | ["perm","/nodes/{node}",["Sys.Console"]]
  cmd:s{ceph_install|login|upgrade} cmd-opts:s node!:s<pve-node>
GET /nodes/{node}/time | node | ["perm","/nodes/{node}",["Sys.Audit"]]
  node!:s<pve-node>
PUT /nodes/{node}/time | node daemon | ["perm","/nodes/{node}",["Sys.Modify"]]
  node!:s<pve-node> timezone!:s
GET /nodes/{node}/version | node | all
  node!:s<pve-node>
POST /nodes/{node}/vncshell | daemon | ["perm","/nodes/{node}",["Sys.Console"]]
  cmd:s{ceph_install|login|upgrade} cmd-opts:s height:i(16..2160) node!:s<pve-node> websocket:b width:i(16..4096)
POST /nodes/{node}/wakeonlan | daemon | ["perm","/nodes/{node}",["Sys.PowerMgmt"]]
  node!:s<pve-node>
`;
