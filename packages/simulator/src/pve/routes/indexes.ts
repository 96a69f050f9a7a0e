import { Call, Handlers } from '../Call';

const guestNames =
  'config pending status migrate resize rrd rrddata snapshot spiceproxy termproxy vncproxy vncwebsocket firewall feature clone template';

/** `path | key of each row | names`, where the API only lists what is below. */
const table = `
/cluster | name | acme backup backup-info bulk-action ceph config firewall ha jobs log mapping metrics nextid notifications options qemu replication resources sdn status tasks
/ | subdir | version cluster nodes storage access pools
/cluster/backup-info | subdir | not-backed-up
/cluster/bulk-action | name | guest
/cluster/bulk-action/guest | name | migrate shutdown start suspend
/cluster/config | name | apiversion join nodes qdevice totem
/cluster/firewall | name | aliases groups ipset macros options refs rules
/cluster/ha | id | status resources groups rules
/cluster/ha/status | name | arm-ha current disarm-ha manager_status
/cluster/jobs | subdir | schedule-analyze realm-sync
/cluster/metrics | name | server export
/cluster/notifications | name | endpoints matchers targets
/cluster/qemu | name | cpu-flags custom-cpu-models
/cluster/sdn | id | vnets zones controllers ipams dns fabrics
/cluster/sdn/fabrics | subdir | fabric node all
/nodes/{node} | name | aplinfo apt capabilities ceph certificates config disks dns firewall hardware hosts journal lxc migrateall netstat network qemu query-oci-repo-tags query-url-metadata replication report rrd rrddata scan sdn services spiceshell startall status stopall storage subscription suspendall syslog tasks termproxy time version vncshell vncwebsocket vzdump wakeonlan
/nodes/{node}/apt | id | changelog repositories update versions
/nodes/{node}/capabilities | name | qemu
/nodes/{node}/capabilities/qemu | name | cpu cpu-flags machines migration
/nodes/{node}/ceph | name | cfg cmd-safety crush fs init log mds mgr mon osd pool restart rules start status stop
/nodes/{node}/certificates | name | acme info custom
/nodes/{node}/disks | name | directory initgpt list lvm lvmthin smart wipedisk zfs
/nodes/{node}/firewall | name | log options rules
/nodes/{node}/hardware | type | pci usb
/nodes/{node}/hardware/pci/{pci-id-or-mapping} | method | mdev
/nodes/{node}/scan | method | cifs iscsi lvm lvmthin nfs pbs zfs
/nodes/{node}/sdn | id | zones vnets fabrics
/nodes/{node}/sdn/fabrics/{fabric} | subdir | routes neighbors interfaces
/nodes/{node}/sdn/vnets/{vnet} | subdir | mac-vrf
/nodes/{node}/sdn/zones/{zone} | subdir | content bridges ip-vrf
/nodes/{node}/services/{service} | subdir | reload restart start state stop
/nodes/{node}/qemu/{vmid} | subdir | ${guestNames} agent cloudinit dbus-vmstate monitor move_disk sendkey unlink
/nodes/{node}/qemu/{vmid}/agent | name | exec exec-status file-read file-write fsfreeze-freeze fsfreeze-status fsfreeze-thaw fstrim get-fsinfo get-host-name get-memory-block-info get-memory-blocks get-osinfo get-time get-timezone get-users get-vcpus info network-get-interfaces ping set-user-password shutdown suspend-disk suspend-hybrid suspend-ram
/nodes/{node}/qemu/{vmid}/firewall | name | aliases ipset log options refs rules
/nodes/{node}/qemu/{vmid}/status | subdir | current reboot reset resume shutdown start stop suspend
/nodes/{node}/lxc/{vmid} | subdir | ${guestNames} interfaces move_volume
/nodes/{node}/lxc/{vmid}/firewall | name | aliases ipset log options refs rules
/nodes/{node}/lxc/{vmid}/status | subdir | current reboot resume shutdown start stop suspend
`;

function readIndex(line: string): [string, (call: Call) => unknown] {
  const [path, key, names] = line.split(' | ');
  const rows = names.split(' ').map(name => ({ [key]: name }));
  const isGuest = path.includes('{vmid}');
  return [
    `GET ${path}`,
    call => {
      if (isGuest) call.guest();
      return rows;
    },
  ];
}

/** Calls that only list the calls below them. */
export const indexRoutes: Handlers = Object.fromEntries(
  table.trim().split('\n').map(readIndex),
);
