import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Ends the run with the same plain line as `npm test`. */
export default class CountReporter implements Reporter {
  readonly #outcomes = new Map<string, TestResult['status']>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#outcomes.set(test.id, result.status);
  }

  onEnd(): void {
    const outcomes = [...this.#outcomes.values()];
    const passed = outcomes.filter(status => status === 'passed').length;
    const skipped = outcomes.filter(status => status === 'skipped').length;
    const failed = outcomes.length - passed - skipped;
    process.stdout.write(
      `${passed} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  }

  printsToStdio(): boolean {
    return true;
  }
}
