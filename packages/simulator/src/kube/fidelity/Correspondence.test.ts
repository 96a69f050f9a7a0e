import { Correspondence } from './Correspondence';

const uid = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

describe('what stands for what', () => {
  it('keeps one object one object', () => {
    const ids = new Correspondence();
    expect(ids.pairUid(uid(1), uid(7))).toBe(true);
    expect(ids.pairUid(uid(1), uid(7))).toBe(true);
    expect(ids.pairUid(uid(1), uid(8))).toBe(false);
    expect(ids.translate(`k:{"uid":"${uid(1)}"}`)).toBe(
      `k:{"uid":"${uid(7)}"}`,
    );
  });

  it('puts an unknown revision behind the nearest known one', () => {
    const ids = new Correspondence();
    ids.pairRevision(500, 20);
    ids.pairRevision(510, 25);
    expect(ids.revision(505)).toBe(20);
    expect(ids.revision(510)).toBe(25);
    expect(ids.revision(400)).toBe(400);
  });

  it('tells marked revisions from those that answers showed', () => {
    const ids = new Correspondence();
    ids.pairRevision(500, 20);
    ids.mark(729, 40);
    expect(ids.isMarked(500)).toBe(false);
    expect(ids.isMarked(729)).toBe(true);
    expect(ids.revision(729)).toBe(40);
  });

  it('translates names that each side made up', () => {
    const ids = new Correspondence();
    ids.pairName('gen-6gfdj', 'gen-x2x2x');
    expect(ids.translate('/things/gen-6gfdj')).toBe('/things/gen-x2x2x');
  });

  it('moves moments by what lies between both clocks', () => {
    const ids = new Correspondence();
    const recorded = Date.parse('2026-11-21T22:48:28Z');
    ids.pairMoment(recorded, recorded + 3_600_250);
    expect(ids.moment('2026-11-21T22:48:27Z')).toBe('2026-11-21T23:48:27Z');
  });
});
