/** What the API declares about the qemu calls; the syntax is described in ../parseDeclarations.ts. */
export const qemuDeclarations = String.raw`
GET /nodes/{node}/qemu | node daemon | all
  full:b node!:s<pve-node>
POST /nodes/{node}/qemu | node daemon | all
  acpi:b affinity:s<pve-cpuset> agent:s<#agent> allow-ksm:b amd-sev:s<pve-qemu-sev-fmt> arch:s{x86_64|aarch64} archive:s(..255) args:s audio0:s<#audio>
  autostart:b balloon:i(0..) bios:s{seabios|ovmf} boot:s<pve-qm-boot> bootdisk:s<pve-qm-bootdisk>~(ide|sata|scsi|virtio)\d+ bwlimit:i(0..)
  cdrom:s<pve-qm-ide> cicustom:s<pve-qm-cicustom> cipassword:s citype:s{configdrive2|nocloud|opennebula} ciupgrade:b ciuser:s cores:i(1..)
  cpu:s<pve-vm-cpu-conf> cpulimit:n(0..128) cpuunits:i(1..262144) description:s(..8192) efidisk0:s<#efidisk> force:b freeze:b ha-managed:b
  hookscript:s<pve-volume-id> hostpci[n]:s<pve-qm-hostpci> hotplug:s<pve-hotplug-features> hugepages:s{any|2|1024} ide[n]:s<#ide>
  import-working-storage:s<pve-storage-id> intel-tdx:s<pve-qemu-tdx-fmt> ipconfig[n]:s<pve-qm-ipconfig> ivshmem:s<#ivshmem> keephugepages:b
  keyboard:s{de|de-ch|da|en-gb|en-us|es|fi|fr|fr-be|fr-ca|fr-ch|hu|is|it|ja|lt|mk|nl|no|pl|pt|pt-br|sv|sl|tr} kvm:b live-restore:b localtime:b
  lock:s{backup|clone|create|migrate|rollback|snapshot|snapshot-delete|suspending|suspended} machine:s<#machine> memory:s<#memory>
  migrate_downtime:n(0..) migrate_speed:i(0..) name:s<dns-name> nameserver:s<address-list> net[n]:s<#net> node!:s<pve-node> numa:b numa[n]:s<#numa>
  onboot:b ostype:s{other|wxp|w2k|w2k3|w2k8|wvista|win7|win8|win10|win11|l24|l26|solaris} parallel[n]:s~/dev/parport\d+|/dev/usb/lp\d+
  pool:s<pve-poolid> protection:b reboot:b rng0:s<pve-qm-rng> sata[n]:s<#sata> scsi[n]:s<#scsi>
  scsihw:s{lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi} searchdomain:s serial[n]:s~(/dev/[^,]+|socket) shares:i(0..50000)
  smbios1:s<pve-qm-smbios1>(..512) smp:i(1..) sockets:i(1..) spice_enhancements:s<#spice_enhancements> sshkeys:s<urlencoded> start:b
  startdate:s~(now|\d{4}-\d{1,2}-\d{1,2}(T\d{1,2}:\d{1,2}:\d{1,2})?) startup:s<pve-startup-order> storage:s<pve-storage-id> tablet:b
  tags:s<pve-tag-list> tdf:b template:b tpmstate0:s<#tpmstate> unique:b unused[n]:s<#unused> usb[n]:s<#usb> vcpus:i(1..) vga:s<#vga>
  virtio[n]:s<#virtio> virtiofs[n]:s<#virtiofs> vmgenid:s~(?:[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}|[01])
  vmid!:i<pve-vmid>(100..999999999) vmstatestorage:s<pve-storage-id> watchdog:s<pve-qm-watchdog>
DELETE /nodes/{node}/qemu/{vmid} | node daemon | ["perm","/vms/{vmid}",["VM.Allocate"]]
  destroy-unreferenced-disks:b node!:s<pve-node> purge:b skiplock:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid} | node | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/clone | node daemon | ["and",["perm","/vms/{vmid}",["VM.Clone"]],["or",["perm","/vms/{newid}",["VM.Allocate"]],["perm","/pool/{pool}",["VM.Allocate"],"require_param","pool"]]]
  bwlimit:i(0..) description:s format:s{raw|qcow2|vmdk} full:b name:s<dns-name> newid!:i<pve-vmid>(100..999999999) node!:s<pve-node> pool:s<pve-poolid>
  snapname:s<pve-configid>(..40) storage:s<pve-storage-id> target:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/cloudinit | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/cloudinit | node daemon | ["perm","/vms/{vmid}",["VM.Config.Cloudinit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/cloudinit/dump | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> type!:s{user|network|meta} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/config | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  current:b node!:s<pve-node> snapshot:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/config | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk","VM.Config.CDROM","VM.Config.CPU","VM.Config.Memory","VM.Config.Network","VM.Config.HWType","VM.Config.Options","VM.Config.Cloudinit"],"any",1]
  acpi:b affinity:s<pve-cpuset> agent:s<#agent> allow-ksm:b amd-sev:s<pve-qemu-sev-fmt> arch:s{x86_64|aarch64} args:s audio0:s<#audio> autostart:b
  background_delay:i(1..30) balloon:i(0..) bios:s{seabios|ovmf} boot:s<pve-qm-boot> bootdisk:s<pve-qm-bootdisk>~(ide|sata|scsi|virtio)\d+
  cdrom:s<pve-qm-ide> cicustom:s<pve-qm-cicustom> cipassword:s citype:s{configdrive2|nocloud|opennebula} ciupgrade:b ciuser:s cores:i(1..)
  cpu:s<pve-vm-cpu-conf> cpulimit:n(0..128) cpuunits:i(1..262144) delete:s<pve-configid-list> description:s(..8192) digest:s(..40) efidisk0:s<#efidisk>
  force:b freeze:b hookscript:s<pve-volume-id> hostpci[n]:s<pve-qm-hostpci> hotplug:s<pve-hotplug-features> hugepages:s{any|2|1024} ide[n]:s<#ide>
  import-working-storage:s<pve-storage-id> intel-tdx:s<pve-qemu-tdx-fmt> ipconfig[n]:s<pve-qm-ipconfig> ivshmem:s<#ivshmem> keephugepages:b
  keyboard:s{de|de-ch|da|en-gb|en-us|es|fi|fr|fr-be|fr-ca|fr-ch|hu|is|it|ja|lt|mk|nl|no|pl|pt|pt-br|sv|sl|tr} kvm:b localtime:b
  lock:s{backup|clone|create|migrate|rollback|snapshot|snapshot-delete|suspending|suspended} machine:s<#machine> memory:s<#memory>
  migrate_downtime:n(0..) migrate_speed:i(0..) name:s<dns-name> nameserver:s<address-list> net[n]:s<#net> node!:s<pve-node> numa:b numa[n]:s<#numa>
  onboot:b ostype:s{other|wxp|w2k|w2k3|w2k8|wvista|win7|win8|win10|win11|l24|l26|solaris} parallel[n]:s~/dev/parport\d+|/dev/usb/lp\d+ protection:b
  reboot:b revert:s<pve-configid-list> rng0:s<pve-qm-rng> sata[n]:s<#sata> scsi[n]:s<#scsi>
  scsihw:s{lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi} searchdomain:s serial[n]:s~(/dev/[^,]+|socket) shares:i(0..50000) skiplock:b
  smbios1:s<pve-qm-smbios1>(..512) smp:i(1..) sockets:i(1..) spice_enhancements:s<#spice_enhancements> sshkeys:s<urlencoded>
  startdate:s~(now|\d{4}-\d{1,2}-\d{1,2}(T\d{1,2}:\d{1,2}:\d{1,2})?) startup:s<pve-startup-order> tablet:b tags:s<pve-tag-list> tdf:b template:b
  tpmstate0:s<#tpmstate> unused[n]:s<#unused> usb[n]:s<#usb> vcpus:i(1..) vga:s<#vga> virtio[n]:s<#virtio> virtiofs[n]:s<#virtiofs>
  vmgenid:s~(?:[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}|[01]) vmid!:i<pve-vmid>(100..999999999) vmstatestorage:s<pve-storage-id>
  watchdog:s<pve-qm-watchdog>
PUT /nodes/{node}/qemu/{vmid}/config | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk","VM.Config.CDROM","VM.Config.CPU","VM.Config.Memory","VM.Config.Network","VM.Config.HWType","VM.Config.Options","VM.Config.Cloudinit"],"any",1]
  acpi:b affinity:s<pve-cpuset> agent:s<#agent> allow-ksm:b amd-sev:s<pve-qemu-sev-fmt> arch:s{x86_64|aarch64} args:s audio0:s<#audio> autostart:b
  balloon:i(0..) bios:s{seabios|ovmf} boot:s<pve-qm-boot> bootdisk:s<pve-qm-bootdisk>~(ide|sata|scsi|virtio)\d+ cdrom:s<pve-qm-ide>
  cicustom:s<pve-qm-cicustom> cipassword:s citype:s{configdrive2|nocloud|opennebula} ciupgrade:b ciuser:s cores:i(1..) cpu:s<pve-vm-cpu-conf>
  cpulimit:n(0..128) cpuunits:i(1..262144) delete:s<pve-configid-list> description:s(..8192) digest:s(..40) efidisk0:s<#efidisk> force:b freeze:b
  hookscript:s<pve-volume-id> hostpci[n]:s<pve-qm-hostpci> hotplug:s<pve-hotplug-features> hugepages:s{any|2|1024} ide[n]:s<#ide>
  intel-tdx:s<pve-qemu-tdx-fmt> ipconfig[n]:s<pve-qm-ipconfig> ivshmem:s<#ivshmem> keephugepages:b
  keyboard:s{de|de-ch|da|en-gb|en-us|es|fi|fr|fr-be|fr-ca|fr-ch|hu|is|it|ja|lt|mk|nl|no|pl|pt|pt-br|sv|sl|tr} kvm:b localtime:b
  lock:s{backup|clone|create|migrate|rollback|snapshot|snapshot-delete|suspending|suspended} machine:s<#machine> memory:s<#memory>
  migrate_downtime:n(0..) migrate_speed:i(0..) name:s<dns-name> nameserver:s<address-list> net[n]:s<#net> node!:s<pve-node> numa:b numa[n]:s<#numa>
  onboot:b ostype:s{other|wxp|w2k|w2k3|w2k8|wvista|win7|win8|win10|win11|l24|l26|solaris} parallel[n]:s~/dev/parport\d+|/dev/usb/lp\d+ protection:b
  reboot:b revert:s<pve-configid-list> rng0:s<pve-qm-rng> sata[n]:s<#sata> scsi[n]:s<#scsi>
  scsihw:s{lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi} searchdomain:s serial[n]:s~(/dev/[^,]+|socket) shares:i(0..50000) skiplock:b
  smbios1:s<pve-qm-smbios1>(..512) smp:i(1..) sockets:i(1..) spice_enhancements:s<#spice_enhancements> sshkeys:s<urlencoded>
  startdate:s~(now|\d{4}-\d{1,2}-\d{1,2}(T\d{1,2}:\d{1,2}:\d{1,2})?) startup:s<pve-startup-order> tablet:b tags:s<pve-tag-list> tdf:b template:b
  tpmstate0:s<#tpmstate> unused[n]:s<#unused> usb[n]:s<#usb> vcpus:i(1..) vga:s<#vga> virtio[n]:s<#virtio> virtiofs[n]:s<#virtiofs>
  vmgenid:s~(?:[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}|[01]) vmid!:i<pve-vmid>(100..999999999) vmstatestorage:s<pve-storage-id>
  watchdog:s<pve-qm-watchdog>
GET /nodes/{node}/qemu/{vmid}/feature | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  feature!:s{snapshot|clone|copy} node!:s<pve-node> snapname:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall | - | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall/log | node daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  limit:i(0..) node!:s<pve-node> since:i(0..) start:i(0..) until:i(0..) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall/options | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/firewall/options | node daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  delete:s<pve-configid-list> dhcp:b digest:s(..64) enable:b ipfilter:b log_level_in:s{emerg|alert|crit|err|warning|notice|info|debug|nolog}
  log_level_out:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macfilter:b ndp:b node!:s<pve-node> policy_in:s{ACCEPT|REJECT|DROP}
  policy_out:s{ACCEPT|REJECT|DROP} radv:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall/refs | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> type:s{alias|ipset} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall/rules | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/firewall/rules | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  action!:s(2..20)~[A-Za-z][A-Za-z0-9\-\_]+ comment:s dest:s<pve-fw-addr-spec>(..512) digest:s(..64) dport:s<pve-fw-dport-spec> enable:i(0..)
  icmp-type:s<pve-fw-icmp-type-spec> iface:s<pve-iface>(2..20) log:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macro:s(..128)
  node!:s<pve-node> pos:i(0..) proto:s<pve-fw-protocol-spec> source:s<pve-fw-addr-spec>(..512) sport:s<pve-fw-sport-spec> type!:s{in|out|forward|group}
  vmid!:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/qemu/{vmid}/firewall/rules/{pos} | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  digest:s(..64) node!:s<pve-node> pos:i(0..) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/firewall/rules/{pos} | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> pos:i(0..) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/firewall/rules/{pos} | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  action:s(2..20)~[A-Za-z][A-Za-z0-9\-\_]+ comment:s delete:s<pve-configid-list> dest:s<pve-fw-addr-spec>(..512) digest:s(..64)
  dport:s<pve-fw-dport-spec> enable:i(0..) icmp-type:s<pve-fw-icmp-type-spec> iface:s<pve-iface>(2..20)
  log:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macro:s(..128) moveto:i(0..) node!:s<pve-node> pos:i(0..) proto:s<pve-fw-protocol-spec>
  source:s<pve-fw-addr-spec>(..512) sport:s<pve-fw-sport-spec> type:s{in|out|forward|group} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  node!:s<pve-node> target:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  bwlimit:i(0..) force:b migration_network:s<CIDR> migration_type:s{secure|insecure} node!:s<pve-node> online:b target!:s<pve-node>
  targetstorage:s<storage-pair-list> vmid!:i<pve-vmid>(100..999999999) with-conntrack-state:b with-local-disks:b
POST /nodes/{node}/qemu/{vmid}/monitor | node daemon | ["perm","/vms/{vmid}",["Sys.Audit","Sys.Modify"],"any",1]
  command!:s node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/move_disk | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk"]]
  bwlimit:i(0..) delete:b digest:s(..40)
  disk!:s{ide0|ide1|ide2|ide3|scsi0|scsi1|scsi2|scsi3|scsi4|scsi5|scsi6|scsi7|scsi8|scsi9|scsi10|scsi11|scsi12|scsi13|scsi14|scsi15|scsi16|scsi17|scsi18|scsi19|scsi20|scsi21|scsi22|scsi23|scsi24|scsi25|scsi26|scsi27|scsi28|scsi29|scsi30|virtio0|virtio1|virtio2|virtio3|virtio4|virtio5|virtio6|virtio7|virtio8|virtio9|virtio10|virtio11|virtio12|virtio13|virtio14|virtio15|sata0|sata1|sata2|sata3|sata4|sata5|efidisk0|tpmstate0|unused0|unused1|unused2|unused3|unused4|unused5|unused6|unused7|unused8|unused9|unused10|unused11|unused12|unused13|unused14|unused15|unused16|unused17|unused18|unused19|unused20|unused21|unused22|unused23|unused24|unused25|unused26|unused27|unused28|unused29|unused30|unused31|unused32|unused33|unused34|unused35|unused36|unused37|unused38|unused39|unused40|unused41|unused42|unused43|unused44|unused45|unused46|unused47|unused48|unused49|unused50|unused51|unused52|unused53|unused54|unused55|unused56|unused57|unused58|unused59|unused60|unused61|unused62|unused63|unused64|unused65|unused66|unused67|unused68|unused69|unused70|unused71|unused72|unused73|unused74|unused75|unused76|unused77|unused78|unused79|unused80|unused81|unused82|unused83|unused84|unused85|unused86|unused87|unused88|unused89|unused90|unused91|unused92|unused93|unused94|unused95|unused96|unused97|unused98|unused99|unused100|unused101|unused102|unused103|unused104|unused105|unused106|unused107|unused108|unused109|unused110|unused111|unused112|unused113|unused114|unused115|unused116|unused117|unused118|unused119|unused120|unused121|unused122|unused123|unused124|unused125|unused126|unused127|unused128|unused129|unused130|unused131|unused132|unused133|unused134|unused135|unused136|unused137|unused138|unused139|unused140|unused141|unused142|unused143|unused144|unused145|unused146|unused147|unused148|unused149|unused150|unused151|unused152|unused153|unused154|unused155|unused156|unused157|unused158|unused159|unused160|unused161|unused162|unused163|unused164|unused165|unused166|unused167|unused168|unused169|unused170|unused171|unused172|unused173|unused174|unused175|unused176|unused177|unused178|unused179|unused180|unused181|unused182|unused183|unused184|unused185|unused186|unused187|unused188|unused189|unused190|unused191|unused192|unused193|unused194|unused195|unused196|unused197|unused198|unused199|unused200|unused201|unused202|unused203|unused204|unused205|unused206|unused207|unused208|unused209|unused210|unused211|unused212|unused213|unused214|unused215|unused216|unused217|unused218|unused219|unused220|unused221|unused222|unused223|unused224|unused225|unused226|unused227|unused228|unused229|unused230|unused231|unused232|unused233|unused234|unused235|unused236|unused237|unused238|unused239|unused240|unused241|unused242|unused243|unused244|unused245|unused246|unused247|unused248|unused249|unused250|unused251|unused252|unused253|unused254|unused255}
  format:s{raw|qcow2|vmdk} node!:s<pve-node> storage:s<pve-storage-id> target-digest:s(..40)
  target-disk:s{ide0|ide1|ide2|ide3|scsi0|scsi1|scsi2|scsi3|scsi4|scsi5|scsi6|scsi7|scsi8|scsi9|scsi10|scsi11|scsi12|scsi13|scsi14|scsi15|scsi16|scsi17|scsi18|scsi19|scsi20|scsi21|scsi22|scsi23|scsi24|scsi25|scsi26|scsi27|scsi28|scsi29|scsi30|virtio0|virtio1|virtio2|virtio3|virtio4|virtio5|virtio6|virtio7|virtio8|virtio9|virtio10|virtio11|virtio12|virtio13|virtio14|virtio15|sata0|sata1|sata2|sata3|sata4|sata5|efidisk0|tpmstate0|unused0|unused1|unused2|unused3|unused4|unused5|unused6|unused7|unused8|unused9|unused10|unused11|unused12|unused13|unused14|unused15|unused16|unused17|unused18|unused19|unused20|unused21|unused22|unused23|unused24|unused25|unused26|unused27|unused28|unused29|unused30|unused31|unused32|unused33|unused34|unused35|unused36|unused37|unused38|unused39|unused40|unused41|unused42|unused43|unused44|unused45|unused46|unused47|unused48|unused49|unused50|unused51|unused52|unused53|unused54|unused55|unused56|unused57|unused58|unused59|unused60|unused61|unused62|unused63|unused64|unused65|unused66|unused67|unused68|unused69|unused70|unused71|unused72|unused73|unused74|unused75|unused76|unused77|unused78|unused79|unused80|unused81|unused82|unused83|unused84|unused85|unused86|unused87|unused88|unused89|unused90|unused91|unused92|unused93|unused94|unused95|unused96|unused97|unused98|unused99|unused100|unused101|unused102|unused103|unused104|unused105|unused106|unused107|unused108|unused109|unused110|unused111|unused112|unused113|unused114|unused115|unused116|unused117|unused118|unused119|unused120|unused121|unused122|unused123|unused124|unused125|unused126|unused127|unused128|unused129|unused130|unused131|unused132|unused133|unused134|unused135|unused136|unused137|unused138|unused139|unused140|unused141|unused142|unused143|unused144|unused145|unused146|unused147|unused148|unused149|unused150|unused151|unused152|unused153|unused154|unused155|unused156|unused157|unused158|unused159|unused160|unused161|unused162|unused163|unused164|unused165|unused166|unused167|unused168|unused169|unused170|unused171|unused172|unused173|unused174|unused175|unused176|unused177|unused178|unused179|unused180|unused181|unused182|unused183|unused184|unused185|unused186|unused187|unused188|unused189|unused190|unused191|unused192|unused193|unused194|unused195|unused196|unused197|unused198|unused199|unused200|unused201|unused202|unused203|unused204|unused205|unused206|unused207|unused208|unused209|unused210|unused211|unused212|unused213|unused214|unused215|unused216|unused217|unused218|unused219|unused220|unused221|unused222|unused223|unused224|unused225|unused226|unused227|unused228|unused229|unused230|unused231|unused232|unused233|unused234|unused235|unused236|unused237|unused238|unused239|unused240|unused241|unused242|unused243|unused244|unused245|unused246|unused247|unused248|unused249|unused250|unused251|unused252|unused253|unused254|unused255}
  target-vmid:i<pve-vmid>(100..999999999) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/pending | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/remote_migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  bwlimit:i(0..) delete:b node!:s<pve-node> online:b target-bridge!:s<bridge-pair-list> target-endpoint!:s<proxmox-remote>
  target-storage!:s<storage-pair-list> target-vmid:i<pve-vmid>(100..999999999) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/resize | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk"]]
  digest:s(..40)
  disk!:s{ide0|ide1|ide2|ide3|scsi0|scsi1|scsi2|scsi3|scsi4|scsi5|scsi6|scsi7|scsi8|scsi9|scsi10|scsi11|scsi12|scsi13|scsi14|scsi15|scsi16|scsi17|scsi18|scsi19|scsi20|scsi21|scsi22|scsi23|scsi24|scsi25|scsi26|scsi27|scsi28|scsi29|scsi30|virtio0|virtio1|virtio2|virtio3|virtio4|virtio5|virtio6|virtio7|virtio8|virtio9|virtio10|virtio11|virtio12|virtio13|virtio14|virtio15|sata0|sata1|sata2|sata3|sata4|sata5|efidisk0|tpmstate0}
  node!:s<pve-node> size!:s~\+?\d+(\.\d+)?[KMGT]? skiplock:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/rrd | daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  cf:s{AVERAGE|MAX} ds!:s<pve-configid-list> node!:s<pve-node> timeframe!:s{hour|day|week|month|year} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/rrddata | daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  cf:s{AVERAGE|MAX} node!:s<pve-node> timeframe!:s{hour|day|week|month|year} vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/sendkey | node daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  key!:s node!:s<pve-node> skiplock:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/snapshot | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/snapshot | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  description:s node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999) vmstate:b
DELETE /nodes/{node}/qemu/{vmid}/snapshot/{snapname} | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  force:b node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/snapshot/{snapname} | - | all
  node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/config | node | ["perm","/vms/{vmid}",["VM.Snapshot","VM.Snapshot.Rollback","VM.Audit"],"any",1]
  node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/config | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  description:s node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/rollback | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot","VM.Snapshot.Rollback"],"any",1]
  node!:s<pve-node> snapname!:s<pve-configid>(..40) start:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/spiceproxy | node daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  node!:s<pve-node> proxy:s<address> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/status | node | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/qemu/{vmid}/status/current | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/reboot | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> timeout:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/reset | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> skiplock:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/resume | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  nocheck:b node!:s<pve-node> skiplock:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/shutdown | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  forceStop:b keepActive:b node!:s<pve-node> skiplock:b timeout:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/start | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  force-cpu:s machine:s<#machine> migratedfrom:s<pve-node> migration_network:s<CIDR> migration_type:s{secure|insecure}
  nets-host-mtu:s~net\d+=\d+(,net\d+=\d+)* node!:s<pve-node> skiplock:b stateuri:s(..128) targetstorage:s<storage-pair-list> timeout:i(0..)
  vmid!:i<pve-vmid>(100..999999999) with-conntrack-state:b
POST /nodes/{node}/qemu/{vmid}/status/stop | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  keepActive:b migratedfrom:s<pve-node> node!:s<pve-node> overrule-shutdown:b skiplock:b timeout:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/status/suspend | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> skiplock:b statestorage:s<pve-storage-id> todisk:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/template | node daemon | ["perm","/vms/{vmid}",["VM.Allocate"]]
  disk:s{ide0|ide1|ide2|ide3|scsi0|scsi1|scsi2|scsi3|scsi4|scsi5|scsi6|scsi7|scsi8|scsi9|scsi10|scsi11|scsi12|scsi13|scsi14|scsi15|scsi16|scsi17|scsi18|scsi19|scsi20|scsi21|scsi22|scsi23|scsi24|scsi25|scsi26|scsi27|scsi28|scsi29|scsi30|virtio0|virtio1|virtio2|virtio3|virtio4|virtio5|virtio6|virtio7|virtio8|virtio9|virtio10|virtio11|virtio12|virtio13|virtio14|virtio15|sata0|sata1|sata2|sata3|sata4|sata5|efidisk0|tpmstate0}
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/termproxy | daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  node!:s<pve-node> serial:s{serial0|serial1|serial2|serial3} vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/qemu/{vmid}/unlink | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk"]]
  force:b idlist!:s<pve-configid-list> node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/qemu/{vmid}/vncproxy | daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  generate-password:b node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999) websocket:b
`;
