import { addUnreportedGuests, buildWorld } from './buildWorld';
import {
  emptyPlan,
  needGuest,
  needNode,
  needRow,
  needStorage,
  needToken,
} from './plan/WorldPlan';

function planOfOne() {
  const plan = emptyPlan();
  needNode(plan, 'n1');
  needStorage(plan, 'fast');
  return plan;
}

describe('buildWorld', () => {
  it('builds guests with configuration, snapshots, waiting changes and pool', () => {
    const plan = planOfOne();
    Object.assign(needGuest(plan, { type: 'qemu', vmid: 812, node: 'n1' }), {
      status: 'running',
      config: {
        name: 'web',
        scsi0: 'fast:812/vm-812-disk-0.raw,size=2G',
        agent: '1',
      },
      pending: { memory: '512' },
      pool: 'p7',
      snapshots: [{ name: 's1', time: 5, config: {} }],
    });
    const { world } = buildWorld(plan);
    const guest = world.guests.get(812);
    expect(guest).toMatchObject({
      status: 'running',
      pending: { memory: '512' },
      pool: 'p7',
    });
    expect(guest?.agent?.isAnswering).toBe(true);
    expect(guest?.snapshots).toMatchObject([
      { name: 's1', time: 5, config: { name: 'web' } },
    ]);
    expect(world.pools.has('p7')).toBe(true);
    expect(world.volumes.map(({ volid }) => volid)).toEqual([
      'fast:812/vm-812-disk-0.raw',
    ]);
  });

  it('builds tasks under their recorded ids, ended and running', () => {
    const plan = planOfOne();
    const task = {
      node: 'n1',
      type: 'qmstart',
      id: '812',
      user: 'root@pam!ci',
      startTime: 0x60000000,
      log: ['a'],
    };
    const ended = 'UPID:n1:00000ABC:00000DEF:60000000:qmstart:812:root@pam!ci:';
    const running =
      'UPID:n1:00000ABD:00000DEF:60000000:qmstart:812:root@pam!ci:';
    plan.tasks.set(ended, {
      ...task,
      upid: ended,
      isRunning: false,
      exitStatus: 'it broke',
    });
    plan.tasks.set(running, {
      ...task,
      upid: running,
      isRunning: true,
      exitStatus: 'OK',
    });
    const { tasks } = buildWorld(plan).world;
    expect(tasks.map(({ upid }) => upid)).toEqual([ended, running]);
    expect(tasks[0]).toMatchObject({
      exitstatus: 'it broke',
      tokenid: 'ci',
      log: ['a', 'TASK ERROR: it broke'],
    });
    expect(tasks[1].exitstatus).toBeUndefined();
  });

  it('builds users with tokens, groups, roles and entries', () => {
    const plan = planOfOne();
    needToken(plan, 'amy@pve', 'ci').expire = 9;
    plan.groups.set('ops', { comment: 'x' });
    plan.roles.set('Own', ['VM.Audit']);
    plan.acl.push({
      path: '/',
      type: 'group',
      ugid: 'ops',
      roleid: 'Own',
      propagate: false,
    });
    const { world } = buildWorld(plan);
    expect(world.users.get('amy@pve')?.tokens).toMatchObject([
      { id: 'ci', expire: 9 },
    ]);
    expect(world.acl).toEqual([
      {
        path: '/',
        type: 'group',
        ugid: 'ops',
        roleid: 'Own',
        propagate: false,
      },
    ]);
    expect(world.roles.get('Own')?.isBuiltIn).toBe(false);
  });

  it('builds rows of sections without digests, and refuses sections that there are not', () => {
    const plan = planOfOne();
    needRow(plan, ['sdnZones', 'z1'], {
      zone: 'z1',
      type: 'simple',
      digest: 'x',
      nodes: ['n1'],
    });
    expect(buildWorld(plan).world.section('sdnZones').get('z1')).toEqual({
      zone: 'z1',
      type: 'simple',
      nodes: ['n1'],
    });
    needRow(plan, ['nonsense', 'a']);
    expect(() => buildWorld(plan)).toThrow(
      'No section of a world is called nonsense',
    );
  });

  it('adds guests that nobody reported yet only later', () => {
    const plan = planOfOne();
    needGuest(plan, { type: 'qemu', vmid: 812, node: 'n1' }).isUnreported =
      true;
    const builder = buildWorld(plan);
    expect(builder.world.guests.size).toBe(0);
    addUnreportedGuests(builder, plan);
    expect(builder.world.guests.get(812)?.published).toBeUndefined();
  });
});
