import { ESLint } from 'eslint';
import { relative } from 'node:path';
import type { GuardProblem } from './findTextProblems';

const FILE_LINES = 250;
const FUNCTION_LINES = 60;
const FUNCTION_LINES_AT_MOST = 100;

/**
 * The second ESLint instance: it knows only the two length rules, at the level
 * of a warning. In .tsx files, where the first instance allows components 120
 * lines, it holds every function that is no component to 100.
 */
export async function measureLengths(
  root: string,
  files: string[],
): Promise<GuardProblem[]> {
  const eslint = new ESLint({
    cwd: root,
    useEslintrc: false,
    allowInlineConfig: false,
    overrideConfig: {
      parser: '@typescript-eslint/parser',
      parserOptions: { sourceType: 'module', ecmaFeatures: { jsx: true } },
      rules: {
        'max-lines': ['warn', FILE_LINES],
        'max-lines-per-function': ['warn', FUNCTION_LINES],
      },
    },
  });
  const results = await eslint.lintFiles(files);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, fatal }) => {
      const isTooLong = isLongPlainFunction(filePath, message);
      return {
        level: fatal || isTooLong ? 'error' : 'warning',
        file: relative(root, filePath),
        line,
        text: isTooLong
          ? `${message} Only components may have more than ${FUNCTION_LINES_AT_MOST}.`
          : message,
      };
    }),
  );
}

function isLongPlainFunction(filePath: string, message: string): boolean {
  const length = /has too many lines \((\d+)\)/.exec(message);
  const isComponent = /unction '[A-Z]/.test(message);
  return (
    filePath.endsWith('.tsx') &&
    length !== null &&
    Number(length[1]) > FUNCTION_LINES_AT_MOST &&
    !isComponent
  );
}
