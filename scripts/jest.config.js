'use strict';

// Everything that `npm test` runs: the packages' own tests as Backstage's CLI
// configures them, and the tests of these scripts as one more jest project.
module.exports = async () => {
  const packages = await require('@backstage/cli/config/jest');
  const [{ transform }] = packages.projects.filter(project =>
    project.testEnvironment?.includes('jest-environment-node'),
  );
  return {
    ...packages,
    projects: [
      ...packages.projects,
      {
        displayName: 'scripts',
        id: 'rackstage_scripts',
        rootDir: __dirname,
        testEnvironment: 'node',
        testMatch: ['**/*.test.ts'],
        transform,
        transformIgnorePatterns: ['/node_modules/'],
      },
    ],
  };
};
