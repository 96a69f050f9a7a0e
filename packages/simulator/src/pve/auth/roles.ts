const groups: Record<string, string> = {
  Datastore: 'Allocate AllocateSpace AllocateTemplate Audit',
  Group: 'Allocate',
  Mapping: 'Audit Modify Use',
  Permissions: 'Modify',
  Pool: 'Allocate Audit',
  Realm: 'Allocate AllocateUser',
  SDN: 'Allocate Audit Use',
  Sys: 'AccessNetwork Audit Console Incoming Modify PowerMgmt Syslog',
  User: 'Modify',
  VM:
    'Allocate Audit Backup Clone Config.CDROM Config.CPU Config.Cloudinit Config.Disk ' +
    'Config.HWType Config.Memory Config.Network Config.Options Console GuestAgent.Audit ' +
    'GuestAgent.FileRead GuestAgent.FileSystemMgmt GuestAgent.FileWrite ' +
    'GuestAgent.Unrestricted Migrate PowerMgmt Replicate Snapshot Snapshot.Rollback',
};

/** Every privilege that Proxmox VE 9 knows. */
export const allPrivileges: readonly string[] = Object.entries(groups).flatMap(
  ([group, names]) => names.split(' ').map(name => `${group}.${name}`),
);

function those(
  pattern: RegExp,
  ...except: string[]
): (privilege: string) => boolean {
  return privilege => pattern.test(privilege) && !except.includes(privilege);
}

function pick(keep: (privilege: string) => boolean): string[] {
  return allPrivileges.filter(keep);
}

/** The roles that every Proxmox VE 9 has and nobody can change. */
export const builtInRoles: Readonly<Record<string, readonly string[]>> = {
  Administrator: allPrivileges,
  NoAccess: [],
  PVEAdmin: pick(
    those(
      /./,
      'Mapping.Modify',
      'Permissions.Modify',
      'Realm.Allocate',
      'Sys.AccessNetwork',
      'Sys.Incoming',
      'Sys.Modify',
      'Sys.PowerMgmt',
    ),
  ),
  PVEAuditor: pick(those(/\.Audit$/)),
  PVEDatastoreAdmin: pick(those(/^Datastore\./)),
  PVEDatastoreUser: ['Datastore.AllocateSpace', 'Datastore.Audit'],
  PVEMappingAdmin: pick(those(/^Mapping\./)),
  PVEMappingUser: ['Mapping.Audit', 'Mapping.Use'],
  PVEPoolAdmin: ['Pool.Allocate', 'Pool.Audit'],
  PVEPoolUser: ['Pool.Audit'],
  PVESDNAdmin: pick(those(/^SDN\./)),
  PVESDNUser: ['SDN.Audit', 'SDN.Use'],
  PVESysAdmin: ['Sys.Audit', 'Sys.Console', 'Sys.Syslog'],
  PVETemplateUser: ['VM.Audit', 'VM.Clone'],
  PVEUserAdmin: ['Group.Allocate', 'Realm.AllocateUser', 'User.Modify'],
  PVEVMAdmin: pick(those(/^VM\./)),
  PVEVMUser: [
    'VM.Audit',
    'VM.Backup',
    'VM.Config.CDROM',
    'VM.Config.Cloudinit',
    'VM.Console',
    'VM.GuestAgent.Audit',
    'VM.GuestAgent.FileRead',
    'VM.GuestAgent.FileSystemMgmt',
    'VM.GuestAgent.FileWrite',
    'VM.PowerMgmt',
  ],
};
