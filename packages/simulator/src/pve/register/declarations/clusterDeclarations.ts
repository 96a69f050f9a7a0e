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

GET /cluster/config/apiversion | - | ["perm","/",["Sys.Audit"]]

GET /cluster/config/join | - | ["perm","/",["Sys.Audit"]]
  node:s<pve-node>
GET /cluster/config/nodes | - | ["perm","/",["Sys.Audit"]]

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
