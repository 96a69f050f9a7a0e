import type { Outcome } from './types';

/** Shares that must be reached. */
export const thresholds = { reproducedPercent: 95, scopePercent: 80 };

/** The result in numbers. */
export interface Summary {
  recordings: number;
  inScope: number;
  reproduced: number;
  reproducedPercent: number;
  scopePercent: number;
  isEnough: boolean;
}

/** Rounds down, so that a share is never shown as reached when it is not. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 10000) / 100;
}

/** Counts the outcomes. */
export function summarise(outcomes: Outcome[]): Summary {
  const inScope = outcomes.filter(
    ({ verdict }) => verdict.kind !== 'out-of-scope',
  );
  const reproduced = inScope.filter(
    ({ verdict }) => verdict.kind === 'reproduced',
  );
  const reproducedPercent = percent(reproduced.length, inScope.length);
  const scopePercent = percent(inScope.length, outcomes.length);
  return {
    recordings: outcomes.length,
    inScope: inScope.length,
    reproduced: reproduced.length,
    reproducedPercent,
    scopePercent,
    isEnough:
      reproducedPercent >= thresholds.reproducedPercent &&
      scopePercent >= thresholds.scopePercent,
  };
}

/** The shares of one run as name and number. */
export function shareFigures(
  outcomes: Outcome[],
  prefix: string,
): Record<string, number> {
  const summary = summarise(outcomes);
  return {
    [`${prefix}.recordings`]: summary.recordings,
    [`${prefix}.inScope`]: summary.inScope,
    [`${prefix}.reproduced`]: summary.reproduced,
    [`${prefix}.reproduced.percent`]: summary.reproducedPercent,
    [`${prefix}.scope.percent`]: summary.scopePercent,
  };
}

/** All figures as one flat object: the shares, and those of every set. */
export function figures(outcomes: Outcome[]): Record<string, number> {
  const result = shareFigures(outcomes, 'pve');
  for (const set of new Set(outcomes.map(({ recording }) => recording.set))) {
    const own = summarise(
      outcomes.filter(({ recording }) => recording.set === set),
    );
    result[`pve.${set}.recordings`] = own.recordings;
    result[`pve.${set}.reproduced.percent`] = own.reproducedPercent;
  }
  return result;
}

/** One line per figure. */
export function formatFigures(values: Record<string, number>): string {
  const lines = Object.entries(values).map(
    ([name, value]) => `${name} ${value}`,
  );
  return `${lines.join('\n')}\n`;
}

function call({ recording }: Outcome): string {
  const { method, target } = recording.request;
  const shown = target.length > 110 ? `${target.slice(0, 107)}...` : target;
  return `${recording.id}  ${method} ${shown}`;
}

function listOutOfScope(outcomes: Outcome[]): string[] {
  const byRule = new Map<string, { reason: string; lines: string[] }>();
  for (const outcome of outcomes) {
    const { verdict } = outcome;
    if (verdict.kind !== 'out-of-scope') continue;
    const entry = byRule.get(verdict.rule) ?? {
      reason: verdict.reason,
      lines: [],
    };
    entry.lines.push(`    ${call(outcome)}`);
    byRule.set(verdict.rule, entry);
  }
  return [...byRule].flatMap(([rule, { reason, lines }]) => [
    `  ${rule} (${lines.length}): ${reason}`,
    ...lines,
  ]);
}

function listDifferent(outcomes: Outcome[], isVerbose: boolean): string[] {
  return outcomes.flatMap(outcome => {
    const { verdict } = outcome;
    if (verdict.kind !== 'different') return [];
    const shown = isVerbose
      ? verdict.differences
      : verdict.differences.slice(0, 1);
    return [
      `  ${call(outcome)}`,
      ...shown.map(line => `      ${line.slice(0, 400)}`),
    ];
  });
}

/** The whole result as text: what is out of scope, what differs, and the shares. */
export function formatReport(outcomes: Outcome[], isVerbose: boolean): string {
  const summary = summarise(outcomes);
  const out = summary.recordings - summary.inScope;
  const different = summary.inScope - summary.reproduced;
  return [
    `Out of scope: ${out}`,
    ...listOutOfScope(outcomes),
    '',
    `In scope and not reproduced: ${different}`,
    ...listDifferent(outcomes, isVerbose),
    '',
    formatFigures(figures(outcomes)),
  ].join('\n');
}
