import { SimulatorClock } from '../../clock';
import { Delays } from './Delays';

const boot = { owner: 'tenant-team-a/acme', step: 'boot' };

describe('Delays', () => {
  const start = () => {
    const clock = new SimulatorClock('manual');
    return { clock, delays: new Delays(clock) };
  };

  it('begin when they are first asked for, each by itself', async () => {
    const { clock, delays } = start();
    await clock.advance(5000);
    expect(delays.left(boot, 3000)).toBe(3000);
    await clock.advance(2000);
    expect(delays.left(boot, 3000)).toBe(1000);
    expect(delays.left({ ...boot, step: 'drain' }, 3000)).toBe(3000);
    await clock.advance(9000);
    expect(delays.left(boot, 3000)).toBe(0);
  });

  it('begin anew when they are forgotten', async () => {
    const { clock, delays } = start();
    delays.left(boot, 3000);
    await clock.advance(2000);
    delays.reset(boot);
    expect(delays.left(boot, 3000)).toBe(3000);
  });

  it('are over for what was there before the simulation', () => {
    const { delays } = start();
    delays.skip(boot.owner);
    expect(delays.left(boot, 3000)).toBe(0);
    expect(delays.left({ ...boot, owner: 'tenant-team-a/new' }, 3000)).toBe(
      3000,
    );
  });
});
