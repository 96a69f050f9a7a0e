import { sortRows } from './sortRows';

describe('sortRows', () => {
  it('counts numbers inside texts as numbers', () => {
    expect(
      sortRows(['pve10', 'pve9', 'pve1'], row => row, {
        direction: 'asc',
        locale: 'en',
      }),
    ).toEqual(['pve1', 'pve9', 'pve10']);
  });

  it('puts rows without a value last in both directions', () => {
    const rows = [{ n: undefined }, { n: 2 }, { n: 10 }];
    const sorted = (direction: 'asc' | 'desc') =>
      sortRows(rows, row => row.n, { direction, locale: 'en' }).map(
        ({ n }) => n,
      );
    expect(sorted('asc')).toEqual([2, 10, undefined]);
    expect(sorted('desc')).toEqual([10, 2, undefined]);
  });

  it('leaves the list it was given alone', () => {
    const rows = [2, 1];
    sortRows(rows, row => row, { direction: 'asc', locale: 'en' });
    expect(rows).toEqual([2, 1]);
  });
});
