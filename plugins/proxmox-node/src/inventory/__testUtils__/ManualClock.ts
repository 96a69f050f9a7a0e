import { InventoryClock } from '../InventoryClock';

/** A clock that stands still until it is moved. */
export class ManualClock implements InventoryClock {
  #now = Date.parse('2026-11-01T12:00:00Z');
  #timers: Array<{ at: number; callback: () => void }> = [];

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  schedule(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  /** Milliseconds until the next timer; undefined without one. */
  get nextIn(): number | undefined {
    const next = Math.min(...this.#timers.map(timer => timer.at));
    return Number.isFinite(next) ? next - this.#now : undefined;
  }

  /** Moves time on and fires what became due. */
  advance(milliseconds: number) {
    this.#now += milliseconds;
    const due = this.#timers.filter(timer => timer.at <= this.#now);
    this.#timers = this.#timers.filter(timer => timer.at > this.#now);
    due.forEach(timer => timer.callback());
  }
}
