'use strict';

const { spawn } = require('child_process');
const os = require('os');
const { parentIsGone } = require('./parentIsGone');

/**
 * Runs the command in the foreground and returns its exit code. Ctrl-C reaches
 * the command through the terminal, so the launcher only waits for it to tidy
 * up; a signal sent to the launcher alone is handed on. npm sends its own to the
 * shell between them, which may die without a word: then the command ends too.
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
    parentIsGone().then(() => child.kill('SIGTERM'));
    child.on('error', error => {
      reject(new Error(`${command} could not be started: ${error.message}`));
    });
    child.on('exit', (code, signal) => {
      resolve(signal ? 128 + os.constants.signals[signal] : code);
    });
  });
}

module.exports = { runToEnd };
