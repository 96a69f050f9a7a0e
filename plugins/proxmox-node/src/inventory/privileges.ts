import { EffectivePermissions } from '../pve';
import { hasPrivilege } from '../pve/toModel/hasPrivilege';

/** A privilege on a path of Proxmox's access control. */
export interface Privilege {
  privilege: string;
  path: string;
}

/** Whether the credentials hold the privilege on the path, by an entry or by inheritance. */
export function holdsPrivilege(
  permissions: EffectivePermissions,
  { privilege, path }: Privilege,
): boolean {
  return hasPrivilege(permissions, path, privilege);
}

/** Whether the credentials hold the privilege anywhere at all. */
function holdsAnywhere(
  permissions: EffectivePermissions,
  privilege: string,
): boolean {
  return Object.values(permissions).some(held => privilege in held);
}

interface WantedPrivilege extends Privilege {
  /** Major version that knows it first. */
  since: number;
  lost: string;
}

// The inventory role. Proxmox VE 8 is left without VM.Monitor on purpose: there it also opens command execution.
const wantedPrivileges: WantedPrivilege[] = [
  {
    privilege: 'VM.Audit',
    path: '/vms',
    since: 0,
    lost: 'no virtual machine or container can be seen',
  },
  {
    privilege: 'Datastore.Audit',
    path: '/storage',
    since: 0,
    lost: 'no storage can be seen',
  },
  {
    privilege: 'Sys.Audit',
    path: '/',
    since: 0,
    lost: 'load of nodes, state of the cluster and tasks cannot be seen',
  },
  {
    privilege: 'Pool.Audit',
    path: '/pool',
    since: 0,
    lost: 'pools cannot be seen, so owner rules by pool do not match',
  },
  {
    privilege: 'SDN.Audit',
    path: '/sdn',
    since: 8,
    lost: 'bridges and virtual networks cannot be seen',
  },
  {
    privilege: 'VM.GuestAgent.Audit',
    path: '/vms',
    since: 9,
    lost: 'addresses cannot be read from guest agents',
  },
];

/**
 * The privileges of the inventory role that the credentials hold nowhere. Held on some pools or guests only is no
 * defect: that is how sources are restricted on purpose.
 */
export function findMissingPrivileges(
  permissions: EffectivePermissions,
  major: number,
): Array<Privilege & { lost: string }> {
  return wantedPrivileges.filter(
    wanted =>
      wanted.since <= major && !holdsAnywhere(permissions, wanted.privilege),
  );
}
