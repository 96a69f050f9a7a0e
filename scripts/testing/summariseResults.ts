/** What jest's JSON report holds of interest here. */
export interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Suites that could not even be loaded; their tests are in no other count. */
  numRuntimeErrorTestSuites: number;
}

/** Counts of a test run; `failed` includes suites that could not be loaded. */
export interface TestSummary {
  passed: number;
  failed: number;
  skipped: number;
}

/** Reads the counts out of jest's JSON report. */
export function summariseResults(results: JestResults): TestSummary {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** The last line of a test run. */
export function summaryLine({ passed, failed, skipped }: TestSummary): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run that tested nothing has not succeeded. */
export function exitCodeFor({ passed, failed }: TestSummary): number {
  return failed > 0 || passed === 0 ? 1 : 0;
}
