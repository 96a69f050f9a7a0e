import { WorldBuilder } from '../pve/world/WorldBuilder';

/** The tokens that every site offers to tests and to the demo. */
export const siteTokens = {
  root: { userid: 'root@pam', id: 'simulator' },
  inventory: { userid: 'rackstage@pve', id: 'inventory' },
  day2: { userid: 'rackstage@pve', id: 'day2' },
  provisioning: { userid: 'rackstage@pve', id: 'provisioning' },
  none: { userid: 'rackstage@pve', id: 'none' },
  capmox: { userid: 'capmox@pve', id: 'capi' },
} as const;

export type SiteTokenName = keyof typeof siteTokens;

/** Password of the superuser on every simulated site. */
export const rootPassword = 'rackstage-simulator';

const inventory = [
  'VM.Audit',
  'VM.GuestAgent.Audit',
  'Sys.Audit',
  'Datastore.Audit',
  'SDN.Audit',
  'Pool.Audit',
];
const day2 = [
  ...inventory,
  'VM.PowerMgmt',
  'VM.Snapshot',
  'VM.Snapshot.Rollback',
  'VM.Backup',
  'VM.Migrate',
  'VM.Console',
  'Datastore.AllocateSpace',
];
const provisioning = [
  ...inventory,
  'VM.Allocate',
  'VM.Clone',
  'VM.PowerMgmt',
  'VM.Config.CPU',
  'VM.Config.Memory',
  'VM.Config.Disk',
  'VM.Config.Network',
  'VM.Config.Options',
  'VM.Config.Cloudinit',
  'VM.Config.CDROM',
  'VM.Config.HWType',
  'VM.GuestAgent.FileRead',
  'VM.GuestAgent.FileWrite',
  'VM.GuestAgent.Unrestricted',
  'Datastore.AllocateSpace',
  'Datastore.AllocateTemplate',
  'SDN.Use',
  'Pool.Audit',
  'Sys.AccessNetwork',
];

/** Pool of the machines that a Cluster API provider makes. */
export const workerPool = 'capi';

/** What the Cluster API provider for Proxmox documents as the least that it needs. */
function addProvider(builder: WorldBuilder, secret: string): void {
  const { userid, id } = siteTokens.capmox;
  builder
    .addUser({
      userid,
      password: rootPassword,
      properties: { comment: 'Cluster API provider' },
    })
    .addRole({ id: 'SysAudit', privileges: ['Sys.Audit'] })
    .addRole({ id: 'AllocateSpace', privileges: ['Datastore.AllocateSpace'] })
    .addToken({ userid, id, secret, hasSeparatePrivileges: false });
  const grants: [path: string, roleid: string, propagate?: boolean][] = [
    ['/', 'SysAudit', false],
    ['/nodes', 'SysAudit'],
    [`/pool/${workerPool}`, 'PVEVMAdmin', false],
    ['/pool/platform', 'PVETemplateUser', false],
    ['/sdn/zones/localnetwork/vmbr0', 'PVESDNUser'],
    ['/storage/local', 'PVEDatastoreAdmin'],
    ['/storage/local-lvm', 'AllocateSpace'],
    ['/storage/ceph-vm', 'AllocateSpace'],
  ];
  for (const [path, roleid, propagate] of grants) {
    builder.addAcl({ path, type: 'user', ugid: userid, roleid, propagate });
  }
}

/** Adds the least-privilege users, roles and tokens that clients should use. */
export function addAccess(
  builder: WorldBuilder,
  secrets: Record<SiteTokenName, string>,
): void {
  builder
    .addUser({ userid: 'root@pam', password: rootPassword })
    .addUser({
      userid: 'rackstage@pve',
      password: rootPassword,
      properties: { comment: 'Portal' },
    })
    .addRole({ id: 'RackstageInventory', privileges: inventory })
    .addRole({ id: 'RackstageOperator', privileges: day2 })
    .addRole({
      id: 'RackstageProvisioner',
      privileges: [...new Set([...day2, ...provisioning])],
    })
    .addAcl({
      path: '/',
      type: 'user',
      ugid: 'rackstage@pve',
      roleid: 'RackstageProvisioner',
    });
  const roles: Partial<Record<SiteTokenName, string>> = {
    inventory: 'RackstageInventory',
    day2: 'RackstageOperator',
    provisioning: 'RackstageProvisioner',
  };
  addProvider(builder, secrets.capmox);
  for (const [name, { userid, id }] of Object.entries(siteTokens)) {
    const key = name as SiteTokenName;
    if (key === 'capmox') continue;
    builder.addToken({
      userid,
      id,
      secret: secrets[key],
      hasSeparatePrivileges: key !== 'root',
    });
    const roleid = roles[key];
    if (roleid) {
      builder.addAcl({
        path: '/',
        type: 'token',
        ugid: `${userid}!${id}`,
        roleid,
      });
    }
  }
}
