import type { Condition, MachineHealthCheck } from '../objects/kinds';

/** A condition that must not last longer than this. */
export interface ConditionCheck {
  type: string;
  status: string;
  timeoutMs: number;
}

/** What a MachineHealthCheck asks for, whichever version it was written in. */
export interface HealthChecks {
  /** Time that a machine has to become a node; 0 is any time. */
  startupMs: number;
  node: ConditionCheck[];
  machine: ConditionCheck[];
  /** Number or share of machines that may be unhealthy; more are not replaced. */
  limit?: number | string;
  /** `[3-5]`: how many may be, instead of the limit. */
  range?: string;
}

/** Until Cluster API has noticed and acted; what is broken for good would be replaced many times a second otherwise. */
export const noticeMs = 5000;

/** Without a word of the check. */
const defaultStartupMs = 10 * 60_000;

const unitsMs: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** `1h20m30s` in milliseconds. */
export function parseDuration(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitsMs[unit],
    0,
  );
}

/** Reads both versions of the kind. */
export function readHealthChecks(
  spec: MachineHealthCheck['spec'],
): HealthChecks {
  const { checks, remediation } = spec;
  const inSeconds = (
    list: { type: string; status: string; timeoutSeconds: number }[] = [],
  ) =>
    list.map(({ type, status, timeoutSeconds }) => ({
      type,
      status,
      timeoutMs: timeoutSeconds * 1000,
    }));
  if (checks || remediation) {
    const seconds = checks?.nodeStartupTimeoutSeconds;
    return {
      startupMs: seconds === undefined ? defaultStartupMs : seconds * 1000,
      node: inSeconds(checks?.unhealthyNodeConditions),
      machine: inSeconds(checks?.unhealthyMachineConditions),
      limit: remediation?.triggerIf?.unhealthyLessThanOrEqualTo,
      range: remediation?.triggerIf?.unhealthyInRange,
    };
  }
  return {
    startupMs:
      spec.nodeStartupTimeout === undefined
        ? defaultStartupMs
        : parseDuration(spec.nodeStartupTimeout),
    node: (spec.unhealthyConditions ?? []).map(({ type, status, timeout }) => ({
      type,
      status,
      timeoutMs: parseDuration(timeout),
    })),
    machine: [],
    limit: spec.maxUnhealthy,
    range: spec.unhealthyRange,
  };
}

/** A machine as a health check sees it. */
export interface CheckedMachine {
  /** Set where the provider gave up; only in the old contract. */
  failureReason?: string;
  /** Whether it has ever been a node. */
  hadNode: boolean;
  /** Conditions of its node as it is now; absent if there is none. */
  node?: readonly Condition[];
  conditions: readonly Condition[];
  /** Whether its cluster is ready for nodes. */
  mayStart: boolean;
}

/** Something about a machine that makes it unhealthy when it lasts. */
export interface Symptom {
  reason: string;
  message: string;
  /** How long it may last. */
  timeoutMs: number;
  /** Tells it from other symptoms of the machine. */
  key: string;
}

/** What is not well with one machine, as Cluster API sees it. */
export function findSymptoms(
  checks: HealthChecks,
  machine: CheckedMachine,
): Symptom[] {
  const { failureReason, hadNode, node } = machine;
  const atOnce = (reason: string, message: string): Symptom[] => [
    { reason, message, timeoutMs: noticeMs, key: reason },
  ];
  if (failureReason) {
    return atOnce('MachineHasFailure', `FailureReason: ${failureReason}`);
  }
  if (hadNode && !node) {
    return atOnce('NodeDeleted', 'Node has been deleted');
  }
  return node
    ? [
        ...lasting('Node', checks.node, node),
        ...lasting('Machine', checks.machine, machine.conditions),
      ]
    : findStartup(checks, machine);
}

function findStartup(
  { startupMs }: HealthChecks,
  { mayStart }: CheckedMachine,
): Symptom[] {
  const reason = 'NodeStartupTimeout';
  const message = `Node failed to report startup in ${startupMs / 1000}s`;
  return mayStart && startupMs > 0
    ? [{ reason, message, timeoutMs: startupMs, key: reason }]
    : [];
}

function lasting(
  of: 'Node' | 'Machine',
  checks: readonly ConditionCheck[],
  conditions: readonly Condition[],
): Symptom[] {
  return checks
    .filter(({ type, status }) =>
      conditions.some(c => c.type === type && c.status === status),
    )
    .map(({ type, status, timeoutMs }) => ({
      reason: `Unhealthy${of}`,
      message: `Condition ${type} on ${of} is reporting status ${status} for more than ${
        timeoutMs / 1000
      }s`,
      timeoutMs,
      key: `${of} ${type} ${status}`,
    }));
}

/** The keys of everything that a check could find. */
export function symptomKeys({ node, machine }: HealthChecks): string[] {
  const keyOf = (of: string) => (check: ConditionCheck) =>
    `${of} ${check.type} ${check.status}`;
  return [
    'MachineHasFailure',
    'NodeDeleted',
    'NodeStartupTimeout',
    ...node.map(keyOf('Node')),
    ...machine.map(keyOf('Machine')),
  ];
}

/** How many more of the machines may be replaced now; none if too many are unhealthy. */
export function remediationsAllowed(
  { limit, range }: HealthChecks,
  counts: { expected: number; unhealthy: number },
): number {
  const { expected, unhealthy: count } = counts;
  const [, least, most] = /^\[(\d+)-(\d+)\]$/.exec(range ?? '') ?? [];
  if (least !== undefined) {
    const isInside = count >= Number(least) && count <= Number(most);
    return isInside ? Number(most) - count : 0;
  }
  return Math.max(0, limitOf(limit, expected) - count);
}

/** Whether unhealthy machines are replaced at all. */
export function isRemediationAllowed(
  checks: HealthChecks,
  counts: { expected: number; unhealthy: number },
): boolean {
  const [, least, most] = /^\[(\d+)-(\d+)\]$/.exec(checks.range ?? '') ?? [];
  return least === undefined
    ? counts.unhealthy <= limitOf(checks.limit, counts.expected)
    : counts.unhealthy >= Number(least) && counts.unhealthy <= Number(most);
}

// A share is rounded down, as Cluster API does: 40 % of two machines is none.
function limitOf(limit: number | string | undefined, expected: number): number {
  if (limit === undefined) return expected;
  const share = /^(\d+)%$/.exec(String(limit))?.[1];
  return share === undefined
    ? Number(limit)
    : Math.floor((Number(share) * expected) / 100);
}
