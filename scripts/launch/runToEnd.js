'use strict';

const { spawn } = require('child_process');
const os = require('os');

/**
 * Runs the command in the foreground and returns its exit code. Ctrl-C reaches
 * the command through the terminal, so the launcher only waits for it to tidy
 * up; a signal sent to the launcher alone is handed on.
 */
function runToEnd({ command, args, root, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', error => {
      reject(new Error(`${command} could not be started: ${error.message}`));
    });
    child.on('exit', (code, signal) => {
      resolve(signal ? 128 + os.constants.signals[signal] : code);
    });
  });
}

module.exports = { runToEnd };
