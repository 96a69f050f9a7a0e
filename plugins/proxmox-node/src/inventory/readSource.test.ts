import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from '../config';
import { ClusterFacts, EffectivePermissions, GuestFacts } from '../pve';
import { joinSnapshot } from './joinSnapshot';
import { readSource, SourceKnowledge } from './readSource';
import { SourceReader } from './SourceReader';

// What a simulated site cannot be brought to say: answers that change between two calls, and rows that make no sense.

const [config] = readProxmoxConfig(
  new ConfigReader({
    proxmox: {
      clusters: [
        {
          name: 'fra',
          endpoints: ['https://pve1'],
          auth: { tokenId: 'a@pve!b', tokenSecret: 'c' },
          owners: { rules: [{ pool: 'team-a', owner: 'group:team-a' }] },
        },
      ],
    },
  }),
).sources;
const everything = { '/': { 'VM.Audit': true, 'Pool.Audit': true } };

function guest(vmid: number, more: Partial<GuestFacts> = {}): GuestFacts {
  return {
    source: 'fra',
    type: 'qemu',
    vmid,
    node: 'pve1',
    name: `vm-${vmid}`,
    status: 'running',
    template: false,
    tags: ['x'],
    pool: 'team-a',
    ...more,
  };
}

function facts(
  guests: GuestFacts[],
  more: Partial<ClusterFacts> = {},
): ClusterFacts {
  return {
    cluster: { name: 'fra', quorate: true },
    nodes: [{ source: 'fra', name: 'pve1', status: 'online' }],
    guests,
    storages: [],
    remarks: [],
    ...more,
  };
}

/** Reads a source that answers with the given facts one after the other. */
async function read(
  answers: ClusterFacts[],
  options: {
    previous?: GuestFacts[];
    permissions?: EffectivePermissions | Error;
    known?: Partial<SourceKnowledge>;
  },
) {
  const left = [...answers];
  const calls: string[] = [];
  const reader: SourceReader = {
    readFacts: async () => {
      calls.push('facts');
      return left.shift()!;
    },
    readPermissions: async () => {
      calls.push('permissions');
      if (options.permissions instanceof Error) {
        throw options.permissions;
      }
      return options.permissions ?? everything;
    },
    readVersion: async () => ({ release: '9', version: '9.0.0', major: 9 }),
    readNetworks: async () => ({
      networks: [],
      nodesRead: [],
      vnetsRead: true,
      remarks: [],
    }),
    isVmidTaken: async () => {
      calls.push('nextid');
      return false;
    },
  };
  const now = () => new Date('2026-11-01T12:00:00Z');
  const previous =
    options.previous &&
    joinSnapshot(config, facts(options.previous), {
      settled: new Map(),
      pools: new Map(),
      now: now().toISOString(),
    });
  const reading = await readSource({
    config,
    reader,
    known: { previous, major: 9, rejudge: false, turn: 0, ...options.known },
    signal: new AbortController().signal,
    now,
  });
  const vmids = reading.snapshot.guests.map(({ vmid }) => vmid).sort();
  return { ...reading, vmids, calls };
}

describe('readSource', () => {
  it('does not believe a single short answer', async () => {
    const { vmids, calls, complete } = await read(
      [facts([guest(1)]), facts([guest(1), guest(2)])],
      { previous: [guest(1), guest(2)] },
    );
    expect(vmids).toEqual([1, 2]);
    expect(calls).toEqual(['facts', 'permissions', 'facts']);
    expect(complete).toBe(true);
  });

  it('believes two, with the permission to see and a free VMID', async () => {
    const { vmids, calls } = await read(
      [facts([guest(1)]), facts([guest(1)])],
      {
        previous: [guest(1), guest(2)],
      },
    );
    expect(vmids).toEqual([1]);
    expect(calls).toEqual(['facts', 'permissions', 'facts', 'nextid']);
  });

  it('keeps what is missing when permissions cannot be read', async () => {
    const { vmids, snapshot } = await read([facts([guest(1)])], {
      previous: [guest(1), guest(2)],
      permissions: new Error('timeout'),
    });
    expect(vmids).toEqual([1, 2]);
    expect(snapshot.guests[1].unreadableSince).toBeUndefined();
  });

  it('keeps what is missing from an answer that could not be understood in full', async () => {
    const remarks = [{ subject: 'entry 2', reason: 'no VMID', dropped: true }];
    const { vmids, complete, calls } = await read(
      [facts([guest(1)], { remarks })],
      { previous: [guest(1), guest(2)] },
    );
    expect(vmids).toEqual([1, 2]);
    expect(complete).toBe(false);
    expect(calls).toEqual(['facts']);
  });

  it('keeps what is missing without quorum', async () => {
    const { vmids, complete } = await read(
      [facts([guest(1)], { cluster: { name: 'fra', quorate: false } })],
      { previous: [guest(1), guest(2)] },
    );
    expect(vmids).toEqual([1, 2]);
    expect(complete).toBe(false);
  });

  it('keeps name, tags, template mark and pool of a guest of which only the VMID is left', async () => {
    const bare = guest(1, {
      name: undefined,
      status: 'unknown',
      tags: [],
      template: false,
    });
    const { snapshot } = await read([facts([bare])], {
      previous: [guest(1, { template: true })],
    });
    expect(snapshot.guests[0]).toMatchObject({
      name: 'vm-1',
      status: 'unknown',
      tags: ['x'],
      template: true,
    });
  });

  it('keeps identity over a migration', async () => {
    const { snapshot, calls } = await read(
      [facts([guest(1, { node: 'pve2' })])],
      { previous: [guest(1)] },
    );
    expect(snapshot.guests).toMatchObject([
      { node: 'pve2', entityRef: 'resource:default/fra-guest-1' },
    ]);
    expect(calls).toEqual(['facts']);
  });

  it('replaces a guest whose VMID was given to one of the other type', async () => {
    const next = facts([guest(1, { type: 'lxc' })]);
    const { snapshot } = await read([next, next], { previous: [guest(1)] });
    expect(snapshot.guests.map(({ type }) => type)).toEqual(['lxc']);
  });

  describe('a guest that shows no pool any more', () => {
    const poolless = facts([guest(1, { pool: undefined })]);
    const withoutPoolAudit = { '/': { 'VM.Audit': true } };

    it('keeps pool and owner where Pool.Audit was lost, and is not examined at every read', async () => {
      const first = await read([poolless, poolless], {
        previous: [guest(1)],
        permissions: withoutPoolAudit,
      });
      expect(first.snapshot.guests).toMatchObject([
        { pool: 'team-a', owner: 'group:default/team-a' },
      ]);
      const second = await read([poolless], {
        previous: [guest(1)],
        known: { permissions: withoutPoolAudit },
      });
      expect(second.calls).toEqual(['facts']);
      expect(second.snapshot.guests[0].pool).toBe('team-a');
    });

    it('has left it where pools can be seen', async () => {
      const { snapshot } = await read([poolless, poolless], {
        previous: [guest(1)],
      });
      expect(snapshot.guests).toMatchObject([
        { owner: 'group:default/platform' },
      ]);
      expect(snapshot.guests[0].pool).toBeUndefined();
    });
  });

  it('refuses the answer of a cluster of another name, though its nodes are called the same', async () => {
    const foreign = facts([guest(7)], { cluster: { name: 'ams' } });
    await expect(read([foreign], { previous: [guest(1)] })).rejects.toThrow(
      'lead to another cluster: ams with pve1 instead of fra with pve1',
    );
  });

  it('refuses an answer without a single node', async () => {
    await expect(read([facts([], { nodes: [] })], {})).rejects.toThrow(
      'listed no node at all',
    );
  });
});
