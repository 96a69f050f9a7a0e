import {
  Guest,
  ProxmoxNetwork,
  ProxmoxStorage,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  EffectivePermissions,
  hasPrivilege,
} from '@rackstage/plugin-proxmox-node';
import { VmidRange } from '../../OrderDecisions';
import { MissingPrivilege } from '../PreflightFacts';

/** What the privileges are wanted for. */
export interface ProvisioningTarget {
  spec: TenantClusterOrderSpec;
  /** Major version of Proxmox VE. */
  major: number;
  template?: Guest;
  vmids: VmidRange;
  resourcePool?: string;
  storages: ProxmoxStorage[];
  networks?: ProxmoxNetwork[];
  /** `user@realm!token` */
  tokenId: string;
}

interface Need {
  field: string;
  privileges: string[];
  /** Any of them will do; the first one is told. */
  paths: string[];
  /**
   * Set where no machine can be made without: the role of Proxmox that gives these privileges, and where else they may
   * come from in ways that cannot be followed from here.
   */
  remedy?: { role: string; mayComeFrom: (path: string) => boolean };
}

const machinePrivileges = [
  'VM.Allocate',
  'VM.PowerMgmt',
  'VM.Config.CPU',
  'VM.Config.Memory',
  'VM.Config.Disk',
  'VM.Config.Network',
  'VM.Config.Options',
  'VM.Config.CDROM',
];

// They are part of a command that somebody will copy.
const plainPath = /^[\w./-]+$/;
const plainToken = /^[\w.-]+@[\w.-]+![\w.-]+$/;

const below = (prefix: string) => (path: string) => path.startsWith(prefix);
const nowhereElse = () => false;

/**
 * What capmox does with the credentials, and which privileges it would miss. After the least privileges that its
 * documentation lists.
 */
export function findMissingPrivileges(
  permissions: EffectivePermissions,
  target: ProvisioningTarget,
): MissingPrivilege[] {
  return listNeeds(permissions, target).flatMap(need =>
    need.privileges
      .filter(
        privilege =>
          !need.paths.some(path => hasPrivilege(permissions, path, privilege)),
      )
      .map(privilege => ({
        privilege,
        path: need.paths[0],
        field: need.field,
        command: findCommand(privilege, need, { permissions, target }),
      })),
  );
}

function listNeeds(
  permissions: EffectivePermissions,
  target: ProvisioningTarget,
): Need[] {
  const { spec, major, template, vmids, resourcePool } = target;
  const { nodes, storage, template: vmid } = spec.proxmox;
  const names = nodes.length || !template ? nodes : [template.node];
  const field = 'proxmox.source';
  const ofTemplate = {
    field: 'proxmox.template',
    paths: [`/vms/${vmid}`, ...poolPath(template?.pool)],
  };
  const ofMachines = {
    field,
    paths: [...poolPath(resourcePool), `/vms/${vmids.start}`],
  };
  return [
    ...names.map(node => ({
      field,
      privileges: ['Sys.Audit'],
      paths: [`/nodes/${node}`],
    })),
    {
      ...ofTemplate,
      privileges: ['VM.Clone'],
      remedy: template && {
        role: 'PVETemplateUser',
        // Proxmox tells the pool of a guest only to those who may see it.
        mayComeFrom: template.pool ? nowhereElse : below('/pool/'),
      },
    },
    { ...ofTemplate, privileges: ['VM.Audit'] },
    {
      ...ofMachines,
      privileges: machinePrivileges,
      remedy: { role: 'PVEVMAdmin', mayComeFrom: below('/vms/') },
    },
    {
      ...ofMachines,
      privileges: [
        'VM.Audit',
        // Which runs `cloud-init status` in the machine.
        major >= 9 ? 'VM.GuestAgent.Unrestricted' : 'VM.Monitor',
      ],
    },
    {
      field: 'proxmox.storage',
      privileges: ['Datastore.AllocateSpace'],
      paths: [`/storage/${storage}`],
      // Pools can have storages too.
      remedy: { role: 'PVEDatastoreUser', mayComeFrom: below('/pool/') },
    },
    ...names.map(node => ({
      field,
      // To upload the image with the cloud-init data, and to delete it with the machine.
      privileges: ['Datastore.AllocateTemplate', 'Datastore.Allocate'],
      paths: isoStoragePaths(target, node),
    })),
    ...(major >= 8 ? [needOfBridge(permissions, target)] : []),
  ].filter(({ paths }) => paths.length > 0);
}

function needOfBridge(
  permissions: EffectivePermissions,
  { spec, networks = [] }: ProvisioningTarget,
): Need {
  const { bridge } = spec.proxmox;
  const isBridge = networks.some(
    ({ name, kind }) => name === bridge && kind === 'bridge',
  );
  return {
    field: 'proxmox.bridge',
    privileges: ['SDN.Use'],
    paths: bridgePaths(permissions, spec),
    // The zone of a VNet is not known here.
    remedy: isBridge
      ? { role: 'PVESDNUser', mayComeFrom: below('/sdn/') }
      : undefined,
  };
}

/** How to give it, where it is definitely missing and nothing can be made without. */
function findCommand(
  privilege: string,
  { paths: [path], remedy }: Need,
  context: { permissions: EffectivePermissions; target: ProvisioningTarget },
): string | undefined {
  const { permissions, target } = context;
  const mayBeElsewhere =
    !remedy ||
    Object.entries(permissions).some(
      ([other, entry]) => privilege in entry && remedy.mayComeFrom(other),
    );
  const { tokenId } = target;
  if (mayBeElsewhere || !plainPath.test(path) || !plainToken.test(tokenId)) {
    return undefined;
  }
  const [user] = tokenId.split('!');
  // A token with privileges of its own needs both: those of its user are its limit.
  return `pveum acl modify ${path} --users ${user} --tokens '${tokenId}' --roles ${remedy.role}`;
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
