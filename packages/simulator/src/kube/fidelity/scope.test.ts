import { existsSync } from 'node:fs';
import { kubeRecordingsPath, loadKubeRecordings } from './loadKubeRecordings';
import { scopeOf } from './scope';

it('leaves out what a rule names, one by one or by its beginning', () => {
  const ruleOf = (family: string, id: string) => scopeOf({ family, id })?.rule;
  expect(ruleOf('admission', 'webhook-denies')).toBe('admission-webhooks');
  expect(ruleOf('auth', 'role-escalation')).toBe('role-escalation');
  expect(ruleOf('auth', 'forbidden-list')).toBeUndefined();
  expect(ruleOf('lifecycle', 'quota-exceeded')).toBe('quota');
  expect(ruleOf('lifecycle', 'namespace-stuck')).toBeUndefined();
});

const isHere = existsSync(kubeRecordingsPath());
// In CI the recordings must be there: loadKubeRecordings() then says what is missing.
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;

describeIfHere('families that a client of the suite meets first', () => {
  const families =
    'discovery get list list-expired watch create update patch server-side-apply delete validation immutable examples examples-compat';

  it.each(families.split(' '))('%s is in scope as a whole', family => {
    const own = loadKubeRecordings().filter(
      recording => recording.family === family,
    );
    expect(own).not.toEqual([]);
    expect(own.filter(recording => scopeOf(recording))).toEqual([]);
  });
});
