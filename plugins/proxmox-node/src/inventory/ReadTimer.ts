import { InventoryIntervals } from '../config/ProxmoxConfig';
import { InventoryClock } from './InventoryClock';
import { pollDelay } from './pollDelay';

const INTEREST_MS = 60_000;

/** Decides when one source is read next: by interest, and by how often it failed in a row. */
export class ReadTimer {
  readonly #clock: InventoryClock;
  readonly #intervals: Pick<InventoryIntervals, 'activeMs' | 'idleMs'>;
  readonly #read: () => void;
  #running = false;
  #reading = false;
  #failures = 0;
  #triedAt?: number;
  #interestUntil = 0;
  #cancel?: () => void;

  constructor(options: {
    clock: InventoryClock;
    intervals: Pick<InventoryIntervals, 'activeMs' | 'idleMs'>;
    read: () => void;
  }) {
    this.#clock = options.clock;
    this.#intervals = options.intervals;
    this.#read = options.read;
  }

  /** Failed reads in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds since the last read ended, well or badly; infinite before the first and when the clock was set back since. */
  get age(): number {
    const age = this.#clock.now() - (this.#triedAt ?? -Infinity);
    return age < 0 ? Infinity : age;
  }

  /** Reads now and from then on in intervals. */
  start() {
    this.#running = true;
    this.#schedule(0);
  }

  stop() {
    this.#running = false;
    this.#cancel?.();
  }

  /** Notes that a read began, whoever asked for it. */
  began() {
    this.#reading = true;
  }

  /** Notes how the read ended, and sets the timer for the next. */
  ended(wasGood: boolean) {
    this.#reading = false;
    this.#failures = wasGood ? 0 : this.#failures + 1;
    this.#triedAt = this.#clock.now();
    this.#schedule(
      pollDelay({
        intervals: this.#intervals,
        interested: this.#interestUntil > this.#clock.now(),
        failures: this.#failures,
        random: this.#clock.random(),
      }),
    );
  }

  renewInterest() {
    const now = this.#clock.now();
    const wasIdle = this.#interestUntil <= now;
    this.#interestUntil = now + INTEREST_MS;
    // The timer may still be set to the idle interval; whoever just came should not wait for it.
    if (wasIdle && !this.#reading) {
      this.#schedule(Math.max(0, this.#activeDelay() - this.age));
    }
  }

  /** A source that fails is still asked less and less often, but not as seldom as while nobody looked. */
  #activeDelay(): number {
    return this.#failures === 0
      ? this.#intervals.activeMs
      : pollDelay({
          intervals: this.#intervals,
          interested: true,
          failures: this.#failures,
          random: this.#clock.random(),
        });
  }

  #schedule(milliseconds: number) {
    this.#cancel?.();
    if (this.#running) {
      this.#cancel = this.#clock.schedule(this.#read, milliseconds);
    }
  }
}
