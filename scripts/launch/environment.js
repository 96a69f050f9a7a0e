'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

/**
 * The environment for everything the launcher starts: the given folders first
 * on the PATH, and nothing of what npm tells its scripts. npm exports its own
 * settings as npm_config_*; a foreign `nodedir` among them would make native
 * add-ons compile against the headers of another Node.
 */
function cleanEnvironment(source, binFolders) {
  const env = {};
  for (const [name, value] of Object.entries(source)) {
    if (!/^npm_/i.test(name) && name !== 'INIT_CWD') {
      env[name] = value;
    }
  }
  const pathName =
    Object.keys(env).find(name => name.toLowerCase() === 'path') || 'PATH';
  env[pathName] = [...binFolders, env[pathName]]
    .filter(Boolean)
    .join(path.delimiter);
  env.YARN_ENABLE_TELEMETRY = '0';
  return env;
}

/**
 * Yarn does not read .npmrc. Somebody whose npm goes through a mirror expects
 * the install to go there too, so npm's registry is handed on, unless Yarn has
 * one configured.
 */
function registryForYarn(source = process.env, home = os.homedir()) {
  const registry = source.npm_config_registry;
  const isDefault =
    !registry || /^https:\/\/registry\.npmjs\.org\/?$/.test(registry);
  if (isDefault || source.YARN_NPM_REGISTRY_SERVER) {
    return {};
  }
  const yarnSettings = path.join(home, '.yarnrc.yml');
  if (
    fs.existsSync(yarnSettings) &&
    fs.readFileSync(yarnSettings, 'utf8').includes('npmRegistryServer')
  ) {
    return {};
  }
  return { YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, '') };
}

module.exports = { cleanEnvironment, registryForYarn };
