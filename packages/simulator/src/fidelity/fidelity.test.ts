import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pveFolderPath } from './findPveFolder';
import { measure } from './measure';
import { formatReport, summarise } from './report';

const pveFolder = pveFolderPath();
const isHere = existsSync(join(pveFolder, 'recordings'));

// In CI the recordings must be there: measure() then says what is missing.
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;
const title = isHere
  ? 'fidelity to recorded answers'
  : 'fidelity to recorded answers (skipped: the shared recordings are not beside the repository)';

describeIfHere(title, () => {
  /** The result, with the whole report in place of the summary when it is poor. */
  async function result(seed?: number) {
    const outcomes = await measure({ pveFolder, seed });
    const summary = summarise(outcomes);
    return summary.isEnough ? summary : formatReport(outcomes, false);
  }
  const enough = {
    isEnough: true,
    recordings: expect.any(Number),
    reproducedPercent: expect.any(Number),
  };

  it('reproduces the recordings as they are', async () => {
    expect(await result()).toMatchObject(enough);
  }, 120_000);

  it.each([1, 20261122])(
    'reproduces a variant with other names and values (seed %d)',
    async seed => {
      expect(await result(seed)).toMatchObject(enough);
    },
    120_000,
  );
});
