import type { KnipConfig } from 'knip';

const tests = ['src/**/*.test.{ts,tsx}', 'src/setupTests.ts'];

/** A published package: what `src/index.ts` exports is its interface. */
const plugin = {
  entry: [
    'src/index.ts',
    ...tests,
    'dev/**/*.{ts,tsx}',
    'migrations/*.{js,ts}',
  ],
  project: ['src/**/*.{ts,tsx}', 'dev/**/*.{ts,tsx}'],
  jest: false,
  eslint: false,
};

const config: KnipConfig = {
  // What a file uses itself is not unused, even where nobody else imports it.
  ignoreExportsUsedInFile: true,
  workspaces: {
    '.': {
      entry: [
        'scripts/launch.js',
        'scripts/jest.config.js',
        'scripts/*/run.ts',
        // Started in a process of its own.
        'scripts/bench/kubernetes/write.ts',
        'scripts/guards/check.ts',
        'scripts/**/*.test.ts',
        'scripts/guards/eslintConfig.js',
        'scripts/.eslintrc.js',
        'e2e/**/*.config.ts',
        'e2e/{stories,screenshots}/*.ts',
        'e2e/countReporter.ts',
        'e2e/globalSetup.ts',
      ],
      project: ['scripts/**/*.{js,ts}', 'e2e/**/*.ts'],
      jest: false,
      eslint: false,
      // Named in configuration only: jest's environment, the roles' default
      // set-up, and what the pinned toolchain needs at the root.
      ignoreDependencies: [
        '@backstage/cli-defaults',
        '@jest/environment-jsdom-abstract',
        '@backstage/eslint-plugin',
        'jsdom',
        'jest',
        '@types/jest',
      ],
      ignoreBinaries: ['chromium'],
    },
    'packages/app': {
      ...plugin,
      entry: ['src/index.tsx', ...tests],
      // Installed by being a dependency: `app.packages: all` finds them.
      // react-router is a peer of theirs.
      ignoreDependencies: [
        '@backstage/plugin-.*',
        '@rackstage/plugin-proxmox',
        'react-router',
      ],
    },
    'packages/backend': {
      ...plugin,
      entry: ['src/index.ts', ...tests],
      // Found by name: the frontend that app-backend serves, knex's driver.
      ignoreDependencies: ['app', 'pg'],
    },
    'packages/simulator': {
      ...plugin,
      entry: [
        'src/index.ts',
        'src/cli.ts',
        'src/fidelity/cli.ts',
        // Run by hand when the schemas of the projects change.
        'src/kube/object/generate/cli.ts',
        // Run in a process of its own: its client is an ES module.
        'src/kube/api/__testUtils__/clientNodeStory.ts',
        // Used as a whole: every declaration in it is part of the register.
        'src/pve/register/declarations/index.ts',
        ...tests,
      ],
    },
    'plugins/proxmox': {
      ...plugin,
      entry: [...plugin.entry, 'src/legacy.{ts,tsx}'],
    },
    'plugins/*': plugin,
  },
};

export default config;
