'use strict';

const path = require('path');
const createPackageConfig = require('@backstage/cli/config/eslint-factory');

// Backstage's ESLint configuration plus the guards of this repository; every
// package's .eslintrc.js is `require('../../scripts/guards/eslintConfig')(__dirname)`.
// ESLint knows one level per rule, so the errors stand here and the warnings
// (250 lines per file, 60 per function) come from a second instance in
// scripts/guards/check.ts, together with what is not a question of syntax.

const TESTS = [
  '**/*.test.*',
  '**/__testUtils__/**',
  '**/__mocks__/**',
  'src/setupTests.*',
  'dev/**',
];
const DATA = ['**/__fixtures__/**', '**/generated/**'];

const OURS = [
  '@rackstage/plugin-proxmox',
  '@rackstage/plugin-proxmox-common',
  '@rackstage/plugin-proxmox-node',
  '@rackstage/plugin-proxmox-backend',
  '@rackstage/plugin-catalog-backend-module-proxmox',
  '@rackstage/plugin-scaffolder-backend-module-proxmox',
  '@rackstage/plugin-search-backend-module-proxmox',
];

/** Features that are composed in a backend and never build on each other. */
const FEATURES = OURS.filter(name => /-backend/.test(name));

const sizeRules = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 100 }],
  complexity: ['error', 12],
  'max-params': ['error', 3],
};

const DOUBLE_CAST = {
  selector:
    "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
  message:
    'A cast through unknown switches the type check off. Parse the value, or give the function the type it needs.',
};
const REACT_DEFAULT_IMPORT = {
  selector:
    "ImportDeclaration[source.value='react'] :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)",
  message: 'Import what is used from react by name.',
};
const DIRNAME = {
  selector: 'Identifier[name="__dirname"]',
  message:
    '`__dirname` is another folder in a production build; use `resolvePackagePath()`.',
};

const typeRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/ban-ts-comment': [
    'error',
    {
      'ts-ignore': true,
      'ts-nocheck': true,
      'ts-expect-error': 'allow-with-description',
    },
  ],
  'no-console': 'error',
};

const importRules = {
  '@backstage/no-mixed-plugin-imports': 'error',
  '@backstage/no-undeclared-imports': 'error',
  '@backstage/no-relative-monorepo-imports': 'error',
  '@backstage/no-self-package-imports': 'error',
};

/** The guards as ESLint overrides: written last, they win over Backstage's rules. */
function guardOverrides() {
  return [
    {
      files: ['**/*.ts', '**/*.tsx', '**/*.js'],
      excludedFiles: DATA,
      rules: {
        ...sizeRules,
        ...typeRules,
        ...importRules,
        'no-restricted-syntax': [
          'error',
          DOUBLE_CAST,
          REACT_DEFAULT_IMPORT,
          DIRNAME,
        ],
      },
    },
    {
      // A component's markup is long without being complicated. Functions in
      // these files that are no components are held to 100 by check.ts.
      files: ['**/*.tsx'],
      rules: { 'max-lines-per-function': ['error', { max: 120 }] },
    },
    {
      // `describe` is one function around a whole story.
      files: TESTS,
      rules: {
        'max-lines-per-function': 'off',
        'no-restricted-syntax': ['error', DOUBLE_CAST],
      },
    },
  ];
}

/** Names that a package's sources may not import, each with the reason. */
function restrictedImports(packageName) {
  if (packageName === '@rackstage/simulator') {
    return {
      everywhere: OURS.map(name => ({
        name,
        message:
          'The simulator is a second witness: it knows nothing of our packages.',
      })),
      sources: [],
    };
  }
  const simulator = {
    name: '@rackstage/simulator',
    message: 'Only tests may use the simulator.',
  };
  const features = FEATURES.includes(packageName)
    ? FEATURES.filter(name => name !== packageName)
    : [];
  return {
    everywhere: [],
    sources: [
      simulator,
      ...features.map(name => ({
        name,
        message:
          'Features of the backend do not import each other; share through plugin-proxmox-node.',
      })),
    ],
  };
}

/**
 * The ESLint configuration of the package in `dir`; `extra` takes the keys of
 * Backstage's eslint-factory.
 */
function createGuardedConfig(dir, extra = {}) {
  const { name } = require(path.join(dir, 'package.json'));
  const { everywhere, sources } = restrictedImports(name);
  return createPackageConfig(dir, {
    ...extra,
    restrictedImports: [...everywhere, ...(extra.restrictedImports ?? [])],
    restrictedSrcImports: [...sources, ...(extra.restrictedSrcImports ?? [])],
    overrides: [...guardOverrides(), ...(extra.overrides ?? [])],
  });
}

module.exports = createGuardedConfig;
module.exports.guardOverrides = guardOverrides;
module.exports.DOUBLE_CAST = DOUBLE_CAST;
