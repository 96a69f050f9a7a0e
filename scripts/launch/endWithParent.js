'use strict';

// Required first of all in every process of the demo: one whose parent was
// killed outright ends too, in good order if it can.

const { isMainThread } = require('worker_threads');
const { parentIsGone } = require('./parentIsGone');

const PATIENCE_MS = 8000;

if (isMainThread) {
  parentIsGone().then(() => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref();
  });
}
