import { isSelected } from './machineHealthCheck';

const labels = { pool: 'md-0', team: 'a' };

describe('isSelected', () => {
  it.each<[boolean, Parameters<typeof isSelected>[0]]>([
    [true, {}],
    [true, { matchLabels: { pool: 'md-0' } }],
    [false, { matchLabels: { pool: 'md-0', team: 'b' } }],
    [false, { matchLabels: { zone: 'x' } }],
    [
      true,
      {
        matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }],
      },
    ],
    [
      false,
      { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] },
    ],
    [
      true,
      { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] },
    ],
    [true, { matchExpressions: [{ key: 'team', operator: 'Exists' }] }],
    [false, { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }],
    [
      false,
      {
        matchLabels: { pool: 'md-0' },
        matchExpressions: [{ key: 'zone', operator: 'Exists' }],
      },
    ],
  ])('is %s for %j', (expected, selector) => {
    expect(isSelected(selector, labels)).toBe(expected);
  });
});
