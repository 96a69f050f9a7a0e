import { chooseVmidRange } from './chooseVmidRange';

const vmids = { start: 20_000, end: 20_199 };
const choose = (machines: number, ...taken: [start: number, end: number][]) =>
  chooseVmidRange({
    vmids,
    machines,
    taken: taken.map(([start, end]) => ({ start, end })),
  });

describe('chooseVmidRange', () => {
  it('gives small clusters room to grow, and large ones what they need', () => {
    expect(choose(1)).toEqual({ start: 20_000, end: 20_019 });
    expect(choose(10)).toEqual({ start: 20_000, end: 20_039 });
    expect(choose(51)).toEqual({ start: 20_000, end: 20_099 });
    expect(choose(150)).toEqual({ start: 20_000, end: 20_149 });
  });

  it.each<[string, [number, number][], number | undefined]>([
    ['a block before the range', [[1, 19_999]], 20_000],
    ['a block at its start', [[20_000, 20_019]], 20_020],
    ['a guest in the first block', [[20_019, 20_019]], 20_020],
    [
      'blocks in any order',
      [
        [20_020, 20_039],
        [19_000, 20_019],
      ],
      20_040,
    ],
    [
      'blocks within each other',
      [
        [20_000, 20_099],
        [20_010, 20_019],
      ],
      20_100,
    ],
    [
      'a gap that is just enough',
      [
        [20_000, 20_009],
        [20_030, 20_199],
      ],
      20_010,
    ],
    [
      'a gap that is too small',
      [
        [20_000, 20_009],
        [20_029, 20_180],
      ],
      undefined,
    ],
    ['everything', [[20_000, 20_199]], undefined],
  ])('is disjoint from %s', (_, taken, start) => {
    expect(choose(2, ...taken)).toEqual(
      start === undefined ? null : { start, end: start + 19 },
    );
  });
});
