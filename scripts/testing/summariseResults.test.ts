import { exitCodeFor, summariseResults, summaryLine } from './summariseResults';

const results = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
};

describe('summariseResults', () => {
  it('counts skipped and planned tests together', () => {
    const summary = summariseResults(results);
    expect(summaryLine(summary)).toBe('12 passed, 0 failed, 3 skipped');
    expect(exitCodeFor(summary)).toBe(0);
  });

  it('counts a suite that could not be loaded as a failure', () => {
    const summary = summariseResults({
      ...results,
      numRuntimeErrorTestSuites: 1,
    });
    expect(summaryLine(summary)).toBe('12 passed, 1 failed, 3 skipped');
    expect(exitCodeFor(summary)).toBe(1);
  });

  it('fails when nothing was tested, even if nothing failed', () => {
    const summary = summariseResults({ ...results, numPassedTests: 0 });
    expect(exitCodeFor(summary)).toBe(1);
  });
});
