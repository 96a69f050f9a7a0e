import { parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  const labels = { tier: 'gold', zone: '3', 'example.org/owner': '' };

  it.each([
    ['', true],
    ['tier', true],
    ['!tier', false],
    ['!nope', true],
    ['tier=gold', true],
    ['tier==gold,zone=3', true],
    ['tier != gold', false],
    ['nope!=x', true],
    ['tier in (silver, gold)', true],
    ['tier notin (gold)', false],
    ['nope notin (gold)', true],
    ['example.org/owner=', true],
    ['zone>2', true],
    ['zone<2', false],
    ['nope>2', false],
    ['tier in (gold),!nope,zone', true],
  ])('%s: %s', (text, expected) => {
    expect(parseLabelSelector(text)(labels)).toBe(expected);
  });

  it.each([
    ['tier===gold', "found '=', expected: identifier"],
    ['tier in gold', "found 'gold', expected: '('"],
    ['tier in (gold', "found '', expected: ',', ')' or identifier"],
    ['tier gold', "found 'gold', expected: in, notin, =, ==, !=, gt, lt"],
    ['tier=gold zone', "found 'zone', expected: ',' or 'end of string'"],
  ])('refuses %s', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
  });

  it('never finds what objects have by nature', () => {
    expect(parseLabelSelector('constructor')({})).toBe(false);
  });
});
