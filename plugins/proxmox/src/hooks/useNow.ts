import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

// One clock for all age stamps: hundreds of timers would tick out of step and cost a render each.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    // The last tick may be long ago; React compares again after subscribing.
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach(notify => notify());
    }, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function read(): number {
  return now;
}

/** The time in milliseconds, ticking once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read);
}
