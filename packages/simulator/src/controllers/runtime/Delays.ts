import type { SimulatorClock } from '../../clock';

/** How long things take that nothing else times: starting pods, booting. */
export class Delays {
  readonly #startedAt = new Map<string, number>();
  readonly #skipped = new Set<string>();

  constructor(private readonly clock: SimulatorClock) {}

  /**
   * Milliseconds of simulated time left of something that takes `ms` and began
   * when it was first asked for.
   */
  left(thing: { owner: string; step: string }, ms: number): number {
    if (this.#skipped.has(thing.owner)) return 0;
    const key = `${thing.owner} ${thing.step}`;
    const elapsed = this.clock.elapsed();
    const startedAt = this.#startedAt.get(key) ?? elapsed;
    this.#startedAt.set(key, startedAt);
    return Math.max(0, startedAt + ms - elapsed);
  }

  /** Forgets a beginning, so that the next one counts anew. */
  reset(thing: { owner: string; step: string }): void {
    this.#startedAt.delete(`${thing.owner} ${thing.step}`);
  }

  /** Whatever this owner waits for is over: it was there before the simulation. */
  skip(owner: string): void {
    this.#skipped.add(owner);
  }
}
