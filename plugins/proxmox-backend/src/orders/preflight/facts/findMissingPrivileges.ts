import {
  Guest,
  ProxmoxStorage,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  EffectivePermissions,
  hasPrivilege,
} from '@rackstage/plugin-proxmox-node';
import { VmidRange } from '../../OrderDecisions';

/** What the privileges are wanted for. */
export interface ProvisioningTarget {
  spec: TenantClusterOrderSpec;
  /** Major version of Proxmox VE. */
  major: number;
  template?: Guest;
  vmids: VmidRange;
  resourcePool?: string;
  storages: ProxmoxStorage[];
}

interface Need {
  privileges: string[];
  /** Any of them will do; the first one is told. */
  paths: string[];
}

const machinePrivileges = [
  'VM.Allocate',
  'VM.Audit',
  'VM.PowerMgmt',
  'VM.Config.CPU',
  'VM.Config.Memory',
  'VM.Config.Disk',
  'VM.Config.Network',
  'VM.Config.Options',
  'VM.Config.CDROM',
];

/**
 * What capmox does with the credentials, and which privileges it would miss: `VM.Clone on /vms/9000`. After the least
 * privileges that its documentation lists.
 */
export function findMissingPrivileges(
  permissions: EffectivePermissions,
  target: ProvisioningTarget,
): string[] {
  return listNeeds(permissions, target).flatMap(({ privileges, paths }) =>
    privileges
      .filter(
        privilege =>
          !paths.some(path => hasPrivilege(permissions, path, privilege)),
      )
      .map(privilege => `${privilege} on ${paths[0]}`),
  );
}

function listNeeds(
  permissions: EffectivePermissions,
  target: ProvisioningTarget,
): Need[] {
  const { spec, major, template, vmids, resourcePool } = target;
  const { nodes, storage, template: vmid } = spec.proxmox;
  const names = nodes.length || !template ? nodes : [template.node];
  return [
    ...names.map(node => ({
      privileges: ['Sys.Audit'],
      paths: [`/nodes/${node}`],
    })),
    {
      privileges: ['VM.Clone', 'VM.Audit'],
      paths: [`/vms/${vmid}`, ...poolPath(template?.pool)],
    },
    {
      privileges: [
        ...machinePrivileges,
        // Which runs `cloud-init status` in the machine.
        major >= 9 ? 'VM.GuestAgent.Unrestricted' : 'VM.Monitor',
      ],
      paths: [...poolPath(resourcePool), `/vms/${vmids.start}`],
    },
    { privileges: ['Datastore.AllocateSpace'], paths: [`/storage/${storage}`] },
    ...names.map(node => ({
      // To upload the image with the cloud-init data, and to delete it with the machine.
      privileges: ['Datastore.AllocateTemplate', 'Datastore.Allocate'],
      paths: isoStoragePaths(target, node),
    })),
    ...(major >= 8
      ? [{ privileges: ['SDN.Use'], paths: bridgePaths(permissions, spec) }]
      : []),
  ].filter(({ paths }) => paths.length > 0);
}

function poolPath(pool: string | undefined): string[] {
  return pool === undefined ? [] : [`/pool/${pool}`];
}

/** None where the node has no such storage, which is a finding of its own. */
function isoStoragePaths({ storages }: ProvisioningTarget, node: string) {
  const names = storages
    .filter(
      storage =>
        storage.content.includes('iso') &&
        (storage.node === undefined
          ? storage.nodes.includes(node)
          : storage.node === node),
    )
    .map(({ storage }) => `/storage/${storage}`);
  return [...new Set(names)].sort();
}

/** Bridges are in the zone `localnetwork`, VNets in zones that the permissions name. */
function bridgePaths(
  permissions: EffectivePermissions,
  { proxmox: { bridge, vlan } }: TenantClusterOrderSpec,
): string[] {
  const named = Object.keys(permissions).filter(path =>
    path.startsWith('/sdn/zones/'),
  );
  const zones = new Set([
    'localnetwork',
    ...named.map(path => path.split('/')[3]),
  ]);
  return [...zones].flatMap(zone => {
    const path = `/sdn/zones/${zone}/${bridge}`;
    return vlan ? [path, `${path}/${vlan}`] : [path];
  });
}
