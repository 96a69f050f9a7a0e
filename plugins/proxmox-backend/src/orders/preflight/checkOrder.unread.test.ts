import { goodFacts, proxmox } from './__testUtils__/goodFacts';
import { checkOrder } from './checkOrder';
import { PreflightFacts } from './PreflightFacts';

const problemsOf = (changes: Partial<PreflightFacts>) =>
  checkOrder(goodFacts(changes)).checks.filter(({ level }) => level !== 'ok');

describe('checkOrder', () => {
  it('says what could not be read, and does not take it for good', () => {
    const problems = problemsOf({
      namespace: undefined,
      forbiddenKinds: undefined,
      takenNames: undefined,
      unreadAddresses: ['IP pools of mgmt-b'],
      unreadRanges: ['machine templates of mgmt-b'],
      addressManagementServed: undefined,
      loadBalancer: undefined,
      dataStore: undefined,
      proxmox: undefined,
      template: undefined,
      resourcePoolExists: undefined,
      credentialProblems: undefined,
      missingPrivileges: undefined,
    });

    expect(problems.map(({ id }) => id)).toEqual([
      'tenant',
      'account-rights',
      'template-offered',
      'resource-pool',
      'vmids',
      'name-free',
      'address-management',
      'load-balancer-address',
      'load-balancer-announced',
      'data-store',
      'address-range-free',
      'template',
      'template-agent',
      'template-cloud-init-drive',
      'template-boot-order',
      'template-disk',
      'template-version',
      'quorum',
      'nodes',
      'iso-storage',
      'bridge',
      'cores',
      'memory',
      'clone',
      'storage',
      'storage-room',
      'credentials',
      'privileges',
    ]);
    expect(new Set(problems.map(({ level }) => level))).toEqual(
      new Set(['warning']),
    );
  });

  it('does not take a store without a status for ready, nor a silent storage for one that works', () => {
    const silent = {
      ...proxmox,
      storages: proxmox.storages.map(storage => ({
        ...storage,
        status: 'unknown' as const,
        usage: undefined,
      })),
    };

    expect(
      problemsOf({
        dataStore: { name: 'default', exists: true },
        proxmox: silent,
      }),
    ).toMatchObject([
      {
        id: 'data-store',
        level: 'warning',
        text: expect.stringContaining('does not say whether it is ready'),
      },
      { id: 'storage', level: 'warning' },
      { id: 'storage-room', level: 'warning' },
    ]);
  });

  it('does not take a bridge for missing on a node of which no network is seen', () => {
    const { networks } = proxmox;
    const items = networks!.items.filter(({ node }) => node === 'pve2');

    expect(
      problemsOf({
        proxmox: { ...proxmox, networks: { ...networks!, items } },
      }),
    ).toMatchObject([{ id: 'bridge', level: 'warning' }]);
  });
});
