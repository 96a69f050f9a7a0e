import { existsSync } from 'node:fs';
import { kubeRecordingsPath, loadKubeRecordings } from './loadKubeRecordings';
import { scopeOf } from './scope';

it('leaves out what a rule names, one by one or by its beginning', () => {
  const ruleOf = (family: string, id: string) => scopeOf({ family, id })?.rule;
  expect(ruleOf('admission', 'webhook-denies')).toBe('admission-webhooks');
  expect(ruleOf('auth', 'impersonate-list')).toBe('impersonation');
  expect(ruleOf('auth', 'forbidden-list')).toBeUndefined();
  expect(ruleOf('lifecycle', 'quota-exceeded')).toBe('quota');
  expect(ruleOf('lifecycle', 'namespace-stuck')).toBeUndefined();
});

const isHere = existsSync(kubeRecordingsPath());
// In CI the recordings must be there: loadKubeRecordings() then says what is missing.
const itIfHere = isHere || process.env.CI ? it : it.skip;

itIfHere(
  'keeps every recording of the families that a client of the suite meets first',
  () => {
    const whole = new Set(
      'discovery get list list-expired watch create update patch server-side-apply delete validation immutable examples examples-compat'.split(
        ' ',
      ),
    );
    const left = loadKubeRecordings()
      .filter(({ family }) => whole.has(family))
      .filter(recording => scopeOf(recording) !== undefined);
    expect(left).toEqual([]);
  },
);
