'use strict';

const fs = require('fs');
const path = require('path');
const { LaunchError } = require('./explainFailure');
const { runStep } = require('./runStep');

const SUPPORTED_NODE_MAJORS = [22, 24];
const INSTALLED_NODE_MAJOR = 24;

/** Folder of the tools that this machine lacks; ignored by git. */
const FOLDER = '.toolchain';

/**
 * Makes sure of Node 22 or 24 and of the Yarn that package.json names, and
 * returns the folders to put first on the PATH.
 */
async function ensureToolchain(root) {
  const folder = path.join(root, FOLDER);
  const wanted = missingPackages(root, process);
  const missing = wanted.filter(name => !isInstalled(folder, name));
  if (missing.length > 0) {
    await install(folder, wanted);
  }
  return {
    binFolders:
      wanted.length > 0 ? [path.join(folder, 'node_modules', '.bin')] : [],
  };
}

/** npm packages that bring what the running process does not have. */
function missingPackages(root, { versions, env, platform, arch }) {
  const packages = [];
  if (!SUPPORTED_NODE_MAJORS.includes(Number(versions.node.split('.')[0]))) {
    // The platform package holds the binary itself; the package `node` would
    // fetch it in an install script, which newer npm versions do not run.
    const os = platform === 'win32' ? 'win' : platform;
    packages.push(`node-${os}-${arch}@${INSTALLED_NODE_MAJOR}`);
  }
  const { packageManager } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const yarnVersion = packageManager.split('@')[1].split('+')[0];
  const runsUnder = env.npm_config_user_agent || '';
  if (!runsUnder.startsWith(`yarn/${yarnVersion} `)) {
    packages.push(`@yarnpkg/cli-dist@${yarnVersion}`);
  }
  return packages;
}

function isInstalled(folder, wanted) {
  const at = wanted.lastIndexOf('@');
  const [name, version] = [wanted.slice(0, at), wanted.slice(at + 1)];
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  if (!fs.existsSync(manifest)) {
    return false;
  }
  const installed = JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
  return installed === version || installed.startsWith(`${version}.`);
}

async function install(folder, packages) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    // Without a manifest of its own npm would take the one above it.
    fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  } catch (error) {
    throw new LaunchError(
      `The folder ${folder} could not be written (${error.code}). Check that the folder belongs to you and that the disk is not full.`,
    );
  }
  const npm = npmCommand();
  const names = packages.map(name => name.replace(/^node-.*@/, 'Node '));
  await runStep({
    title: `Fetching ${names
      .map(name => name.replace('@yarnpkg/cli-dist@', 'Yarn '))
      .join(' and ')}`,
    command: npm.command,
    args: [
      ...npm.args,
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--no-save',
      '--prefix',
      folder,
      ...packages,
    ],
    options: { cwd: folder, shell: npm.shell },
    logFile: path.join(folder, 'npm-install.log'),
  });
}

/** The npm that runs us, else the one on the PATH. */
function npmCommand() {
  const running = process.env.npm_execpath || '';
  if (running.endsWith('npm-cli.js')) {
    return { command: process.execPath, args: [running], shell: false };
  }
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', args: [], shell: windows };
}

module.exports = { ensureToolchain, missingPackages, isInstalled };
