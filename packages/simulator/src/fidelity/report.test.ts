import { figures, formatReport, summarise } from './report';
import { recordingOf } from './testRecordings';
import type { Outcome, Verdict } from './types';

function outcomes(count: number, verdict: Verdict): Outcome[] {
  return Array.from({ length: count }, () => ({
    recording: recordingOf(),
    verdict,
  }));
}

const right: Verdict = { kind: 'reproduced' };
const wrong: Verdict = {
  kind: 'different',
  differences: ['data is null', 'more'],
};
const out: Verdict = { kind: 'out-of-scope', rule: 'area', reason: 'not read' };

describe('report', () => {
  it('counts the share over the scope, and the scope over everything', () => {
    const all = [
      ...outcomes(95, right),
      ...outcomes(5, wrong),
      ...outcomes(25, out),
    ];
    expect(summarise(all)).toEqual({
      recordings: 125,
      inScope: 100,
      reproduced: 95,
      reproducedPercent: 95,
      scopePercent: 80,
      isEnough: true,
    });
  });

  it('is not enough below either share, and never rounds up to it', () => {
    const barely = [...outcomes(94_999, right), ...outcomes(5_001, wrong)];
    expect(summarise(barely)).toMatchObject({
      reproducedPercent: 94.99,
      isEnough: false,
    });
    const narrow = [...outcomes(79, right), ...outcomes(21, out)];
    expect(summarise(narrow).isEnough).toBe(false);
  });

  it('is not enough when nothing was measured', () => {
    expect(summarise([]).isEnough).toBe(false);
  });

  it('gives figures as name and number', () => {
    expect(figures(outcomes(2, right))).toMatchObject({
      'pve.recordings': 2,
      'pve.inScope': 2,
      'pve.reproduced.percent': 100,
      'pve.pve-9.1-code.recordings': 2,
    });
  });

  it('lists what differs and what is out of scope, with reasons', () => {
    const text = formatReport(
      [...outcomes(1, wrong), ...outcomes(1, out)],
      false,
    );
    expect(text).toContain('pve-9.1-code/test.json#0  GET /api2/json/version');
    expect(text).toContain('data is null');
    expect(text).not.toContain('more');
    expect(text).toContain('area (1): not read');
    expect(formatReport(outcomes(1, wrong), true)).toContain('more');
  });
});
