import { aSpec, goodFacts } from './__testUtils__/goodFacts';
import { componentRules } from './componentRules';
import { PreflightFacts } from './PreflightFacts';

const [componentKnown] = componentRules;
const check = (component: string | undefined, facts: Partial<PreflightFacts>) =>
  componentKnown(goodFacts({ spec: aSpec({ component }), ...facts }));

describe('the Component that a cluster is for', () => {
  const ref = 'component:default/orders-api';

  it('may be left out', () => {
    expect(check(undefined, {}).level).toBe('ok');
    expect(check('', {}).level).toBe('ok');
  });

  it('is one that the caller sees and the owner of the tenant owns', () => {
    const owners = ['group:default/team-c', 'group:default/team-a'];
    expect(check(ref, { component: { owners } }).level).toBe('ok');
    expect(check('component:orders-api', { component: { owners } })).toEqual(
      expect.objectContaining({
        level: 'ok',
        text: expect.stringContaining(ref),
      }),
    );
  });

  it('is refused where it is none, and where the catalogue shows none', () => {
    expect(check('orders-api', {})).toMatchObject({
      level: 'error',
      field: 'component',
      text: "'orders-api' is no entity ref of a Component.",
    });
    expect(check(ref, { component: null })).toMatchObject({
      level: 'error',
      field: 'component',
      text: `The catalogue has no ${ref}, or you may not read it.`,
    });
  });

  it.each<[string, Partial<PreflightFacts>, RegExp]>([
    [
      'belongs to somebody else',
      { component: { owners: ['group:default/team-b'] } },
      /does not belong to group:default\/team-a/,
    ],
    [
      'has an owner, but the tenant none',
      { component: { owners: ['group:default/team-a'] }, owner: undefined },
      /does not belong to the owner of the tenant/,
    ],
    ['could not be looked up', { component: undefined }, /cannot be read/],
  ])('is a warning where it %s', (_, facts, text) => {
    expect(check(ref, facts)).toMatchObject({
      level: 'warning',
      field: 'component',
      text: expect.stringMatching(text),
    });
  });
});
