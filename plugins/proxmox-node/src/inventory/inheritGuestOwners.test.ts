import {
  configurationKey,
  Guest,
  Machine,
} from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { GuestClaim, inheritGuestOwners } from './inheritGuestOwners';

const uuid = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const otherUuid = '7d44c3f0-91de-4a7d-8c3b-0a5b5e2c9d11';
const platform = 'group:default/platform';
const teamA = 'group:default/team-a';
const teamB = 'group:default/team-b';

type Config = Pick<SourceConfig, 'name' | 'owners' | 'provisioning'>;

const config: Config = {
  name: 'fra',
  owners: {
    default: platform,
    rules: [
      { kind: 'pool', pool: 'team-b', owner: teamB },
      { kind: 'tag', tag: 'shop', owner: teamB },
    ],
    tenantEditable: true,
  },
  provisioning: {
    url: 'https://pve.example.com:8006',
    tokenId: 'capmox@pve!capi',
    tokenSecret: 'secret',
    vmids: { start: 20_000, end: 29_999 },
    resourcePool: 'capi',
    templates: {},
  },
};
const worker: Guest = {
  source: 'fra',
  type: 'qemu',
  vmid: 20_001,
  name: 'acme-md-0-x1',
  node: 'pve1',
  status: 'running',
  template: false,
  tags: [],
  pool: 'capi',
  owner: platform,
  entityRef: 'resource:default/fra-guest-20001',
};

function claimOf(
  change: Partial<Machine> = {},
  owner: string | undefined = teamA,
): GuestClaim {
  const { source, type, vmid, node, status, entityRef } = worker;
  return {
    owner,
    machine: {
      source: 'mgmt',
      namespace: 'tenant-team-a',
      name: 'acme-md-0-x1',
      cluster: 'acme',
      phase: 'Running',
      ready: true,
      uuid,
      providerId: `proxmox://${uuid}`,
      conditions: [],
      createdAt: '2026-11-01T12:00:00Z',
      proxmoxMachine: {
        name: 'acme-md-0-x1',
        vmid,
        addresses: [],
        conditions: [],
      },
      guest: { source, type, vmid, node, status, entityRef },
      ...change,
    },
  };
}

/** `smbiosUuid`: what the configuration of the guest says; absent where it was not read. */
function heirOf(
  claims: GuestClaim[],
  changes: {
    guest?: Partial<Guest>;
    config?: Partial<Config>;
    smbiosUuid?: string;
  } = {},
): string | undefined {
  const { smbiosUuid } = { smbiosUuid: uuid, ...changes };
  const guest = { ...worker, ...changes.guest };
  const summary = {
    asOf: '2026-11-01T12:00:00Z',
    storages: [],
    macs: [],
    addresses: [],
    smbiosUuid,
  };
  const inherited = inheritGuestOwners(
    {
      guests: [guest],
      configurations: smbiosUuid ? { [configurationKey(guest)]: summary } : {},
    },
    { config: { ...config, ...changes.config }, claims },
  );
  return inherited.get('fra/qemu/20001');
}

describe('inheritGuestOwners', () => {
  it('gives the machine of a tenant cluster to the owner of the tenant', () => {
    expect(heirOf([claimOf()])).toBe(teamA);
    const upper = `proxmox://${uuid.toUpperCase()}`;
    expect(heirOf([claimOf({ providerId: upper })])).toBe(teamA);
  });

  it('asks the owner rules first, also where they name the default owner', () => {
    expect(heirOf([claimOf()], { guest: { tags: ['shop'] } })).toBeUndefined();
    const rules = [{ kind: 'pool' as const, pool: 'capi', owner: platform }];
    const owners = { ...config.owners, rules };
    expect(heirOf([claimOf()], { config: { owners } })).toBeUndefined();
  });

  it('takes no notice of tags that decide nothing', () => {
    const owners = { ...config.owners, tenantEditable: false };
    const guest = { tags: ['shop'] };
    expect(heirOf([claimOf()], { guest, config: { owners } })).toBe(teamA);
  });

  it.each([
    ['outside of the pool', { guest: { pool: 'lab' } }],
    ['in no pool', { guest: { pool: undefined } }],
    [
      'where no pool is configured',
      {
        config: {
          provisioning: { ...config.provisioning!, resourcePool: undefined },
        },
      },
    ],
    ['where nothing can be ordered', { config: { provisioning: undefined } }],
    [
      'in no pool, where none is configured',
      {
        guest: { pool: undefined },
        config: {
          provisioning: { ...config.provisioning!, resourcePool: undefined },
        },
      },
    ],
    ['before its UUID was read', { smbiosUuid: undefined }],
    ['with another UUID', { smbiosUuid: otherUuid }],
  ])('gives no guest away %s', (_case, changes) => {
    expect(heirOf([claimOf()], changes)).toBeUndefined();
  });

  it.each([
    [
      'with no UUID, joined by VMID and name',
      { uuid: undefined, providerId: undefined },
    ],
    [
      'with the UUID that its Node reports',
      { providerId: 'proxmox://fra/20001' },
    ],
    [
      'that has another VMID',
      {
        proxmoxMachine: {
          name: 'copy',
          vmid: 20_002,
          addresses: [],
          conditions: [],
        },
      },
    ],
    ['without a ProxmoxMachine', { proxmoxMachine: undefined }],
    [
      'that is joined to the same VMID elsewhere',
      {
        guest: { ...claimOf().machine.guest!, source: 'edge' },
      },
    ],
  ])('believes no Machine %s', (_case, change) => {
    expect(heirOf([claimOf(change)])).toBeUndefined();
  });

  it('gives a guest that two Machines claim to neither, whatever the second one proves', () => {
    const foreign = { source: 'mgmt-b', namespace: 'tenant-team-b' };
    expect(heirOf([claimOf(), claimOf(foreign, teamB)])).toBeUndefined();
    expect(heirOf([claimOf(foreign, teamB), claimOf()])).toBeUndefined();
    const unproven = { ...foreign, providerId: undefined };
    expect(heirOf([claimOf(), claimOf(unproven, teamB)])).toBeUndefined();
    expect(heirOf([claimOf(), claimOf({ name: 'twin' })])).toBeUndefined();
  });

  it('lets nobody contest by VMID and name alone', () => {
    const guess = { uuid: undefined, providerId: undefined };
    expect(heirOf([claimOf(), claimOf(guess, teamB)])).toBe(teamA);
  });

  it('leaves machines in namespaces of the platform to the default owner', () => {
    const claim = { ...claimOf(), owner: undefined };
    expect(heirOf([claim])).toBeUndefined();
  });
});
