/** Time as the inventory needs it, so that tests need not wait. @public */
export interface InventoryClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after so many milliseconds; returns the function that prevents it. */
  schedule(callback: () => void, milliseconds: number): () => void;
  /** 0 up to 1. */
  random(): number;
}

// Beyond it Node's timers fire at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time of the machine; its timers do not keep the process alive. */
export const systemInventoryClock: InventoryClock = {
  now: () => Date.now(),
  schedule: (callback, milliseconds) => {
    const timer = setTimeout(
      callback,
      Math.min(milliseconds, LONGEST_TIMER_MS),
    );
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
