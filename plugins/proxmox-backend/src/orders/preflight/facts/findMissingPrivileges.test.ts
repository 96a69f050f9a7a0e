import { aGuest } from '../../../__testUtils__/aSourceState';
import { aSpec, proxmox } from '../__testUtils__/goodFacts';
import {
  findMissingPrivileges,
  ProvisioningTarget,
} from './findMissingPrivileges';

const target: ProvisioningTarget = {
  spec: aSpec({ proxmox: { vlan: 120 } }),
  major: 9,
  template: aGuest({ vmid: 9000, template: true, pool: 'templates' }),
  vmids: { start: 20_000, end: 29_999 },
  resourcePool: 'capi',
  storages: proxmox.storages,
  networks: proxmox.networks?.items,
  tokenId: 'capmox@pve!capi',
};
const all = (...privileges: string[]) =>
  Object.fromEntries(privileges.map(privilege => [privilege, false]));

/** What `/access/permissions` answers to the documented token. */
const documented = {
  '/': all('Sys.Audit'),
  '/nodes': { 'Sys.Audit': true },
  '/pool/capi': all(
    'VM.Allocate',
    'VM.Audit',
    'VM.PowerMgmt',
    'VM.Config.CPU',
    'VM.Config.Memory',
    'VM.Config.Disk',
    'VM.Config.Network',
    'VM.Config.Options',
    'VM.Config.CDROM',
    'VM.GuestAgent.Unrestricted',
  ),
  '/pool/templates': all('VM.Audit', 'VM.Clone'),
  '/sdn/zones/localnetwork/vmbr0/120': all('SDN.Use', 'SDN.Audit'),
  '/storage/local': all(
    'Datastore.Allocate',
    'Datastore.AllocateSpace',
    'Datastore.AllocateTemplate',
    'Datastore.Audit',
  ),
  '/storage/ceph-vm': all('Datastore.AllocateSpace'),
};
const without = (path: keyof typeof documented, privilege: string) => {
  const { [privilege]: _, ...rest }: Record<string, boolean> = documented[path];
  return { ...documented, [path]: rest };
};

/** As `VM.Clone on /vms/9000`. */
const find = (
  permissions: Parameters<typeof findMissingPrivileges>[0],
  changes: Partial<ProvisioningTarget> = {},
) =>
  findMissingPrivileges(permissions, { ...target, ...changes }).map(
    ({ privilege, path }) => `${privilege} on ${path}`,
  );
const findCommands = (
  permissions: Parameters<typeof findMissingPrivileges>[0],
  changes: Partial<ProvisioningTarget> = {},
) =>
  findMissingPrivileges(permissions, { ...target, ...changes }).map(
    ({ field, command }) => [field, command],
  );

describe('findMissingPrivileges', () => {
  it('misses nothing with the least that is documented', () => {
    expect(find(documented)).toEqual([]);
  });

  it.each<[keyof typeof documented, string, string]>([
    ['/nodes', 'Sys.Audit', 'Sys.Audit on /nodes/pve1'],
    ['/pool/templates', 'VM.Clone', 'VM.Clone on /vms/9000'],
    ['/pool/capi', 'VM.Allocate', 'VM.Allocate on /pool/capi'],
    ['/pool/capi', 'VM.Config.CDROM', 'VM.Config.CDROM on /pool/capi'],
    [
      '/storage/ceph-vm',
      'Datastore.AllocateSpace',
      'Datastore.AllocateSpace on /storage/ceph-vm',
    ],
    [
      '/storage/local',
      'Datastore.AllocateTemplate',
      'Datastore.AllocateTemplate on /storage/local',
    ],
    [
      '/sdn/zones/localnetwork/vmbr0/120',
      'SDN.Use',
      'SDN.Use on /sdn/zones/localnetwork/vmbr0',
    ],
  ])('without %s: %s misses %s', (path, privilege, missing) => {
    expect(find(without(path, privilege))).toEqual([missing]);
  });

  it('asks what the release knows', () => {
    const older = {
      ...documented,
      '/pool/capi': { ...documented['/pool/capi'], 'VM.Monitor': false },
    };

    expect(find(documented, { major: 8 })).toEqual([
      'VM.Monitor on /pool/capi',
    ]);
    // Before Proxmox VE 8 bridges are free for all.
    expect(
      find({ ...older, '/sdn/zones/localnetwork/vmbr0/120': {} }, { major: 7 }),
    ).toEqual([]);
  });

  it('looks for VNets in the zones that the token may use', () => {
    const vnet = aSpec({ proxmox: { bridge: 'tenants' } });
    const permissions = {
      ...documented,
      '/sdn/zones/campus': { 'SDN.Use': true },
    };

    expect(find(permissions, { spec: vnet })).toEqual([]);
  });

  it('names everything for a token that may do nothing', () => {
    expect(find({}).length).toBeGreaterThan(15);
  });

  it.each<[keyof typeof documented, string, string, string]>([
    [
      '/pool/templates',
      'VM.Clone',
      'proxmox.template',
      "pveum acl modify /vms/9000 --users capmox@pve --tokens 'capmox@pve!capi' --roles PVETemplateUser",
    ],
    [
      '/pool/capi',
      'VM.Config.Options',
      'proxmox.source',
      "pveum acl modify /pool/capi --users capmox@pve --tokens 'capmox@pve!capi' --roles PVEVMAdmin",
    ],
    [
      '/sdn/zones/localnetwork/vmbr0/120',
      'SDN.Use',
      'proxmox.bridge',
      "pveum acl modify /sdn/zones/localnetwork/vmbr0 --users capmox@pve --tokens 'capmox@pve!capi' --roles PVESDNUser",
    ],
  ])('is sure of it and says how to give it: %s, %s', (...story) => {
    const [path, privilege, field, command] = story;

    expect(findCommands(without(path, privilege))).toEqual([[field, command]]);
  });

  it('is sure of the storage only where no pool gives it', () => {
    const permissions = without('/storage/ceph-vm', 'Datastore.AllocateSpace');
    const inPool = {
      ...permissions,
      '/pool/storages': all('Datastore.AllocateSpace'),
    };

    expect(findCommands(permissions)).toEqual([
      [
        'proxmox.storage',
        "pveum acl modify /storage/ceph-vm --users capmox@pve --tokens 'capmox@pve!capi' --roles PVEDatastoreUser",
      ],
    ]);
    expect(findCommands(inPool)).toEqual([['proxmox.storage', undefined]]);
  });

  it.each<[string, Partial<ProvisioningTarget>]>([
    [
      'the pool of the template is not told',
      { template: aGuest({ vmid: 9000, template: true, pool: undefined }) },
    ],
    ['the template was not read', { template: undefined }],
  ])('is not sure where %s', (_, changes) => {
    expect(
      findCommands(documented, changes).filter(
        ([field]) => field === 'proxmox.template',
      ),
    ).toEqual([
      ['proxmox.template', undefined],
      ['proxmox.template', undefined],
    ]);
  });

  it('is not sure of a VNet, whose zone it does not know', () => {
    const permissions = without('/sdn/zones/localnetwork/vmbr0/120', 'SDN.Use');

    expect(findCommands(permissions, { networks: [] })).toEqual([
      ['proxmox.bridge', undefined],
    ]);
  });

  it('puts nothing into a command that a shell would understand otherwise', () => {
    const spec = aSpec({ proxmox: { storage: 'a; reboot', vlan: 120 } });

    expect(findCommands(documented, { spec })).toEqual([
      ['proxmox.storage', undefined],
    ]);
  });
});
