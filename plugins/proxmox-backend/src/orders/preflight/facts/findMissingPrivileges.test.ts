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

describe('findMissingPrivileges', () => {
  it('misses nothing with the least that is documented', () => {
    expect(findMissingPrivileges(documented, target)).toEqual([]);
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
    expect(findMissingPrivileges(without(path, privilege), target)).toEqual([
      missing,
    ]);
  });

  it('asks what the release knows', () => {
    const older = {
      ...documented,
      '/pool/capi': { ...documented['/pool/capi'], 'VM.Monitor': false },
    };

    expect(findMissingPrivileges(documented, { ...target, major: 8 })).toEqual([
      'VM.Monitor on /pool/capi',
    ]);
    // Before Proxmox VE 8 bridges are free for all.
    expect(
      findMissingPrivileges(
        { ...older, '/sdn/zones/localnetwork/vmbr0/120': {} },
        { ...target, major: 7 },
      ),
    ).toEqual([]);
  });

  it('looks for VNets in the zones that the token may use', () => {
    const vnet = aSpec({ proxmox: { bridge: 'tenants' } });
    const permissions = {
      ...documented,
      '/sdn/zones/campus': { 'SDN.Use': true },
    };

    expect(
      findMissingPrivileges(permissions, { ...target, spec: vnet }),
    ).toEqual([]);
  });

  it('names everything for a token that may do nothing', () => {
    expect(findMissingPrivileges({}, target).length).toBeGreaterThan(15);
  });
});
