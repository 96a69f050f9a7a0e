import { ConflictError, NotFoundError } from '@backstage/errors';
import { RefreshTrigger } from './RefreshTrigger';

function setUp(answer: () => Promise<void> = async () => {}) {
  let now = 1_000_000;
  let timers: Array<{ dueAt: number; callback: () => void }> = [];
  const runs: string[] = [];
  const log: string[] = [];
  const trigger = new RefreshTrigger({
    source: 'mgmt-a',
    scheduler: {
      async triggerTask(id) {
        runs.push(`${id}@${now - 1_000_000}`);
        await answer();
      },
    },
    logger: { debug: line => log.push(line) },
    now: () => now,
    schedule(callback, delayMs) {
      const timer = { dueAt: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
  });
  const advance = async (ms: number) => {
    now += ms;
    const due = timers.filter(({ dueAt }) => dueAt <= now);
    timers = timers.filter(({ dueAt }) => dueAt > now);
    due.forEach(({ callback }) => callback());
    await new Promise(setImmediate);
  };
  return { trigger, runs, log, advance, timers: () => timers.length };
}

describe('RefreshTrigger', () => {
  it('runs the task once for a burst of news, and not at all for the same again', async () => {
    const { trigger, runs, advance } = setUp();
    trigger.seen('[]');
    trigger.seen('[acme]');
    trigger.seen('[acme,globex]');
    await advance(1_000);
    expect(runs).toEqual(['proxmox:mgmt-a:refresh@1000']);

    trigger.seen('[acme,globex]');
    await advance(60_000);
    expect(runs).toHaveLength(1);
  });

  it('leaves five seconds between two runs, however much happens', async () => {
    const { trigger, runs, advance } = setUp();
    for (let second = 0; second < 12; second++) {
      trigger.seen(`[${second}]`);
      await advance(1_000);
    }
    expect(runs.map(run => run.split('@')[1])).toEqual([
      '1000',
      '6000',
      '11000',
    ]);
  });

  it('tries again where the task runs just now: it may have begun before the news', async () => {
    let isRunning = true;
    const { trigger, runs, advance } = setUp(async () => {
      if (isRunning) {
        throw new ConflictError('Task is currently running');
      }
    });
    trigger.seen('[acme]');
    await advance(1_000);
    isRunning = false;
    await advance(5_000);
    await advance(60_000);
    expect(runs).toHaveLength(2);
  });

  it('leaves it to the schedule where the scheduler fails', async () => {
    const { trigger, log, advance, timers } = setUp(async () => {
      throw new NotFoundError('Task does not exist');
    });
    trigger.seen('[acme]');
    await advance(1_000);
    expect(log).toEqual([expect.stringContaining('Task does not exist')]);
    expect(timers()).toBe(0);
  });

  it('ends without a timer left behind', async () => {
    const { trigger, runs, advance, timers } = setUp();
    trigger.seen('[acme]');
    trigger.stop();
    trigger.seen('[globex]');
    await advance(60_000);
    expect(timers()).toBe(0);
    expect(runs).toEqual([]);
  });
});
