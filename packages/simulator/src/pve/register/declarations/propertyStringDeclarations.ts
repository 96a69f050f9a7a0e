/** Comma-separated property strings: the keys each one knows; the syntax is described in ../parseDeclarations.ts. */
export const propertyStringDeclarations = String.raw`
#acme
  account:s<pve-configid> domains:s<pve-acme-domain-list>
#acmedomain
  alias:s<pve-acme-alias> domain*!:s<pve-acme-domain> plugin:s<pve-configid>
#agent
  enabled*!:b freeze-fs:b freeze-fs-on-backup@freeze-fs fstrim_cloned_disks:b guest-fsfreeze@freeze-fs type:s{virtio|isa}
#audio
  device!:s{ich9-intel-hda|intel-hda|AC97} driver:s{spice|none}
#bwlimit
  clone:n(0..) default:n(0..) migration:n(0..) move:n(0..) restore:n(0..)
#crs
  ha:s{basic|static|dynamic} ha-auto-rebalance:b ha-auto-rebalance-hold-duration:n(0..) ha-auto-rebalance-margin:n(0..100)
  ha-auto-rebalance-method:s{bruteforce|topsis} ha-auto-rebalance-threshold:n(0..100) ha-rebalance-on-start:b
#dev
  deny-write:b gid:i(0..) mode:s~0[0-7]{3} path*:s<pve-lxc-dev-string> uid:i(0..)
#efidisk
  efitype:s{2m|4m} file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow|qed|qcow2|vmdk|cloop} import-from:s<pve-volume-id-or-absolute-path>
  ms-cert:s{2011|2023|2023w|2023k} pre-enrolled-keys:b size:s<disk-size> volume@file
#features
  force_rw_sys:b fuse:b keyctl:b mknod:b mount:s nesting:b
#ha
  shutdown_policy!:s{freeze|failover|conditional|migrate}
#ide
  aio:s{native|threads|io_uring} backup:b bps:i bps_max_length:i(1..) bps_rd:i bps_rd_length@bps_rd_max_length bps_rd_max_length:i(1..) bps_wr:i
  bps_wr_length@bps_wr_max_length bps_wr_max_length:i(1..) cache:s{none|writethrough|writeback|unsafe|directsync} detect_zeroes:b discard:s{ignore|on}
  file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow|qed|qcow2|vmdk|cloop} import-from:s<pve-volume-id-or-absolute-path> iops:i iops_max:i
  iops_max_length:i(1..) iops_rd:i iops_rd_length@iops_rd_max_length iops_rd_max:i iops_rd_max_length:i(1..) iops_wr:i iops_wr_length@iops_wr_max_length
  iops_wr_max:i iops_wr_max_length:i(1..) mbps:n mbps_max:n mbps_rd:n mbps_rd_max:n mbps_wr:n mbps_wr_max:n media:s{cdrom|disk}
  model:s<urlencoded>(..120) replicate:b rerror:s{ignore|report|stop} serial:s<urlencoded>(..60) shared:b size:s<disk-size> snapshot:b ssd:b volume@file
  werror:s{enospc|ignore|report|stop} wwn:s
#ivshmem
  name:s~[a-zA-Z0-9\-]+ size!:i(1..)
#link
  address*!:s<address> priority:i(0..255)
#location
  latitude!:n(-90..90) longitude!:n(-180..180) name:s(..128)
#log_ratelimit
  burst:i(0..) enable*!:b rate:s~[1-9][0-9]*\/(second|minute|hour|day)
#machine
  aw-bits:n(32..64) enable-s3:b enable-s4:b
  type*:s(..40)~(pc|pc(-i440fx)?-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|q35|pc-q35-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|virt(?:-\d+(\.\d+)+)?(\+pve\d+)?)
  viommu:s{intel|virtio}
#memory
  current*!:i(16..)
#migration
  network:s<CIDR> type*!:s{secure|insecure}
#mp
  acl:b backup:b idmap:s keepattrs:b mountoptions:s mp!:s<pve-lxc-mp-string> quota:b replicate:b ro:b shared:b size:s<disk-size>
  volume*!:s<pve-lxc-mp-string>
#net
  bridge:s<pve-bridge-id> e1000@macaddr/model e1000-82540em@macaddr/model e1000-82544gc@macaddr/model e1000-82545em@macaddr/model e1000e@macaddr/model
  firewall:b i82551@macaddr/model i82557b@macaddr/model i82559er@macaddr/model link_down:b macaddr:s<mac-addr>
  model*!:s{e1000|e1000-82540em|e1000-82544gc|e1000-82545em|e1000e|i82551|i82557b|i82559er|ne2k_isa|ne2k_pci|pcnet|rtl8139|virtio|vmxnet3}
  mtu:i(1..65520) ne2k_isa@macaddr/model ne2k_pci@macaddr/model pcnet@macaddr/model queues:i(0..64) rate:n(0..) rtl8139@macaddr/model tag:i(1..4094)
  trunks:s virtio@macaddr/model vmxnet3@macaddr/model
#net-2
  bridge:s~[-_.\w\d]+ firewall:b gw:s<ipv4> gw6:s<ipv6> host-managed:b hwaddr:s<mac-addr> ip:s<pve-ipv4-config> ip6:s<pve-ipv6-config> link_down:b
  mtu:i(64..65535) name!:s~[-_.\w\d]+ rate:n tag:i(1..4094) trunks:s type:s{veth}
#next-id
  lower:i upper:i
#notify
  fencing:s{always|never} package-updates:s{auto|always|never} replication:s{always|never} target-fencing:s target-package-updates:s
  target-replication:s
#numa
  cpus!:s hostnodes:s memory:n policy:s{preferred|bind|interleave}
#replication
  network:s<CIDR> type*!:s{secure|insecure}
#rootfs
  acl:b idmap:s mountoptions:s quota:b replicate:b ro:b shared:b size:s<disk-size> volume*!:s<pve-lxc-mp-string>
#sata
  aio:s{native|threads|io_uring} backup:b bps:i bps_max_length:i(1..) bps_rd:i bps_rd_length@bps_rd_max_length bps_rd_max_length:i(1..) bps_wr:i
  bps_wr_length@bps_wr_max_length bps_wr_max_length:i(1..) cache:s{none|writethrough|writeback|unsafe|directsync} detect_zeroes:b discard:s{ignore|on}
  file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow|qed|qcow2|vmdk|cloop} import-from:s<pve-volume-id-or-absolute-path> iops:i iops_max:i
  iops_max_length:i(1..) iops_rd:i iops_rd_length@iops_rd_max_length iops_rd_max:i iops_rd_max_length:i(1..) iops_wr:i iops_wr_length@iops_wr_max_length
  iops_wr_max:i iops_wr_max_length:i(1..) mbps:n mbps_max:n mbps_rd:n mbps_rd_max:n mbps_wr:n mbps_wr_max:n media:s{cdrom|disk} replicate:b
  rerror:s{ignore|report|stop} serial:s<urlencoded>(..60) shared:b size:s<disk-size> snapshot:b ssd:b volume@file werror:s{enospc|ignore|report|stop}
  wwn:s
#scsi
  aio:s{native|threads|io_uring} backup:b bps:i bps_max_length:i(1..) bps_rd:i bps_rd_length@bps_rd_max_length bps_rd_max_length:i(1..) bps_wr:i
  bps_wr_length@bps_wr_max_length bps_wr_max_length:i(1..) cache:s{none|writethrough|writeback|unsafe|directsync} detect_zeroes:b discard:s{ignore|on}
  file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow|qed|qcow2|vmdk|cloop} import-from:s<pve-volume-id-or-absolute-path> iops:i iops_max:i
  iops_max_length:i(1..) iops_rd:i iops_rd_length@iops_rd_max_length iops_rd_max:i iops_rd_max_length:i(1..) iops_wr:i iops_wr_length@iops_wr_max_length
  iops_wr_max:i iops_wr_max_length:i(1..) iothread:b mbps:n mbps_max:n mbps_rd:n mbps_rd_max:n mbps_wr:n mbps_wr_max:n media:s{cdrom|disk}
  product:s~[A-Za-z0-9\-_\s]{,16} queues:i(2..) replicate:b rerror:s{ignore|report|stop} ro:b scsiblock:b serial:s<urlencoded>(..60) shared:b
  size:s<disk-size> snapshot:b ssd:b vendor:s~[A-Za-z0-9\-_\s]{,8} volume@file werror:s{enospc|ignore|report|stop} wwn:s
#spice_enhancements
  foldersharing:b videostreaming:s{off|all|filter}
#tag-style
  case-sensitive:b color-map:s ordering:s{config|alphabetical} shape:s{full|circle|dense|none}
#tpmstate
  file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow2|vmdk} import-from:s<pve-volume-id-or-absolute-path> size:s<disk-size> version:s{v1.2|v2.0}
  volume@file
#u2f
  appid:s origin:s
#unused
  file*!:s<pve-volume-id> volume@file
#unused-2
  volume*!:s<pve-volume-id>
#usb
  host*:s mapping:s<pve-configid> usb3:b
#user-tag-access
  user-allow:s{none|list|existing|free} user-allow-list:s
#vga
  clipboard:s{vnc} memory:i(4..512) type*:s{cirrus|qxl|qxl2|qxl3|qxl4|none|serial0|serial1|serial2|serial3|std|virtio|virtio-gl|vmware}
#virtio
  aio:s{native|threads|io_uring} backup:b bps:i bps_max_length:i(1..) bps_rd:i bps_rd_length@bps_rd_max_length bps_rd_max_length:i(1..) bps_wr:i
  bps_wr_length@bps_wr_max_length bps_wr_max_length:i(1..) cache:s{none|writethrough|writeback|unsafe|directsync} detect_zeroes:b discard:s{ignore|on}
  file*!:s<pve-volume-id-or-qm-path> format:s{raw|qcow|qed|qcow2|vmdk|cloop} import-from:s<pve-volume-id-or-absolute-path> iops:i iops_max:i
  iops_max_length:i(1..) iops_rd:i iops_rd_length@iops_rd_max_length iops_rd_max:i iops_rd_max_length:i(1..) iops_wr:i iops_wr_length@iops_wr_max_length
  iops_wr_max:i iops_wr_max_length:i(1..) iothread:b mbps:n mbps_max:n mbps_rd:n mbps_rd_max:n mbps_wr:n mbps_wr_max:n media:s{cdrom|disk} replicate:b
  rerror:s{ignore|report|stop} ro:b serial:s<urlencoded>(..60) shared:b size:s<disk-size> snapshot:b volume@file werror:s{enospc|ignore|report|stop}
#virtiofs
  cache:s{auto|always|metadata|never} direct-io:b dirid*!:s<pve-configid> expose-acl:b expose-xattr:b
#wakeonlan
  bind-interface:s<pve-iface> broadcast-address:s<ipv4> mac*!:s<mac-addr>
#webauthn
  allow-subdomains:b id:s origin:s rp:s
`;
