import { aTenantClusterPlan } from './__testUtils__/aTenantClusterPlan';
import { chooseMachineTag } from './chooseMachineTag';

describe('chooseMachineTag', () => {
  it.each([
    ['a template without tags', [], 'tenant-acme.acme'],
    ['another one', ['capi', 'ubuntu'], 'tenant-acme.acme'],
    [
      'a template that was made of a worker',
      ['tenant-acme.acme'],
      'tenant-acme.acme.2',
    ],
    [
      'one that was made of such a worker',
      ['tenant-acme.acme', 'tenant-acme.acme.2'],
      'tenant-acme.acme.3',
    ],
  ])('finds one that %s lacks', (_name, templateTags, tag) => {
    expect(chooseMachineTag(aTenantClusterPlan({ templateTags }))).toBe(tag);
  });
});
