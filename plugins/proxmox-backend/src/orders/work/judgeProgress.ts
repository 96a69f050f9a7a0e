import { Diagnosis, TenantCluster } from '@rackstage/plugin-proxmox-common';
import { terminalCauses } from '../../services/health/tenantCluster/terminalCauses';
import { ProgressLine } from './describeProgress';

/** A health check may replace the machine; what lasts longer has to be looked at. */
const GIVEN_UP_MS = 15_000;
/** After an outage or a restart the cluster is watched for so long before its time counts as up. */
const FRESH_LOOK_MS = 60_000;

const terminalRules = new Set([
  ...terminalCauses.map(({ ruleId }) => ruleId),
  'machine-failed',
]);

/** What is known of an ordered cluster that is waited for. Durations in milliseconds. */
export interface Sighting {
  /** Absent where the management cluster does not show it (any more). */
  cluster?: TenantCluster;
  progress: ProgressLine[];
  diagnoses: Diagnosis[];
  /** Since the order was accepted or resumed. */
  elapsedMs: number;
  /** For which the management cluster could be read without a break. */
  observedMs: number;
  /** For which a provider has given up on a machine or on the cluster. */
  givenUpMs: number;
  timeoutMs: number;
}

/** What that means for the order. */
export type Verdict =
  | { is: 'ready' }
  | { is: 'waiting'; message?: string }
  | { is: 'failed'; message: string };

/**
 * Whether an order has ended. Ready is only what the whole cluster is: control plane, infrastructure and every worker
 * that was ordered as a node.
 */
export function judgeProgress(sighting: Sighting): Verdict {
  const { cluster, elapsedMs, observedMs, timeoutMs } = sighting;
  if (cluster?.ready && cluster.pools.length > 0) {
    return { is: 'ready' };
  }
  if (cluster?.deletingSince) {
    return {
      is: 'failed',
      message: `Cluster ${cluster.name} is being deleted since ${cluster.deletingSince}, and not by this order.`,
    };
  }
  if (sighting.givenUpMs >= GIVEN_UP_MS) {
    return { is: 'failed', message: explainEnd(sighting) };
  }
  const isUp =
    elapsedMs >= timeoutMs && observedMs >= Math.min(timeoutMs, FRESH_LOOK_MS);
  const reason = currentReason(sighting);
  return isUp
    ? {
        is: 'failed',
        message: `Not ready after ${describeDuration(timeoutMs)}. ${
          reason ?? 'Nothing says why.'
        }`,
      }
    : { is: 'waiting', message: reason };
}

function isTerminal({ ruleId, severity }: Diagnosis): boolean {
  return severity === 'error' && terminalRules.has(ruleId);
}

function explainEnd(sighting: Sighting): string {
  const { cluster, diagnoses } = sighting;
  const terminal = explain(diagnoses.find(isTerminal));
  if (terminal) {
    return terminal;
  }
  const reason = currentReason(sighting);
  return cluster?.phase === 'Failed'
    ? [`Cluster API counts ${cluster.name} as failed.`, reason]
        .filter(Boolean)
        .join(' ')
    : reason ?? 'The Proxmox provider has given up on a machine.';
}

function explain(diagnosis: Diagnosis | undefined): string {
  return [diagnosis?.text, diagnosis?.nextStep].filter(Boolean).join(' ');
}

function currentReason(sighting: Sighting): string | undefined {
  const worst = sighting.diagnoses.find(({ severity }) => severity !== 'info');
  if (worst) {
    return explain(worst);
  }
  if (!sighting.cluster) {
    return 'The management cluster does not show the cluster.';
  }
  const open = sighting.progress.find(({ isDone }) => !isDone);
  return open && `${open.subject}: ${open.text}.`;
}

/** `30 minutes`, `20 seconds`. */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [count, unit] =
    seconds >= 120 ? [Math.round(seconds / 60), 'minute'] : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
