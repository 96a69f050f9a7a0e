import { setTimeout as pause } from 'node:timers/promises';

/** Heap after garbage collection, in bytes. */
export async function settledHeap(): Promise<number> {
  if (!global.gc) {
    throw new Error('The benchmark needs node --expose-gc');
  }
  for (let run = 0; run < 4; run++) {
    global.gc();
    // Finalizers run between two tasks, and what they let go is free for the next run.
    await pause(50);
  }
  global.gc();
  return process.memoryUsage().heapUsed;
}
