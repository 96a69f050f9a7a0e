/** A place that breaks or strains a guard. */
export interface GuardProblem {
  level: 'error' | 'warning';
  /** Relative to the repository root, with slashes. */
  file: string;
  line: number;
  text: string;
}

interface SourceFile {
  /** Relative to the repository root, with slashes. */
  path: string;
  content: string;
}

const ROUTE_FILE_LINES = 150;

const isTestFile = (path: string) =>
  /\.test\.|\/__testUtils__\/|\/__fixtures__\/|\/__mocks__\/|\/setupTests\./.test(
    path,
  );

type TextGuard = (file: SourceFile, lines: string[]) => GuardProblem[];

const linesMatching = (
  { path }: SourceFile,
  lines: string[],
  { pattern, text }: { pattern: RegExp; text: string },
): GuardProblem[] =>
  lines.flatMap((line, index) =>
    pattern.test(line)
      ? [{ level: 'error', file: path, line: index + 1, text }]
      : [],
  );

const routeFilesStaySmall: TextGuard = ({ path }, lines) =>
  /^plugins\/[^/]+\/src\/routes\/[^/]+\.ts$/.test(path) &&
  !isTestFile(path) &&
  lines.length > ROUTE_FILE_LINES
    ? [
        {
          level: 'error',
          file: path,
          line: ROUTE_FILE_LINES,
          text: `${lines.length} lines; a routes file holds one noun in at most ${ROUTE_FILE_LINES}.`,
        },
      ]
    : [];

const exceptionsSayWhy: TextGuard = (file, lines) =>
  file.path.startsWith('scripts/guards/')
    ? []
    : linesMatching(file, lines, {
        pattern: /eslint-disable(?!.*\s--\s+\S)/,
        text: 'An exception carries a sentence: `eslint-disable-next-line <rule> -- <why>`.',
      });

const productDoesNotKnowTheSimulator: TextGuard = (file, lines) =>
  /^plugins\/[^/]+\/src\//.test(file.path) && !isTestFile(file.path)
    ? linesMatching(file, lines, {
        pattern: /simulator/i,
        text: 'The product does not know that the simulator exists; only tests may name it.',
      })
    : [];

const indexOnlyExports: TextGuard = (file, lines) =>
  /^(plugins\/[^/]+|packages\/simulator)\/src\/(.+\/)?index\.ts$/.test(
    file.path,
  )
    ? linesMatching(file, lines, {
        pattern:
          /^(export )?(default )?(async )?(const|let|function|class) |^import /,
        text: 'index.ts re-exports and nothing else.',
      })
    : [];

const GUARDS: TextGuard[] = [
  routeFilesStaySmall,
  exceptionsSayWhy,
  productDoesNotKnowTheSimulator,
  indexOnlyExports,
];

/** The guards that ESLint's rules cannot express, applied to one source file. */
export function findTextProblems(file: SourceFile): GuardProblem[] {
  const lines = file.content.replace(/\n$/, '').split('\n');
  return GUARDS.flatMap(guard => guard(file, lines));
}
