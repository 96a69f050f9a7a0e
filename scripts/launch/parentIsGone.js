'use strict';

const INTERVAL_MS = 500;

/**
 * Resolves when the process that started this one is no more. A parent that is
 * killed outright sends no signal, and a shell between npm and the command
 * hands none on; children must not stay behind.
 */
function parentIsGone() {
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

module.exports = { parentIsGone };
