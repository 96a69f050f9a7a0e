import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findTextProblems } from './findTextProblems';
import { measureLengths } from './measureLengths';

// The part of `yarn lint:all` that ESLint's one level per rule cannot express:
// lengths that are only warned about, and the guards of findTextProblems.

const root = resolve(__dirname, '..', '..');
const SOURCE =
  /^(packages\/[^/]+|plugins\/[^/]+)\/(src|dev)\/.+\.tsx?$|^(scripts|e2e)\/.+\.(ts|js)$/;

function listSources(): string[] {
  const tracked = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return tracked
    .split('\n')
    .filter(path => SOURCE.test(path) && existsSync(join(root, path)));
}

async function main() {
  const sources = listSources();
  if (sources.length === 0) {
    throw new Error('No source file was found, so nothing was checked.');
  }
  const lengths = await measureLengths(
    root,
    sources.filter(path => !/\.test\.|__fixtures__|\/generated\//.test(path)),
  );
  const texts = sources.flatMap(path =>
    findTextProblems({ path, content: readFileSync(join(root, path), 'utf8') }),
  );
  const problems = [...lengths, ...texts];
  for (const { level, file, line, text } of problems) {
    process.stdout.write(`${level}: ${file}:${line}: ${text}\n`);
  }
  const errors = problems.filter(({ level }) => level === 'error').length;
  process.stdout.write(
    `Guards: ${sources.length} files, ${errors} errors, ${
      problems.length - errors
    } warnings\n`,
  );
  process.exitCode = errors > 0 ? 1 : 0;
}

main();
