import { goPattern } from './goPattern';

describe('goPattern', () => {
  it.each<[string, string, boolean]>([
    ['^(?i)[a-z]+$', 'ABC', true],
    ['(?i)abc', 'xABCx', true],
    ['^[a-z]+$', 'ABC', false],
    ['^[[:alpha:]]+$', 'abC', true],
    ['^[[:digit:][:upper:]]+$', '1A', true],
    ['\\Aa\\z', 'ab', false],
    ['b', 'abc', true],
    ['^[a-z0-9A-Z](?:[a-z0-9A-Z-_.]{0,61}[a-z0-9A-Z])?$', 'zone-1', true],
  ])('%s on %s: %s', (pattern, text, matches) => {
    expect(goPattern(pattern).test(text)).toBe(matches);
  });
});
