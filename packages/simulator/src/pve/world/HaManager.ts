/** The manager and its agents look at the cluster every ten seconds. */
export const haRoundMs = 10_000;

/** Whether managed guests are watched, and what becomes of them if not. */
export interface HaArming {
  isArmed: boolean;
  /** `freeze` or `ignore`, while disarmed. */
  mode?: string;
}

/**
 * The manager of high availability: asleep until there is something to manage,
 * and a round late with everything. Times are `elapsed` of the clock.
 */
export class HaManager {
  #wokenAt?: number;
  #arming: HaArming = { isArmed: true };
  #wanted?: { arming: HaArming; at: number };

  /** Gives the manager something to do; it takes notice with its next round. */
  wake(elapsed: number): void {
    this.#wokenAt ??= elapsed;
  }

  /** Whether the manager has taken up its work and knows the nodes. */
  isAwake(elapsed: number): boolean {
    return this.#wokenAt !== undefined && elapsed - this.#wokenAt >= haRoundMs;
  }

  /** Asks to arm or disarm; that happens with the next round. */
  ask(arming: HaArming, elapsed: number): void {
    this.#arming = this.arming(elapsed);
    this.#wanted = { arming, at: elapsed };
  }

  /** What holds at a moment. */
  arming(elapsed: number): HaArming {
    const wanted = this.#wanted;
    const isDone = wanted !== undefined && elapsed - wanted.at >= haRoundMs;
    return isDone ? wanted.arming : this.#arming;
  }
}
