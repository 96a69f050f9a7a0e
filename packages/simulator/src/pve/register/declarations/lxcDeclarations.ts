/** What the API declares about the lxc calls; the syntax is described in ../parseDeclarations.ts. */
export const lxcDeclarations = String.raw`
GET /nodes/{node}/lxc | node daemon | all
  node!:s<pve-node>
POST /nodes/{node}/lxc | node daemon | all
  arch:s{amd64|i386|arm64|armhf|riscv32|riscv64} bwlimit:n(0..) cmode:s{shell|console|tty} console:b cores:i(1..8192) cpulimit:n(0..8192)
  cpuunits:i(0..500000) debug:b description:s(..8192) dev[n]:s<#dev> entrypoint:s env:s features:s<#features> force:b ha-managed:b
  hookscript:s<pve-volume-id> hostname:s<dns-name>(..255) ignore-unpack-errors:b
  lock:s{backup|create|destroyed|disk|fstrim|migrate|mounted|rollback|snapshot|snapshot-delete} memory:i(16..) mp[n]:s<#mp>
  nameserver:s<lxc-ip-with-ll-iface-list> net[n]:s<#net-2> node!:s<pve-node> onboot:b ostemplate!:s(..255)
  ostype:s{debian|devuan|ubuntu|centos|fedora|opensuse|archlinux|alpine|gentoo|nixos|unmanaged} password:s(5..) pool:s<pve-poolid> protection:b
  restore:b rootfs:s<#rootfs> searchdomain:s<dns-name-list> ssh-public-keys:s start:b startup:s<pve-startup-order> storage:s<pve-storage-id> swap:i(0..)
  tags:s<pve-tag-list> template:b timezone:s<pve-ct-timezone> tty:i(0..6) unique:b unprivileged:b unused[n]:s<#unused-2>
  vmid!:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/lxc/{vmid} | node daemon | ["perm","/vms/{vmid}",["VM.Allocate"]]
  destroy-unreferenced-disks:b force:b node!:s<pve-node> purge:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid} | node | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/clone | node daemon | ["and",["perm","/vms/{vmid}",["VM.Clone"]],["or",["perm","/vms/{newid}",["VM.Allocate"]],["perm","/pool/{pool}",["VM.Allocate"],"require_param","pool"]]]
  bwlimit:n(0..) description:s full:b hostname:s<dns-name> newid!:i<pve-vmid>(100..999999999) node!:s<pve-node> pool:s<pve-poolid>
  snapname:s<pve-configid>(..40) storage:s<pve-storage-id> target:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/config | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  current:b node!:s<pve-node> snapshot:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/lxc/{vmid}/config | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk","VM.Config.CPU","VM.Config.Memory","VM.Config.Network","VM.Config.Options"],"any",1]
  arch:s{amd64|i386|arm64|armhf|riscv32|riscv64} cmode:s{shell|console|tty} console:b cores:i(1..8192) cpulimit:n(0..8192) cpuunits:i(0..500000) debug:b
  delete:s<pve-configid-list> description:s(..8192) dev[n]:s<#dev> digest:s(..40) entrypoint:s env:s features:s<#features> hookscript:s<pve-volume-id>
  hostname:s<dns-name>(..255) lock:s{backup|create|destroyed|disk|fstrim|migrate|mounted|rollback|snapshot|snapshot-delete} memory:i(16..) mp[n]:s<#mp>
  nameserver:s<lxc-ip-with-ll-iface-list> net[n]:s<#net-2> node!:s<pve-node> onboot:b
  ostype:s{debian|devuan|ubuntu|centos|fedora|opensuse|archlinux|alpine|gentoo|nixos|unmanaged} protection:b revert:s<pve-configid-list>
  rootfs:s<#rootfs> searchdomain:s<dns-name-list> startup:s<pve-startup-order> swap:i(0..) tags:s<pve-tag-list> template:b timezone:s<pve-ct-timezone>
  tty:i(0..6) unprivileged:b unused[n]:s<#unused-2> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/feature | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  feature!:s{snapshot|clone|copy} node!:s<pve-node> snapname:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall | - | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall/log | node daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  limit:i(0..) node!:s<pve-node> since:i(0..) start:i(0..) until:i(0..) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall/options | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/lxc/{vmid}/firewall/options | node daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  delete:s<pve-configid-list> dhcp:b digest:s(..64) enable:b ipfilter:b log_level_in:s{emerg|alert|crit|err|warning|notice|info|debug|nolog}
  log_level_out:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macfilter:b ndp:b node!:s<pve-node> policy_in:s{ACCEPT|REJECT|DROP}
  policy_out:s{ACCEPT|REJECT|DROP} radv:b vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall/refs | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> type:s{alias|ipset} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall/rules | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/firewall/rules | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  action!:s(2..20)~[A-Za-z][A-Za-z0-9\-\_]+ comment:s dest:s<pve-fw-addr-spec>(..512) digest:s(..64) dport:s<pve-fw-dport-spec> enable:i(0..)
  icmp-type:s<pve-fw-icmp-type-spec> iface:s<pve-iface>(2..20) log:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macro:s(..128)
  node!:s<pve-node> pos:i(0..) proto:s<pve-fw-protocol-spec> source:s<pve-fw-addr-spec>(..512) sport:s<pve-fw-sport-spec> type!:s{in|out|forward|group}
  vmid!:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/lxc/{vmid}/firewall/rules/{pos} | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  digest:s(..64) node!:s<pve-node> pos:i(0..) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/firewall/rules/{pos} | - | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> pos:i(0..) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/lxc/{vmid}/firewall/rules/{pos} | daemon | ["perm","/vms/{vmid}",["VM.Config.Network"]]
  action:s(2..20)~[A-Za-z][A-Za-z0-9\-\_]+ comment:s delete:s<pve-configid-list> dest:s<pve-fw-addr-spec>(..512) digest:s(..64)
  dport:s<pve-fw-dport-spec> enable:i(0..) icmp-type:s<pve-fw-icmp-type-spec> iface:s<pve-iface>(2..20)
  log:s{emerg|alert|crit|err|warning|notice|info|debug|nolog} macro:s(..128) moveto:i(0..) node!:s<pve-node> pos:i(0..) proto:s<pve-fw-protocol-spec>
  source:s<pve-fw-addr-spec>(..512) sport:s<pve-fw-sport-spec> type:s{in|out|forward|group} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/interfaces | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  node!:s<pve-node> target:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  bwlimit:n(0..) node!:s<pve-node> online:b restart:b target!:s<pve-node> target-storage:s<storage-pair-list> timeout:i
  vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/move_volume | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk"]]
  bwlimit:n(0..) delete:b digest:s(..40) node!:s<pve-node> storage:s<pve-storage-id> target-digest:s(..40) target-vmid:i<pve-vmid>(100..999999999)
  target-volume:s{rootfs|mp0|mp1|mp2|mp3|mp4|mp5|mp6|mp7|mp8|mp9|mp10|mp11|mp12|mp13|mp14|mp15|mp16|mp17|mp18|mp19|mp20|mp21|mp22|mp23|mp24|mp25|mp26|mp27|mp28|mp29|mp30|mp31|mp32|mp33|mp34|mp35|mp36|mp37|mp38|mp39|mp40|mp41|mp42|mp43|mp44|mp45|mp46|mp47|mp48|mp49|mp50|mp51|mp52|mp53|mp54|mp55|mp56|mp57|mp58|mp59|mp60|mp61|mp62|mp63|mp64|mp65|mp66|mp67|mp68|mp69|mp70|mp71|mp72|mp73|mp74|mp75|mp76|mp77|mp78|mp79|mp80|mp81|mp82|mp83|mp84|mp85|mp86|mp87|mp88|mp89|mp90|mp91|mp92|mp93|mp94|mp95|mp96|mp97|mp98|mp99|mp100|mp101|mp102|mp103|mp104|mp105|mp106|mp107|mp108|mp109|mp110|mp111|mp112|mp113|mp114|mp115|mp116|mp117|mp118|mp119|mp120|mp121|mp122|mp123|mp124|mp125|mp126|mp127|mp128|mp129|mp130|mp131|mp132|mp133|mp134|mp135|mp136|mp137|mp138|mp139|mp140|mp141|mp142|mp143|mp144|mp145|mp146|mp147|mp148|mp149|mp150|mp151|mp152|mp153|mp154|mp155|mp156|mp157|mp158|mp159|mp160|mp161|mp162|mp163|mp164|mp165|mp166|mp167|mp168|mp169|mp170|mp171|mp172|mp173|mp174|mp175|mp176|mp177|mp178|mp179|mp180|mp181|mp182|mp183|mp184|mp185|mp186|mp187|mp188|mp189|mp190|mp191|mp192|mp193|mp194|mp195|mp196|mp197|mp198|mp199|mp200|mp201|mp202|mp203|mp204|mp205|mp206|mp207|mp208|mp209|mp210|mp211|mp212|mp213|mp214|mp215|mp216|mp217|mp218|mp219|mp220|mp221|mp222|mp223|mp224|mp225|mp226|mp227|mp228|mp229|mp230|mp231|mp232|mp233|mp234|mp235|mp236|mp237|mp238|mp239|mp240|mp241|mp242|mp243|mp244|mp245|mp246|mp247|mp248|mp249|mp250|mp251|mp252|mp253|mp254|mp255|unused0|unused1|unused2|unused3|unused4|unused5|unused6|unused7|unused8|unused9|unused10|unused11|unused12|unused13|unused14|unused15|unused16|unused17|unused18|unused19|unused20|unused21|unused22|unused23|unused24|unused25|unused26|unused27|unused28|unused29|unused30|unused31|unused32|unused33|unused34|unused35|unused36|unused37|unused38|unused39|unused40|unused41|unused42|unused43|unused44|unused45|unused46|unused47|unused48|unused49|unused50|unused51|unused52|unused53|unused54|unused55|unused56|unused57|unused58|unused59|unused60|unused61|unused62|unused63|unused64|unused65|unused66|unused67|unused68|unused69|unused70|unused71|unused72|unused73|unused74|unused75|unused76|unused77|unused78|unused79|unused80|unused81|unused82|unused83|unused84|unused85|unused86|unused87|unused88|unused89|unused90|unused91|unused92|unused93|unused94|unused95|unused96|unused97|unused98|unused99|unused100|unused101|unused102|unused103|unused104|unused105|unused106|unused107|unused108|unused109|unused110|unused111|unused112|unused113|unused114|unused115|unused116|unused117|unused118|unused119|unused120|unused121|unused122|unused123|unused124|unused125|unused126|unused127|unused128|unused129|unused130|unused131|unused132|unused133|unused134|unused135|unused136|unused137|unused138|unused139|unused140|unused141|unused142|unused143|unused144|unused145|unused146|unused147|unused148|unused149|unused150|unused151|unused152|unused153|unused154|unused155|unused156|unused157|unused158|unused159|unused160|unused161|unused162|unused163|unused164|unused165|unused166|unused167|unused168|unused169|unused170|unused171|unused172|unused173|unused174|unused175|unused176|unused177|unused178|unused179|unused180|unused181|unused182|unused183|unused184|unused185|unused186|unused187|unused188|unused189|unused190|unused191|unused192|unused193|unused194|unused195|unused196|unused197|unused198|unused199|unused200|unused201|unused202|unused203|unused204|unused205|unused206|unused207|unused208|unused209|unused210|unused211|unused212|unused213|unused214|unused215|unused216|unused217|unused218|unused219|unused220|unused221|unused222|unused223|unused224|unused225|unused226|unused227|unused228|unused229|unused230|unused231|unused232|unused233|unused234|unused235|unused236|unused237|unused238|unused239|unused240|unused241|unused242|unused243|unused244|unused245|unused246|unused247|unused248|unused249|unused250|unused251|unused252|unused253|unused254|unused255}
  vmid!:i<pve-vmid>(100..999999999)
  volume!:s{rootfs|mp0|mp1|mp2|mp3|mp4|mp5|mp6|mp7|mp8|mp9|mp10|mp11|mp12|mp13|mp14|mp15|mp16|mp17|mp18|mp19|mp20|mp21|mp22|mp23|mp24|mp25|mp26|mp27|mp28|mp29|mp30|mp31|mp32|mp33|mp34|mp35|mp36|mp37|mp38|mp39|mp40|mp41|mp42|mp43|mp44|mp45|mp46|mp47|mp48|mp49|mp50|mp51|mp52|mp53|mp54|mp55|mp56|mp57|mp58|mp59|mp60|mp61|mp62|mp63|mp64|mp65|mp66|mp67|mp68|mp69|mp70|mp71|mp72|mp73|mp74|mp75|mp76|mp77|mp78|mp79|mp80|mp81|mp82|mp83|mp84|mp85|mp86|mp87|mp88|mp89|mp90|mp91|mp92|mp93|mp94|mp95|mp96|mp97|mp98|mp99|mp100|mp101|mp102|mp103|mp104|mp105|mp106|mp107|mp108|mp109|mp110|mp111|mp112|mp113|mp114|mp115|mp116|mp117|mp118|mp119|mp120|mp121|mp122|mp123|mp124|mp125|mp126|mp127|mp128|mp129|mp130|mp131|mp132|mp133|mp134|mp135|mp136|mp137|mp138|mp139|mp140|mp141|mp142|mp143|mp144|mp145|mp146|mp147|mp148|mp149|mp150|mp151|mp152|mp153|mp154|mp155|mp156|mp157|mp158|mp159|mp160|mp161|mp162|mp163|mp164|mp165|mp166|mp167|mp168|mp169|mp170|mp171|mp172|mp173|mp174|mp175|mp176|mp177|mp178|mp179|mp180|mp181|mp182|mp183|mp184|mp185|mp186|mp187|mp188|mp189|mp190|mp191|mp192|mp193|mp194|mp195|mp196|mp197|mp198|mp199|mp200|mp201|mp202|mp203|mp204|mp205|mp206|mp207|mp208|mp209|mp210|mp211|mp212|mp213|mp214|mp215|mp216|mp217|mp218|mp219|mp220|mp221|mp222|mp223|mp224|mp225|mp226|mp227|mp228|mp229|mp230|mp231|mp232|mp233|mp234|mp235|mp236|mp237|mp238|mp239|mp240|mp241|mp242|mp243|mp244|mp245|mp246|mp247|mp248|mp249|mp250|mp251|mp252|mp253|mp254|mp255|unused0|unused1|unused2|unused3|unused4|unused5|unused6|unused7|unused8|unused9|unused10|unused11|unused12|unused13|unused14|unused15|unused16|unused17|unused18|unused19|unused20|unused21|unused22|unused23|unused24|unused25|unused26|unused27|unused28|unused29|unused30|unused31|unused32|unused33|unused34|unused35|unused36|unused37|unused38|unused39|unused40|unused41|unused42|unused43|unused44|unused45|unused46|unused47|unused48|unused49|unused50|unused51|unused52|unused53|unused54|unused55|unused56|unused57|unused58|unused59|unused60|unused61|unused62|unused63|unused64|unused65|unused66|unused67|unused68|unused69|unused70|unused71|unused72|unused73|unused74|unused75|unused76|unused77|unused78|unused79|unused80|unused81|unused82|unused83|unused84|unused85|unused86|unused87|unused88|unused89|unused90|unused91|unused92|unused93|unused94|unused95|unused96|unused97|unused98|unused99|unused100|unused101|unused102|unused103|unused104|unused105|unused106|unused107|unused108|unused109|unused110|unused111|unused112|unused113|unused114|unused115|unused116|unused117|unused118|unused119|unused120|unused121|unused122|unused123|unused124|unused125|unused126|unused127|unused128|unused129|unused130|unused131|unused132|unused133|unused134|unused135|unused136|unused137|unused138|unused139|unused140|unused141|unused142|unused143|unused144|unused145|unused146|unused147|unused148|unused149|unused150|unused151|unused152|unused153|unused154|unused155|unused156|unused157|unused158|unused159|unused160|unused161|unused162|unused163|unused164|unused165|unused166|unused167|unused168|unused169|unused170|unused171|unused172|unused173|unused174|unused175|unused176|unused177|unused178|unused179|unused180|unused181|unused182|unused183|unused184|unused185|unused186|unused187|unused188|unused189|unused190|unused191|unused192|unused193|unused194|unused195|unused196|unused197|unused198|unused199|unused200|unused201|unused202|unused203|unused204|unused205|unused206|unused207|unused208|unused209|unused210|unused211|unused212|unused213|unused214|unused215|unused216|unused217|unused218|unused219|unused220|unused221|unused222|unused223|unused224|unused225|unused226|unused227|unused228|unused229|unused230|unused231|unused232|unused233|unused234|unused235|unused236|unused237|unused238|unused239|unused240|unused241|unused242|unused243|unused244|unused245|unused246|unused247|unused248|unused249|unused250|unused251|unused252|unused253|unused254|unused255}
GET /nodes/{node}/lxc/{vmid}/pending | node | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/remote_migrate | node daemon | ["perm","/vms/{vmid}",["VM.Migrate"]]
  bwlimit:n(0..) delete:b node!:s<pve-node> online:b restart:b target-bridge!:s<bridge-pair-list> target-endpoint!:s<proxmox-remote>
  target-storage!:s<storage-pair-list> target-vmid:i<pve-vmid>(100..999999999) timeout:i vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/lxc/{vmid}/resize | node daemon | ["perm","/vms/{vmid}",["VM.Config.Disk"],"any",1]
  digest:s(..40)
  disk!:s{rootfs|mp0|mp1|mp2|mp3|mp4|mp5|mp6|mp7|mp8|mp9|mp10|mp11|mp12|mp13|mp14|mp15|mp16|mp17|mp18|mp19|mp20|mp21|mp22|mp23|mp24|mp25|mp26|mp27|mp28|mp29|mp30|mp31|mp32|mp33|mp34|mp35|mp36|mp37|mp38|mp39|mp40|mp41|mp42|mp43|mp44|mp45|mp46|mp47|mp48|mp49|mp50|mp51|mp52|mp53|mp54|mp55|mp56|mp57|mp58|mp59|mp60|mp61|mp62|mp63|mp64|mp65|mp66|mp67|mp68|mp69|mp70|mp71|mp72|mp73|mp74|mp75|mp76|mp77|mp78|mp79|mp80|mp81|mp82|mp83|mp84|mp85|mp86|mp87|mp88|mp89|mp90|mp91|mp92|mp93|mp94|mp95|mp96|mp97|mp98|mp99|mp100|mp101|mp102|mp103|mp104|mp105|mp106|mp107|mp108|mp109|mp110|mp111|mp112|mp113|mp114|mp115|mp116|mp117|mp118|mp119|mp120|mp121|mp122|mp123|mp124|mp125|mp126|mp127|mp128|mp129|mp130|mp131|mp132|mp133|mp134|mp135|mp136|mp137|mp138|mp139|mp140|mp141|mp142|mp143|mp144|mp145|mp146|mp147|mp148|mp149|mp150|mp151|mp152|mp153|mp154|mp155|mp156|mp157|mp158|mp159|mp160|mp161|mp162|mp163|mp164|mp165|mp166|mp167|mp168|mp169|mp170|mp171|mp172|mp173|mp174|mp175|mp176|mp177|mp178|mp179|mp180|mp181|mp182|mp183|mp184|mp185|mp186|mp187|mp188|mp189|mp190|mp191|mp192|mp193|mp194|mp195|mp196|mp197|mp198|mp199|mp200|mp201|mp202|mp203|mp204|mp205|mp206|mp207|mp208|mp209|mp210|mp211|mp212|mp213|mp214|mp215|mp216|mp217|mp218|mp219|mp220|mp221|mp222|mp223|mp224|mp225|mp226|mp227|mp228|mp229|mp230|mp231|mp232|mp233|mp234|mp235|mp236|mp237|mp238|mp239|mp240|mp241|mp242|mp243|mp244|mp245|mp246|mp247|mp248|mp249|mp250|mp251|mp252|mp253|mp254|mp255}
  node!:s<pve-node> size!:s~\+?\d+(\.\d+)?[KMGT]? vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/rrd | daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  cf:s{AVERAGE|MAX} ds!:s<pve-configid-list> node!:s<pve-node> timeframe!:s{hour|day|week|month|year} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/rrddata | daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  cf:s{AVERAGE|MAX} node!:s<pve-node> timeframe!:s{hour|day|week|month|year} vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/snapshot | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/snapshot | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  description:s node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
DELETE /nodes/{node}/lxc/{vmid}/snapshot/{snapname} | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  force:b node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/snapshot/{snapname} | - | all
  node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/snapshot/{snapname}/config | node | ["perm","/vms/{vmid}",["VM.Snapshot","VM.Snapshot.Rollback","VM.Audit"],"any",1]
  node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
PUT /nodes/{node}/lxc/{vmid}/snapshot/{snapname}/config | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot"]]
  description:s node!:s<pve-node> snapname!:s<pve-configid>(..40) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/snapshot/{snapname}/rollback | node daemon | ["perm","/vms/{vmid}",["VM.Snapshot","VM.Snapshot.Rollback"],"any",1]
  node!:s<pve-node> snapname!:s<pve-configid>(..40) start:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/spiceproxy | node daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  node!:s<pve-node> proxy:s<address> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/status | node | all
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
GET /nodes/{node}/lxc/{vmid}/status/current | node daemon | ["perm","/vms/{vmid}",["VM.Audit"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/reboot | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> timeout:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/resume | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/shutdown | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  forceStop:b node!:s<pve-node> timeout:i(0..) vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/start | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  debug:b node!:s<pve-node> skiplock:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/stop | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> overrule-shutdown:b skiplock:b vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/status/suspend | node daemon | ["perm","/vms/{vmid}",["VM.PowerMgmt"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/template | node daemon | ["perm","/vms/{vmid}",["VM.Allocate"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/termproxy | daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999)
POST /nodes/{node}/lxc/{vmid}/vncproxy | daemon | ["perm","/vms/{vmid}",["VM.Console"]]
  height:i(16..2160) node!:s<pve-node> vmid!:i<pve-vmid>(100..999999999) websocket:b width:i(16..4096)
`;
