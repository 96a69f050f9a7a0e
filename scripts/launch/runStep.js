'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const { LaunchError, explainFailure } = require('./explainFailure');

/** A log needs a sign of life now and then, a terminal every second. */
const LOG_INTERVAL_SECONDS = 20;

/**
 * Runs one step of the set-up quietly, with a progress line that counts the
 * seconds; what the step prints goes to a log file and is shown on failure.
 */
async function runStep({ title, command, args, options, logFile }) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const stopProgress = showProgress(title, seconds);
  try {
    await collect({ title, command, args, options, logFile });
  } finally {
    stopProgress();
  }
  process.stdout.write(`${title}: done in ${seconds()} s\n`);
}

function showProgress(title, seconds) {
  const { isTTY } = process.stdout;
  if (!isTTY) {
    process.stdout.write(`${title} ...\n`);
  }
  const timer = setInterval(() => {
    if (isTTY) {
      process.stdout.write(`\r${title} ... ${seconds()} s`);
    } else if (seconds() % LOG_INTERVAL_SECONDS === 0) {
      process.stdout.write(`${title} ... ${seconds()} s\n`);
    }
  }, 1000);
  return () => {
    clearInterval(timer);
    if (isTTY) {
      process.stdout.write('\r\u001b[2K');
    }
  };
}

function collect({ title, command, args, options, logFile }) {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = chunk => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', error => {
      reject(new LaunchError(explainFailure(title, `${error.message}`)));
    });
    child.on('close', code => {
      const written = writeLog(logFile, output);
      if (code === 0) {
        resolve();
      } else {
        reject(new LaunchError(explainFailure(title, output, written)));
      }
    });
  });
}

/** A full disk must not hide its own explanation behind a failed log. */
function writeLog(logFile, output) {
  try {
    fs.writeFileSync(logFile, output);
    return logFile;
  } catch {
    return undefined;
  }
}

module.exports = { runStep };
