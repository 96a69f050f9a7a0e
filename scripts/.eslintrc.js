const { createConfig } = require('@backstage/cli/config/eslint-factory');
const { DOUBLE_CAST, guardOverrides } = require('./guards/eslintConfig');

// For the folders that are no package: scripts and e2e.
module.exports = createConfig(__dirname, {
  overrides: [
    ...guardOverrides(),
    {
      files: ['**/*'],
      rules: {
        // What these files import stands in the root package.json; knip checks it.
        '@backstage/no-undeclared-imports': 'off',
        'no-restricted-syntax': ['error', DOUBLE_CAST],
      },
    },
  ],
});
