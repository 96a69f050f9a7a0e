import { thresholds } from '../../fidelity/report';
import type { KubeOutcome } from './types';

/** The result in numbers. */
export interface KubeSummary {
  recordings: number;
  inScope: number;
  reproduced: number;
  scopePercent: number;
  reproducedPercent: number;
  /** Whether both thresholds are met. */
  isEnough: boolean;
}

/** Counts the outcomes; shares are rounded down. */
export function summariseKube(outcomes: KubeOutcome[]): KubeSummary {
  const inScope = outcomes.filter(({ scope }) => scope === undefined);
  const reproduced = inScope.filter(
    ({ differences }) => differences.length === 0,
  ).length;
  const share = (part: number, whole: number) =>
    Math.floor((part / Math.max(1, whole)) * 10_000) / 100;
  const scopePercent = share(inScope.length, outcomes.length);
  const reproducedPercent = share(reproduced, inScope.length);
  return {
    recordings: outcomes.length,
    inScope: inScope.length,
    reproduced,
    scopePercent,
    reproducedPercent,
    isEnough:
      reproducedPercent >= thresholds.reproducedPercent &&
      scopePercent >= thresholds.scopePercent,
  };
}

/** The shares of one run as name and number. */
export function kubeShares(
  outcomes: KubeOutcome[],
  prefix: string,
): Record<string, number> {
  const summary = summariseKube(outcomes);
  return {
    [`${prefix}.recordings`]: summary.recordings,
    [`${prefix}.inScope`]: summary.inScope,
    [`${prefix}.scope.percent`]: summary.scopePercent,
    [`${prefix}.reproduced`]: summary.reproduced,
    [`${prefix}.reproduced.percent`]: summary.reproducedPercent,
  };
}

function familiesOf(outcomes: KubeOutcome[]): string[] {
  return [...new Set(outcomes.map(({ recording }) => recording.family))];
}

/** All figures as one flat object: the shares, and those of every family. */
export function kubeFigures(outcomes: KubeOutcome[]): Record<string, number> {
  const result = kubeShares(outcomes, 'kube');
  for (const family of familiesOf(outcomes)) {
    const own = outcomes.filter(({ recording }) => recording.family === family);
    const summary = summariseKube(own);
    result[`kube.${family}.recordings`] = summary.recordings;
    if (summary.inScope > 0) {
      result[`kube.${family}.reproduced.percent`] = summary.reproducedPercent;
    }
  }
  return result;
}

function nameOf({ recording }: KubeOutcome): string {
  const { family, id, request } = recording;
  return `${family}/${id}  ${request.method} ${request.path.slice(0, 110)}`;
}

/** What is out of scope, with the reason, and what differs. */
export function formatKubeReport(
  outcomes: KubeOutcome[],
  isVerbose: boolean,
): string {
  const out = outcomes.filter(({ scope }) => scope !== undefined);
  const rules = new Map(
    out.flatMap(({ scope }) => (scope ? [[scope.rule, scope.reason]] : [])),
  );
  const different = outcomes.filter(
    ({ scope, differences }) => scope === undefined && differences.length > 0,
  );
  const lines = [
    `Kubernetes, out of scope: ${out.length}`,
    ...[...rules].flatMap(([rule, reason]) => {
      const own = out.filter(({ scope }) => scope?.rule === rule);
      return [
        `  ${rule} (${own.length}): ${reason}`,
        ...own.map(outcome => `    ${nameOf(outcome)}`),
      ];
    }),
    '',
    `Kubernetes, in scope and not reproduced: ${different.length}`,
    ...different.flatMap(outcome => [
      `  ${nameOf(outcome)}`,
      ...outcome.differences
        .slice(0, isVerbose ? undefined : 1)
        .map(line => `      ${line.slice(0, 400)}`),
    ]),
    '',
  ];
  return `${lines.join('\n')}\n`;
}
