import { EffectivePermissions } from '../pve';
import { VanishedThing } from './findVanished';
import { gatherEvidence, judgeVanished } from './judgeVanished';

const everything = {
  '/': {
    'VM.Audit': true,
    'Datastore.Audit': true,
    'SDN.Audit': true,
    'Sys.Audit': true,
  },
};
const evidence = (permissions: EffectivePermissions, major = 9) =>
  gatherEvidence(
    {
      guests: [
        {
          source: 'fra',
          type: 'lxc',
          vmid: 300,
          node: 'pve1',
          status: 'running',
          template: false,
          tags: [],
        },
      ],
      nodes: [
        { source: 'fra', name: 'pve1', status: 'online' },
        { source: 'fra', name: 'pve2', status: 'offline' },
      ],
    },
    { permissions, major },
  );
const thing = (
  type: VanishedThing['type'],
  id: string,
  more: Partial<VanishedThing> = {},
): VanishedThing => ({ ref: `fra/${type}/${id}`, type, id, ...more });

describe('judgeVanished', () => {
  it('believes that a node is gone, because nodes are never filtered', () => {
    expect(judgeVanished(thing('node', 'pve9'), evidence({})).verdict).toBe(
      'gone',
    );
  });

  it.each<{
    held: string;
    guest: VanishedThing;
    permissions: EffectivePermissions;
    verdict: string;
  }>([
    {
      held: 'above',
      guest: thing('qemu', '1'),
      permissions: everything,
      verdict: 'likely-gone',
    },
    {
      held: 'above but not on the guest itself',
      guest: thing('qemu', '1'),
      permissions: { ...everything, '/vms/1': { 'VM.Console': true } },
      verdict: 'unreadable',
    },
    {
      held: 'nowhere',
      guest: thing('qemu', '1'),
      permissions: {},
      verdict: 'unreadable',
    },
    {
      held: 'on its pool only',
      guest: thing('qemu', '1', { pool: 'a' }),
      permissions: { '/pool/a': { 'VM.Audit': true } },
      verdict: 'ask',
    },
    {
      held: 'on another pool',
      guest: thing('qemu', '1', { pool: 'b' }),
      permissions: { '/pool/a': { 'VM.Audit': true } },
      verdict: 'unreadable',
    },
  ])(
    'judges a guest whose VM.Audit is held $held',
    ({ guest, permissions, verdict }) => {
      expect(judgeVanished(guest, evidence(permissions)).verdict).toBe(verdict);
    },
  );

  it('names the privilege and the path that were lost', () => {
    expect(
      judgeVanished(thing('qemu', '1', { pool: 'b' }), evidence({})),
    ).toEqual({
      verdict: 'unreadable',
      lost: { privilege: 'VM.Audit', path: '/pool/b' },
    });
  });

  it('sees that a VMID was given to a guest of the other type', () => {
    expect(judgeVanished(thing('qemu', '300'), evidence({})).verdict).toBe(
      'gone',
    );
  });

  it('waits for a node that is down, and lets its storages go with it when it left', () => {
    const local = (node: string) => thing('storage', 'local', { node });
    const verdictOf = (node: string, permissions: EffectivePermissions) =>
      judgeVanished(local(node), evidence(permissions)).verdict;
    expect(verdictOf('pve1', everything)).toBe('gone');
    expect(verdictOf('pve2', everything)).toBe('unproven');
    expect(verdictOf('pve9', {})).toBe('gone');
    expect(verdictOf('pve1', {})).toBe('unreadable');
  });

  it('asks for SDN.Audit on bridges since version 8', () => {
    const bridge = thing('network', 'vmbr0', { node: 'pve1' });
    const old = {};
    expect(judgeVanished(bridge, evidence(old, 7)).verdict).toBe('gone');
    expect(judgeVanished(bridge, evidence(old, 8))).toEqual({
      verdict: 'unreadable',
      lost: { privilege: 'SDN.Audit', path: '/sdn/zones/localnetwork/vmbr0' },
    });
    expect(judgeVanished(bridge, evidence(everything, 8)).verdict).toBe('gone');
  });
});
