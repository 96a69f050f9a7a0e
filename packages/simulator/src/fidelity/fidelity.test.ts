import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pveFolderPath } from './findPveFolder';
import { measure } from './measure';
import { formatReport, summarise, thresholds } from './report';

const pveFolder = pveFolderPath();
const isHere = existsSync(join(pveFolder, 'recordings'));

// In CI the recordings must be there: measure() then says what is missing.
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;
const title = isHere
  ? 'fidelity to recorded answers'
  : 'fidelity to recorded answers (skipped: the shared recordings are not beside the repository)';

describeIfHere(title, () => {
  async function expectEnough(seed?: number) {
    const outcomes = await measure({ pveFolder, seed });
    const summary = summarise(outcomes);
    if (!summary.isEnough) {
      throw new Error(formatReport(outcomes, false));
    }
    expect(summary.reproducedPercent).toBeGreaterThanOrEqual(
      thresholds.reproducedPercent,
    );
    expect(summary.scopePercent).toBeGreaterThanOrEqual(
      thresholds.scopePercent,
    );
  }

  it('reproduces the recordings as they are', async () => {
    await expectEnough();
  }, 120_000);

  it.each([1, 20261122])(
    'reproduces a variant with other names and values (seed %d)',
    async seed => {
      await expectEnough(seed);
    },
    120_000,
  );
});
