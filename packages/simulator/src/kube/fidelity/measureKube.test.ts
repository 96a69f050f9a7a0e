import { existsSync } from 'node:fs';
import { formatKubeReport, kubeFigures, summariseKube } from './kubeReport';
import { kubeRecordingsPath } from './loadKubeRecordings';
import { measureKube } from './measureKube';

const isHere = existsSync(kubeRecordingsPath());

// In CI the recordings must be there: measureKube() then says what is missing.
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;
const title = isHere
  ? 'fidelity to recorded answers of Kubernetes'
  : 'fidelity to recorded answers of Kubernetes (skipped: the shared recordings are not beside the repository)';

describeIfHere(title, () => {
  it.each([1, 20261122])(
    'reproduces a variant with other names and values (seed %d)',
    async seed => {
      const outcomes = await measureKube({ seed });
      const { isEnough } = summariseKube(outcomes);
      expect(isEnough ? '' : formatKubeReport(outcomes, false)).toBe('');
    },
    120_000,
  );

  it('reproduces the recordings as they are', async () => {
    const outcomes = await measureKube({});
    const { isEnough } = summariseKube(outcomes);
    expect(isEnough ? '' : formatKubeReport(outcomes, false)).toBe('');
    // every recording is counted, in scope or with the rule that excludes it
    const perFamily = Object.entries(kubeFigures(outcomes)).filter(([name]) =>
      /^kube\.[^.]+\.recordings$/.test(name),
    );
    const total = perFamily.reduce((sum, [, count]) => sum + count, 0);
    expect(total).toBe(outcomes.length);
    expect(outcomes.length).toBeGreaterThanOrEqual(488);
  }, 120_000);
});
