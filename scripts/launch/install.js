'use strict';

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { LaunchError } = require('./explainFailure');
const { runStep } = require('./runStep');

/** node_modules takes 1.9 GB and Yarn's cache 1.5 GB. */
const NEEDED_GIGABYTES = 4;

/**
 * Installs the dependencies when yarn.lock is not the one that was installed
 * last. Compared by content, because a git checkout changes times.
 */
async function ensureInstalled({ root, env }) {
  const stamp = path.join(root, 'node_modules', '.rackstage-install');
  const wanted = fingerprint(root);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  if (!fs.existsSync(path.join(root, 'node_modules'))) {
    checkDisk(root);
  }
  await runStep({
    title: 'Installing dependencies (some 2 minutes the first time)',
    command: process.platform === 'win32' ? 'yarn.cmd' : 'yarn',
    args: ['install', '--immutable'],
    options: { cwd: root, env, shell: process.platform === 'win32' },
    logFile: path.join(root, 'yarn-install.log'),
  });
  fs.writeFileSync(stamp, wanted);
}

function fingerprint(root) {
  const hash = crypto.createHash('sha256');
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    hash.update(fs.readFileSync(path.join(root, file)));
  }
  return `${process.platform} ${process.arch} ${hash.digest('hex')}\n`;
}

function checkDisk(root) {
  if (!fs.statfsSync) {
    return;
  }
  const { bavail, bsize } = fs.statfsSync(root);
  const free = (bavail * bsize) / 1024 ** 3;
  if (free < NEEDED_GIGABYTES) {
    throw new LaunchError(
      `The disk has ${free.toFixed(
        1,
      )} GB left, the dependencies need about ${NEEDED_GIGABYTES} GB. Free some space and run the command again.`,
    );
  }
}

module.exports = { ensureInstalled, fingerprint };
