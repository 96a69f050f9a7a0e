import { ESLint } from 'eslint';
import { join, resolve } from 'node:path';
import { findTextProblems } from './findTextProblems';

const root = resolve(__dirname, '..', '..');

async function errorsIn(path: string, code: string): Promise<string[]> {
  const cwd = join(root, path.split('/').slice(0, 2).join('/'));
  const [result] = await new ESLint({ cwd }).lintText(code, {
    filePath: join(root, path),
  });
  return result.messages
    .filter(({ severity }) => severity === 2)
    .map(({ ruleId }) => `${ruleId}`);
}

const lines = (count: number, text: string) => `${text}\n`.repeat(count);
const NODE = 'plugins/proxmox-node/src/sample.ts';
const COMPONENT = 'plugins/proxmox/src/components/Sample.tsx';

const badSamples: [rule: string, path: string, code: string][] = [
  ['max-lines', NODE, lines(401, '// line')],
  [
    'max-lines-per-function',
    NODE,
    `export function long() {\n${lines(100, '  Math.random();')}}\n`,
  ],
  [
    'max-lines-per-function',
    COMPONENT,
    `export function Long() {\n${lines(120, '  Math.random();')}}\n`,
  ],
  [
    'complexity',
    NODE,
    `export function branches(n: number) {\n${lines(
      12,
      '  if (n > 1) Math.random();',
    )}}\n`,
  ],
  [
    'max-params',
    NODE,
    'export const f = (a: 1, b: 1, c: 1, d: 1) => a + b + c + d;\n',
  ],
  ['@typescript-eslint/no-explicit-any', NODE, 'export const a: any = 1;\n'],
  [
    '@typescript-eslint/ban-ts-comment',
    NODE,
    '// @ts-ignore\nexport const a: string = 1;\n',
  ],
  ['no-restricted-syntax', NODE, 'export const a = 1 as unknown as string;\n'],
  [
    'no-restricted-syntax',
    'plugins/proxmox-node/src/sample.test.ts',
    'export const a = 1 as unknown as string;\n',
  ],
  ['no-restricted-syntax', COMPONENT, "import React from 'react';\n\nReact;\n"],
  ['no-console', NODE, "console.log('here');\n"],
  ['no-console', 'packages/simulator/src/sample.ts', "console.log('here');\n"],
  [
    'no-restricted-imports',
    NODE,
    "import { startSimulator } from '@rackstage/simulator';\n\nstartSimulator();\n",
  ],
  [
    'no-restricted-imports',
    'packages/simulator/src/sample.test.ts',
    "import * as a from '@rackstage/plugin-proxmox-common';\n\nexport default a;\n",
  ],
  [
    'no-restricted-imports',
    'plugins/catalog-backend-module-proxmox/src/sample.ts',
    "import a from '@rackstage/plugin-proxmox-backend';\n\nexport default a;\n",
  ],
  [
    '@backstage/no-mixed-plugin-imports',
    COMPONENT,
    "import * as a from '@rackstage/plugin-proxmox-node';\n\nexport default a;\n",
  ],
  [
    '@backstage/no-undeclared-imports',
    NODE,
    "import * as a from 'lodash';\n\nexport default a;\n",
  ],
  [
    '@backstage/no-relative-monorepo-imports',
    NODE,
    "import * as a from '../../proxmox-common/src';\n\nexport default a;\n",
  ],
  [
    '@backstage/no-self-package-imports',
    'plugins/proxmox-node/src/index.ts',
    "import * as a from '@rackstage/plugin-proxmox-node';\n\nexport default a;\n",
  ],
];

describe('ESLint guards', () => {
  it.each(badSamples)(
    '%s refuses a bad sample in %s',
    async (rule, path, code) => {
      expect(await errorsIn(path, code)).toContain(rule);
    },
  );

  it('accepts ordinary code', async () => {
    const code =
      '/** Doubles a count. */\nexport const double = (count: number) => count * 2;\n';
    expect(await errorsIn(NODE, code)).toEqual([]);
  });

  it('lets tests use the simulator and be long', async () => {
    const code = `import { startSimulator } from '@rackstage/simulator';

describe('a story', () => {
  it('is told', () => {
${lines(110, '    expect(startSimulator).toBeDefined();')}  });
});
`;
    expect(await errorsIn('plugins/proxmox-node/src/a.test.ts', code)).toEqual(
      [],
    );
  });
});

describe('text guards', () => {
  it.each([
    ['plugins/proxmox-backend/src/routes/guests.ts', lines(151, '// line')],
    [NODE, '// eslint-disable-next-line no-console\n'],
    [NODE, '// works like the simulator\n'],
    ['plugins/proxmox-node/src/index.ts', 'export const a = 1;\n'],
  ])('refuse a bad sample in %s', (path, content) => {
    expect(findTextProblems({ path, content })).toEqual([
      expect.objectContaining({ level: 'error', file: path }),
    ]);
  });

  it.each([
    ['plugins/proxmox-backend/src/routes/guests.ts', lines(150, '// line')],
    [NODE, '// eslint-disable-next-line no-console -- the CLI prints\n'],
    ['plugins/proxmox-node/src/a.test.ts', "from '@rackstage/simulator'\n"],
    ['plugins/proxmox-node/src/index.ts', "export { a } from './a';\n"],
  ])('accept a good sample in %s', (path, content) => {
    expect(findTextProblems({ path, content })).toEqual([]);
  });
});
