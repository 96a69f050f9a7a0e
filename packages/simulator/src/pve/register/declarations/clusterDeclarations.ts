/** What the API declares about the cluster calls; the syntax is described in ../parseDeclarations.ts. */
export const clusterDeclarations = String.raw`
GET /cluster | - | all

GET /cluster/backup | - | ["perm","/",["Sys.Audit"]]

POST /cluster/backup | daemon | ["perm","/",["Sys.Modify"]]
  all:b bwlimit:i(0..) comment:s(..512) compress:s{0|1|gzip|lzo|zstd} dow:s<pve-day-of-week-list> dumpdir:s enabled:b exclude:s<pve-vmid-list>
  exclude-path:a fleecing:s<backup-fleecing> id:s<pve-configid> ionice:i(0..8) lockwait:i(0..) mailnotification:s{always|failure}
  mailto:s<email-or-username-list> mode:s{snapshot|suspend|stop} node:s<pve-node> notes-template:s(..1024)
  notification-mode:s{auto|legacy-sendmail|notification-system} pbs-change-detection-mode:s{legacy|data|metadata} performance:s<backup-performance>
  pigz:i pool:s protected:b prune-backups:s<prune-backups> quiet:b remove:b repeat-missed:b schedule:s<pve-calendar-event>(..128) script:s
  starttime:s~\d{1,2}:\d{1,2} stdexcludes:b stop:b stopwait:i(0..) storage:s<pve-storage-id> tmpdir:s vmid:s<pve-vmid-list> zstd:i
GET /cluster/backup-info | - | root

GET /cluster/backup-info/not-backed-up | daemon | ["perm","/",["Sys.Audit"]]

DELETE /cluster/backup/{id} | daemon | ["perm","/",["Sys.Modify"]]
  id!:s(..50)~\S+
GET /cluster/backup/{id} | - | ["perm","/",["Sys.Audit"]]
  id!:s(..50)~\S+
PUT /cluster/backup/{id} | daemon | ["perm","/",["Sys.Modify"]]
  all:b bwlimit:i(0..) comment:s(..512) compress:s{0|1|gzip|lzo|zstd} delete:s<pve-configid-list> dow:s<pve-day-of-week-list> dumpdir:s enabled:b
  exclude:s<pve-vmid-list> exclude-path:a fleecing:s<backup-fleecing> id!:s(..50)~\S+ ionice:i(0..8) lockwait:i(0..) mailnotification:s{always|failure}
  mailto:s<email-or-username-list> mode:s{snapshot|suspend|stop} node:s<pve-node> notes-template:s(..1024)
  notification-mode:s{auto|legacy-sendmail|notification-system} pbs-change-detection-mode:s{legacy|data|metadata} performance:s<backup-performance>
  pigz:i pool:s protected:b prune-backups:s<prune-backups> quiet:b remove:b repeat-missed:b schedule:s<pve-calendar-event>(..128) script:s
  starttime:s~\d{1,2}:\d{1,2} stdexcludes:b stop:b stopwait:i(0..) storage:s<pve-storage-id> tmpdir:s vmid:s<pve-vmid-list> zstd:i
GET /cluster/backup/{id}/included_volumes | daemon | ["perm","/",["Sys.Audit"]]
  id!:s(..50)~\S+
GET /cluster/bulk-action | - | all

GET /cluster/bulk-action/guest | - | all

POST /cluster/bulk-action/guest/migrate | daemon | all
  max-workers:i(1..64) maxworkers:i(1..64) online:b target!:s<pve-node> vms:a<pve-vmid> with-local-disks:b
POST /cluster/bulk-action/guest/shutdown | daemon | all
  force-stop:b max-workers:i(1..64) maxworkers:i(1..64) timeout:i vms:a<pve-vmid>
POST /cluster/bulk-action/guest/start | daemon | all
  max-workers:i(1..64) maxworkers:i(1..64) timeout:i vms:a<pve-vmid>
POST /cluster/bulk-action/guest/suspend | daemon | all
  max-workers:i(1..64) maxworkers:i(1..64) statestorage:s<pve-storage-id> to-disk:b vms:a<pve-vmid>
GET /cluster/ceph/status | daemon | ["perm","/",["Sys.Audit","Datastore.Audit"],"any",1]

GET /cluster/config | - | ["perm","/",["Sys.Audit"]]

POST /cluster/config | daemon | root
  clustername!:s<pve-node>(..15) link[n]:s<#link> nodeid:i(1..) token-coefficient:i(0..) votes:i(1..)
GET /cluster/config/apiversion | - | ["perm","/",["Sys.Audit"]]

GET /cluster/config/join | - | ["perm","/",["Sys.Audit"]]
  node:s<pve-node>
POST /cluster/config/join | daemon | root
  fingerprint!:s~([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2} force:b hostname!:s link[n]:s<#link> nodeid:i(1..) password!:s(..128) votes:i(0..)
GET /cluster/config/nodes | - | ["perm","/",["Sys.Audit"]]

DELETE /cluster/config/nodes/{node} | daemon | root
  node!:s<pve-node>
POST /cluster/config/nodes/{node} | daemon | root
  apiversion:i force:b link[n]:s<#link> new_node_ip:s<ip> node!:s<pve-node> nodeid:i(1..) votes:i(0..)
GET /cluster/config/qdevice | daemon | ["perm","/",["Sys.Audit"]]

GET /cluster/config/totem | - | ["perm","/",["Sys.Audit"]]

GET /cluster/firewall | - | all

GET /cluster/firewall/options | - | ["perm","/",["Sys.Audit"]]

PUT /cluster/firewall/options | daemon | ["perm","/",["Sys.Modify"]]
  delete:s<pve-configid-list> digest:s(..64) ebtables:b enable:i(0..) log_ratelimit:s<#log_ratelimit> policy_forward:s{ACCEPT|DROP}
  policy_in:s{ACCEPT|REJECT|DROP} policy_out:s{ACCEPT|REJECT|DROP}
GET /cluster/jobs | - | all

GET /cluster/log | - | all
  max:i(1..)
GET /cluster/metrics | - | all

GET /cluster/metrics/export | - | ["perm","/",["Sys.Audit"]]
  history:b local-only:b node-list:s start-time:i
GET /cluster/metrics/server | - | ["perm","/",["Sys.Audit"]]

DELETE /cluster/metrics/server/{id} | daemon | ["perm","/",["Sys.Modify"]]
  id!:s<pve-configid>
GET /cluster/metrics/server/{id} | - | ["perm","/",["Sys.Audit"]]
  id!:s<pve-configid>
POST /cluster/metrics/server/{id} | daemon | ["perm","/",["Sys.Modify"]]
  api-path-prefix:s bucket:s disable:b id!:s<pve-configid> influxdbproto:s{udp|http|https} max-body-size:i(1..) mtu:i(512..65536) organization:s
  otel-compression:s{none|gzip} otel-headers:s(..1024) otel-max-body-size:i(1024..) otel-path:s otel-protocol:s{http|https}
  otel-resource-attributes:s(..1024) otel-timeout:i(1..10) otel-verify-ssl:b path:s<graphite-path> port!:i(1..65536) proto:s{udp|tcp} server!:s<address>
  timeout:i(0..) token:s type!:s<pve-configid>{graphite|influxdb|opentelemetry} verify-certificate:b
PUT /cluster/metrics/server/{id} | daemon | ["perm","/",["Sys.Modify"]]
  api-path-prefix:s bucket:s delete:s<pve-configid-list>(..4096) digest:s(..64) disable:b id!:s<pve-configid> influxdbproto:s{udp|http|https}
  max-body-size:i(1..) mtu:i(512..65536) organization:s otel-compression:s{none|gzip} otel-headers:s(..1024) otel-max-body-size:i(1024..) otel-path:s
  otel-protocol:s{http|https} otel-resource-attributes:s(..1024) otel-timeout:i(1..10) otel-verify-ssl:b path:s<graphite-path> port!:i(1..65536)
  proto:s{udp|tcp} server!:s<address> timeout:i(0..) token:s verify-certificate:b
GET /cluster/nextid | - | all
  vmid:i<pve-vmid>(100..999999999)
GET /cluster/notifications | - | all

GET /cluster/notifications/targets | daemon | ["or",["perm","/mapping/notifications",["Mapping.Modify"]],["perm","/mapping/notifications",["Mapping.Audit"]],["perm","/mapping/notifications",["Mapping.Use"]]]

GET /cluster/options | - | ["perm","/",["Sys.Audit"]]

PUT /cluster/options | daemon | ["perm","/",["Sys.Modify"]]
  bwlimit:s<#bwlimit> consent-text:s(..65536) console:s{applet|vv|html5|xtermjs} crs:s<#crs> delete:s<pve-configid-list> description:s(..65536)
  email_from:s<email-opt> fencing:s{watchdog|hardware|both} ha:s<#ha> http_proxy:s~http://.*
  keyboard:s{de|de-ch|da|en-gb|en-us|es|fi|fr|fr-be|fr-ca|fr-ch|hu|is|it|ja|lt|mk|nl|no|pl|pt|pt-br|sv|sl|tr}
  language:s{ar|ca|da|de|en|es|eu|fa|fr|hr|he|it|ja|ka|kr|nb|nl|nn|pl|pt_BR|ru|sl|sv|tr|ukr|zh_CN|zh_TW} location:s<#location> mac_prefix:s<mac-prefix>
  max_workers:i(1..) migration:s<#migration> migration_unsecure:b next-id:s<#next-id> notify:s<#notify> registered-tags:s replication:s<#replication>
  tag-style:s<#tag-style> u2f:s<#u2f> user-tag-access:s<#user-tag-access> webauthn:s<#webauthn>
GET /cluster/qemu | - | all

GET /cluster/qemu/cpu-flags | - | ["or",["perm","/nodes",["Sys.Audit"]],["perm","/mapping/cpu",["Mapping.Audit","Mapping.Use","Mapping.Modify"],"any",1]]
  accel:s{kvm|tcg} arch:s{x86_64|aarch64}
GET /cluster/qemu/custom-cpu-models | - | all

POST /cluster/qemu/custom-cpu-models | daemon | ["perm","/mapping/cpu",["Mapping.Modify"]]
  cputype!:s<pve-configid>(..40) flags:s guest-phys-bits:i(32..64) hidden:b hv-vendor-id:s level:i(0..4294967295) phys-bits:s<pve-phys-bits>
  reported-model!:s{486|a64fx|athlon|Broadwell|Broadwell-IBRS|Broadwell-noTSX|Broadwell-noTSX-IBRS|Cascadelake-Server|Cascadelake-Server-noTSX|Cascadelake-Server-v2|Cascadelake-Server-v4|Cascadelake-Server-v5|ClearwaterForest|ClearwaterForest-v2|ClearwaterForest-v3|Conroe|Cooperlake|Cooperlake-v2|core2duo|coreduo|cortex-a35|cortex-a53|cortex-a55|cortex-a57|cortex-a710|cortex-a72|cortex-a76|cortex-a78ae|DiamondRapids|EPYC|EPYC-Genoa|EPYC-Genoa-v2|EPYC-IBPB|EPYC-Milan|EPYC-Milan-v2|EPYC-Milan-v3|EPYC-Rome|EPYC-Rome-v2|EPYC-Rome-v3|EPYC-Rome-v4|EPYC-Rome-v5|EPYC-Turin|EPYC-v3|EPYC-v4|EPYC-v5|GraniteRapids|GraniteRapids-v2|GraniteRapids-v3|GraniteRapids-v4|GraniteRapids-v5|Haswell|Haswell-IBRS|Haswell-noTSX|Haswell-noTSX-IBRS|host|Icelake-Client|Icelake-Client-noTSX|Icelake-Server|Icelake-Server-noTSX|Icelake-Server-v3|Icelake-Server-v4|Icelake-Server-v5|Icelake-Server-v6|Icelake-Server-v7|IvyBridge|IvyBridge-IBRS|KnightsMill|kvm32|kvm64|max|Nehalem|Nehalem-IBRS|neoverse-n1|neoverse-n2|neoverse-v1|Opteron_G1|Opteron_G2|Opteron_G3|Opteron_G4|Opteron_G5|Penryn|pentium|pentium2|pentium3|phenom|qemu32|qemu64|SandyBridge|SandyBridge-IBRS|SapphireRapids|SapphireRapids-v2|SapphireRapids-v3|SapphireRapids-v4|SapphireRapids-v5|SapphireRapids-v6|SierraForest|SierraForest-v2|SierraForest-v3|SierraForest-v4|SierraForest-v5|Skylake-Client|Skylake-Client-IBRS|Skylake-Client-noTSX-IBRS|Skylake-Client-v4|Skylake-Server|Skylake-Server-IBRS|Skylake-Server-noTSX-IBRS|Skylake-Server-v4|Skylake-Server-v5|Westmere|Westmere-IBRS}
DELETE /cluster/qemu/custom-cpu-models/{cputype} | daemon | ["perm","/mapping/cpu/{cputype}",["Mapping.Modify"]]
  cputype!:s
GET /cluster/qemu/custom-cpu-models/{cputype} | - | ["or",["perm","/mapping/cpu/{cputype}",["Mapping.Audit"]],["perm","/mapping/cpu/{cputype}",["Mapping.Use"]],["perm","/mapping/cpu/{cputype}",["Mapping.Modify"]]]
  cputype!:s
PUT /cluster/qemu/custom-cpu-models/{cputype} | daemon | ["perm","/mapping/cpu/{cputype}",["Mapping.Modify"]]
  cputype!:s<pve-configid>(..40) delete:s<pve-configid-list> digest:s(..64) flags:s guest-phys-bits:i(32..64) hidden:b hv-vendor-id:s
  level:i(0..4294967295) phys-bits:s<pve-phys-bits>
  reported-model:s{486|a64fx|athlon|Broadwell|Broadwell-IBRS|Broadwell-noTSX|Broadwell-noTSX-IBRS|Cascadelake-Server|Cascadelake-Server-noTSX|Cascadelake-Server-v2|Cascadelake-Server-v4|Cascadelake-Server-v5|ClearwaterForest|ClearwaterForest-v2|ClearwaterForest-v3|Conroe|Cooperlake|Cooperlake-v2|core2duo|coreduo|cortex-a35|cortex-a53|cortex-a55|cortex-a57|cortex-a710|cortex-a72|cortex-a76|cortex-a78ae|DiamondRapids|EPYC|EPYC-Genoa|EPYC-Genoa-v2|EPYC-IBPB|EPYC-Milan|EPYC-Milan-v2|EPYC-Milan-v3|EPYC-Rome|EPYC-Rome-v2|EPYC-Rome-v3|EPYC-Rome-v4|EPYC-Rome-v5|EPYC-Turin|EPYC-v3|EPYC-v4|EPYC-v5|GraniteRapids|GraniteRapids-v2|GraniteRapids-v3|GraniteRapids-v4|GraniteRapids-v5|Haswell|Haswell-IBRS|Haswell-noTSX|Haswell-noTSX-IBRS|host|Icelake-Client|Icelake-Client-noTSX|Icelake-Server|Icelake-Server-noTSX|Icelake-Server-v3|Icelake-Server-v4|Icelake-Server-v5|Icelake-Server-v6|Icelake-Server-v7|IvyBridge|IvyBridge-IBRS|KnightsMill|kvm32|kvm64|max|Nehalem|Nehalem-IBRS|neoverse-n1|neoverse-n2|neoverse-v1|Opteron_G1|Opteron_G2|Opteron_G3|Opteron_G4|Opteron_G5|Penryn|pentium|pentium2|pentium3|phenom|qemu32|qemu64|SandyBridge|SandyBridge-IBRS|SapphireRapids|SapphireRapids-v2|SapphireRapids-v3|SapphireRapids-v4|SapphireRapids-v5|SapphireRapids-v6|SierraForest|SierraForest-v2|SierraForest-v3|SierraForest-v4|SierraForest-v5|Skylake-Client|Skylake-Client-IBRS|Skylake-Client-noTSX-IBRS|Skylake-Client-v4|Skylake-Server|Skylake-Server-IBRS|Skylake-Server-noTSX-IBRS|Skylake-Server-v4|Skylake-Server-v5|Westmere|Westmere-IBRS}
GET /cluster/replication | - | all

POST /cluster/replication | daemon | all
  comment:s(..4096) disable:b id!:s<pve-replication-job-id>~[1-9][0-9]{2,8}-\d{1,9} rate:n(1..) remove_job:s{local|full}
  schedule:s<pve-calendar-event>(..128) source:s<pve-node> target!:s<pve-node> type!:s{local}
DELETE /cluster/replication/{id} | daemon | all
  force:b id!:s<pve-replication-job-id>~[1-9][0-9]{2,8}-\d{1,9} keep:b
GET /cluster/replication/{id} | - | all
  id!:s<pve-replication-job-id>~[1-9][0-9]{2,8}-\d{1,9}
PUT /cluster/replication/{id} | daemon | all
  comment:s(..4096) delete:s<pve-configid-list>(..4096) digest:s(..64) disable:b id!:s<pve-replication-job-id>~[1-9][0-9]{2,8}-\d{1,9} rate:n(1..)
  remove_job:s{local|full} schedule:s<pve-calendar-event>(..128) source:s<pve-node>
GET /cluster/resources | - | all
  type:s{vm|storage|node|sdn}
GET /cluster/status | daemon | ["perm","/",["Sys.Audit"]]

GET /cluster/tasks | - | all

`;
