import { HaManager, haRoundMs } from './HaManager';

describe('HaManager', () => {
  it('sleeps until it has something to do, and wakes with its next round', () => {
    const manager = new HaManager();
    expect(manager.isAwake(99_000)).toBe(false);
    manager.wake(100_000);
    manager.wake(105_000);
    expect(manager.isAwake(100_000 + haRoundMs - 1)).toBe(false);
    expect(manager.isAwake(100_000 + haRoundMs)).toBe(true);
  });

  it('disarms and arms a round after it was asked to', () => {
    const manager = new HaManager();
    manager.ask({ isArmed: false, mode: 'ignore' }, 50_000);
    expect(manager.arming(50_000)).toEqual({ isArmed: true });
    expect(manager.arming(60_000)).toEqual({ isArmed: false, mode: 'ignore' });
    manager.ask({ isArmed: true }, 70_000);
    expect(manager.arming(71_000)).toEqual({ isArmed: false, mode: 'ignore' });
    expect(manager.arming(80_000)).toEqual({ isArmed: true });
  });
});
