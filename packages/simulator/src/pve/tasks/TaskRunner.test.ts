import { SimulatorClock } from '../../clock';
import { World } from '../world/World';
import { parseUpid } from './Task';
import { TaskRunner } from './TaskRunner';

const token = { userid: 'a@pve', tokenid: 't', authid: 'a@pve!t' };

function setUp() {
  const world = new World();
  const clock = new SimulatorClock('manual');
  let changes = 0;
  const runner = new TaskRunner(world, clock, () => {
    changes += 1;
  });
  const start = (run: Parameters<TaskRunner['start']>[1], type = 'qmstart') => {
    const upid = runner.start(
      { node: 'n1', type, id: 100, caller: token },
      run,
    );
    const task = world.tasks.find(t => t.upid === upid);
    if (!task) throw new Error('The task is not in the world.');
    return task;
  };
  return { world, clock, start, changes: () => changes };
}

describe('TaskRunner', () => {
  it('names a task after node, kind, object and caller', () => {
    const { start } = setUp();
    const task = start(async () => {});
    expect(parseUpid(task.upid)).toEqual({
      node: 'n1',
      type: 'qmstart',
      id: '100',
      authid: 'a@pve!t',
    });
    expect(task).toMatchObject({ user: 'a@pve', tokenid: 't' });
  });

  it('gives every task an id of its own in the same moment', () => {
    const { start } = setUp();
    const ids = [1, 2, 3].map(() => start(async () => {}).upid);
    expect(new Set(ids).size).toBe(3);
  });

  it('ends as OK with that as last line', async () => {
    const { start } = setUp();
    const task = start(async worker => worker.log('working'));
    await task.finished;
    expect(task.exitstatus).toBe('OK');
    expect(task.log).toEqual(['working', 'TASK OK']);
  });

  it('counts warnings', async () => {
    const { start } = setUp();
    const task = start(async worker => {
      worker.warn('one');
      worker.warn('two');
    });
    await task.finished;
    expect(task.exitstatus).toBe('WARNINGS: 2');
    expect(task.log).toEqual(['WARN: one', 'WARN: two', 'TASK WARNINGS: 2']);
  });

  it('ends with the error on one line, whatever was warned before', async () => {
    const { start } = setUp();
    const task = start(async worker => {
      worker.warn('odd');
      throw new Error('it broke\nbadly\n');
    });
    await task.finished;
    expect(task.exitstatus).toBe('it broke badly');
    expect(task.log[1]).toMatch(/^TASK ERROR: it broke/);
  });

  it('runs as long as its work takes on the clock', async () => {
    const { start, clock, changes } = setUp();
    const task = start(async worker => {
      await worker.work(2000);
      worker.log('half');
      await worker.work(2000);
    });
    await clock.advance(1999);
    expect([task.exitstatus, task.log]).toEqual([undefined, []]);
    await clock.advance(1);
    expect(task.log).toEqual(['half']);
    await clock.advance(2000);
    expect(task.exitstatus).toBe('OK');
    expect(changes()).toBe(2);
    expect((task.endtime ?? 0) - task.starttime).toBeGreaterThanOrEqual(3);
  });

  it('stops at once when it is aborted, and lets the work clean up', async () => {
    const { start, clock } = setUp();
    let isClean = false;
    const task = start(async worker => {
      try {
        await worker.work(60_000);
        worker.log('never');
      } finally {
        isClean = true;
      }
    });
    await clock.advance(10);
    task.abort.abort();
    await task.finished;
    expect(task.exitstatus).toBe('received interrupt');
    expect(task.log).toEqual(['TASK ERROR: received interrupt']);
    expect(isClean).toBe(true);
  });

  it('notes beginning and end in the log of the cluster', async () => {
    const { start, world } = setUp();
    const task = start(async () => {});
    await task.finished;
    expect(world.log.map(entry => entry.message)).toEqual([
      `starting task ${task.upid}`,
      `end task ${task.upid} OK`,
    ]);
  });
});

describe('parseUpid', () => {
  it.each([
    ['UPID:n:00000001:00000002:66000000:vzdump::root@pam:', ''],
    ['UPID:n-1:00000001:123456789:66000000:qmstart:100:a@b!c:', '100'],
  ])('reads %s', (upid, id) => {
    expect(parseUpid(upid)).toMatchObject({ id });
  });

  it.each([
    '',
    'UPID:n:1:2:3:qmstart:100:root@pam:',
    'UPID:n:00000001:00000002:66000000:qmstart:100:root@pam',
    'UPID:-n:00000001:00000002:66000000:qmstart:100:root@pam:',
    'upid:n:00000001:00000002:66000000:qmstart:100:root@pam:',
    'UPID:n:00000001:00000002:66000000::100:root@pam:',
  ])('refuses %s', upid => {
    expect(parseUpid(upid)).toBeUndefined();
  });
});
