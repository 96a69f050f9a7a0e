import { bothDialects, isTrue, stampConditions } from './conditions';

const start = Date.UTC(2026, 10, 22, 1, 0, 0);
const ready = { type: 'Ready', status: 'False', reason: 'Waiting' } as const;

describe('conditions of Cluster API', () => {
  it('keep their time until their status changes', () => {
    const [first] = stampConditions(undefined, [ready], start);
    expect(first.lastTransitionTime).toBe('2026-11-22T01:00:00Z');
    const later = start + 60_000;
    const [same] = stampConditions(
      [first],
      [{ ...ready, reason: 'StillWaiting' }],
      later,
    );
    expect(same).toMatchObject({
      reason: 'StillWaiting',
      lastTransitionTime: '2026-11-22T01:00:00Z',
    });
    const [changed] = stampConditions(
      [same],
      [{ ...ready, status: 'True' }],
      later,
    );
    expect(changed.lastTransitionTime).toBe('2026-11-22T01:01:00Z');
  });

  it('stand in both dialects at once, the own one in front', () => {
    const given = {
      before: undefined,
      modern: [{ ...ready, severity: 'Info' }],
      legacy: [ready],
      now: start,
    };
    const older = bothDialects({ ...given, stack: 'v1beta1' });
    expect(older.conditions?.[0].severity).toBe('Info');
    expect(older.v1beta2?.conditions?.[0]).not.toHaveProperty('severity');
    const newer = bothDialects({ ...given, stack: 'v1beta2' });
    expect(newer.conditions?.[0]).toMatchObject({ message: '' });
    expect(newer.conditions?.[0]).not.toHaveProperty('severity');
    expect(newer.deprecated?.v1beta1?.conditions?.[0].severity).toBe('Info');
  });

  it('have no reason in the old dialect once they are true', () => {
    const status = bothDialects({
      stack: 'v1beta1',
      before: undefined,
      modern: [{ ...ready, status: 'True', reason: 'Ready' }],
      legacy: [{ ...ready, status: 'True', reason: 'Ready' }],
      now: start,
    });
    expect(status.conditions?.[0]).not.toHaveProperty('reason');
    expect(isTrue('v1beta1', status, 'Ready')).toBe(true);
    expect(isTrue('v1beta2', { conditions: [] }, 'Ready')).toBe(false);
  });
});
