const INTERVAL_MS = 1000;

/**
 * Resolves when the process that started this one is no more. A parent that is
 * killed outright sends no signal, and its children must not stay behind.
 */
export function parentIsGone(): Promise<void> {
  const parent = process.ppid;
  return new Promise(resolve => {
    const timer = setInterval(() => {
      if (process.ppid !== parent) {
        clearInterval(timer);
        resolve();
      }
    }, INTERVAL_MS);
    timer.unref();
  });
}
