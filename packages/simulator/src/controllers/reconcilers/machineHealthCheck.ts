import {
  bothDialects,
  isTrue,
  legacyConditions,
  modernConditions,
  NewCondition,
} from '../objects/conditions';
import type {
  Cluster,
  Condition,
  Machine,
  MachineHealthCheck,
  Node,
} from '../objects/kinds';
import { isDeleting } from '../objects/metadata';
import { clusterNameLabel } from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';
import { controlPlaneName } from './cluster';
import {
  findSymptoms,
  HealthChecks,
  isRemediationAllowed,
  readHealthChecks,
  remediationsAllowed,
  Symptom,
  symptomKeys,
} from './healthChecks';
import { healthConditionTypes } from './machineStatus';

const manager = 'manager';

/** Healthy, perhaps not for long, or unhealthy for a reason. */
type Health =
  | { isHealthy: true; againMs?: number }
  | ({ isHealthy: false } & Symptom);

interface Checked {
  machine: Machine;
  health: Health;
}

type Selector = MachineHealthCheck['spec']['selector'];

/** Whether labels fit a selector as the API's objects hold it. */
export function isSelected(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: { [key: string]: string },
): boolean {
  const fits = Object.entries(matchLabels).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    fits &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const isThere = Object.hasOwn(labels, key);
      const isOne = isThere && values.includes(labels[key]);
      const answers: Record<string, boolean> = {
        In: isOne,
        NotIn: !isOne,
        Exists: isThere,
        DoesNotExist: !isThere,
      };
      return answers[operator] ?? false;
    })
  );
}

function targets(
  context: ControllerContext,
  { metadata, spec }: MachineHealthCheck,
): Machine[] {
  return context.api
    .list<Machine>(context.ref('Machine'), metadata.namespace)
    .filter(machine => !isDeleting(machine))
    .filter(
      ({ metadata: { labels = {} } }) =>
        labels[clusterNameLabel] === spec.clusterName &&
        isSelected(spec.selector, labels),
    );
}

/** How long what was found has lasted, against how long it may. */
function judge(
  context: ControllerContext,
  machine: Machine,
  found: { symptoms: Symptom[]; keys: string[] },
): Health {
  const { namespace, name } = machine.metadata;
  const thing = (key: string) => ({
    owner: `health of ${namespace}/${name}`,
    step: key,
  });
  const { symptoms, keys } = found;
  keys
    .filter(key => !symptoms.some(symptom => symptom.key === key))
    .forEach(key => context.delays.reset(thing(key)));
  const timed = symptoms.map(symptom => ({
    symptom,
    left: context.delays.left(thing(symptom.key), symptom.timeoutMs),
  }));
  const over = timed.find(({ left }) => left === 0);
  if (over) return { isHealthy: false, ...over.symptom };
  const left = timed.map(one => one.left);
  return {
    isHealthy: true,
    ...(left.length > 0 ? { againMs: Math.min(...left) } : {}),
  };
}

function check(
  context: ControllerContext,
  checks: HealthChecks,
  given: { cluster: Cluster; machine: Machine },
): Health {
  const { cluster, machine } = given;
  const { stack } = context;
  const tenant = context.tenants.find({
    namespace: machine.metadata.namespace ?? '',
    name: controlPlaneName(cluster),
  });
  const { nodeRef, failureReason } = machine.status ?? {};
  // Of an API that cannot be asked nobody knows which nodes it has.
  if (nodeRef && !tenant) return { isHealthy: true };
  const node = tenant?.api
    .list<Node>(context.ref('Node'))
    .find(candidate => candidate.metadata.name === nodeRef?.name);
  const symptoms = findSymptoms(checks, {
    failureReason,
    hadNode: nodeRef !== undefined,
    node: node && (node.status?.conditions ?? []),
    conditions: modernConditions(stack, machine.status),
    mayStart: ['InfrastructureReady', 'ControlPlaneInitialized'].every(type =>
      isTrue(stack, cluster.status, type),
    ),
  });
  return judge(context, machine, { symptoms, keys: symptomKeys(checks) });
}

/** The two conditions that a check writes on a machine. */
function verdict(health: Health, isReplaced: boolean): NewCondition[] {
  if (health.isHealthy) {
    return [{ type: 'HealthCheckSucceeded', status: 'True' }];
  }
  const { reason, message } = health;
  const severity = 'Warning';
  return [
    {
      type: 'HealthCheckSucceeded',
      status: 'False',
      reason,
      message,
      severity,
    },
    ...(isReplaced
      ? [
          {
            type: 'OwnerRemediated',
            status: 'False' as const,
            reason: 'WaitingForRemediation',
            message: 'Waiting for remediation',
            severity,
          },
        ]
      : []),
  ];
}

function writeVerdict(
  context: ControllerContext,
  { machine, health }: Checked,
  isAllowed: boolean,
): void {
  const { stack } = context;
  const conditions = verdict(health, !health.isHealthy && isAllowed);
  const others = (list: readonly Condition[]) =>
    list.filter(({ type }) => !healthConditionTypes.includes(type));
  context.api.change(
    machine,
    live => ({
      ...live,
      status: {
        ...live.status,
        ...bothDialects({
          stack,
          before: live.status,
          modern: [
            ...others(modernConditions(stack, live.status)),
            ...conditions,
          ],
          legacy: [
            ...others(legacyConditions(stack, live.status)),
            ...conditions,
          ],
          now: context.clock.now(),
        }),
      },
    }),
    { manager, subresource: 'status' },
  );
}

function report(
  context: ControllerContext,
  healthCheck: MachineHealthCheck,
  found: { checks: HealthChecks; checked: Checked[]; isAllowed: boolean },
): void {
  const { checks, checked, isAllowed } = found;
  const expected = checked.length;
  const healthy = checked.filter(({ health }) => health.isHealthy).length;
  const counts = { expected, unhealthy: expected - healthy };
  const allowed: NewCondition = isAllowed
    ? { type: 'RemediationAllowed', status: 'True' }
    : {
        type: 'RemediationAllowed',
        status: 'False',
        reason: 'TooManyUnhealthy',
        severity: 'Warning',
        message: `Remediation is not allowed, the number of not started or unhealthy machines exceeds maxUnhealthy (total: ${expected}, unhealthy: ${
          counts.unhealthy
        }, maxUnhealthy: ${checks.range ?? checks.limit})`,
      };
  context.api.change(
    healthCheck,
    live => ({
      ...live,
      status: {
        ...live.status,
        expectedMachines: expected,
        currentHealthy: healthy,
        remediationsAllowed: remediationsAllowed(checks, counts),
        observedGeneration: live.metadata.generation ?? 1,
        targets: checked
          .map(({ machine }) => machine.metadata.name ?? '')
          .sort(),
        ...bothDialects({
          stack: context.stack,
          before: live.status,
          modern: [allowed],
          legacy: [allowed],
          now: context.clock.now(),
        }),
      },
    }),
    { manager, subresource: 'status' },
  );
}

/**
 * Cluster API: finds machines that are not well and has their owner replace
 * them, unless too many are.
 */
export const machineHealthCheckController: Controller = {
  name: 'machine-health-check',
  kind: 'MachineHealthCheck',
  watchesTenants: true,
  watches: ['Machine', 'Cluster'],
  reconcile(context, object) {
    const healthCheck = object as MachineHealthCheck;
    if (isDeleting(healthCheck)) return undefined;
    const { namespace } = healthCheck.metadata;
    const cluster = context.api.find<Cluster>(
      context.ref('Cluster'),
      namespace,
      healthCheck.spec.clusterName,
    );
    if (!cluster || isDeleting(cluster) || cluster.spec.paused) {
      return undefined;
    }
    const checks = readHealthChecks(healthCheck.spec);
    const checked = targets(context, healthCheck).map(machine => ({
      machine,
      health: check(context, checks, { cluster, machine }),
    }));
    const unhealthy = checked.filter(({ health }) => !health.isHealthy).length;
    const counts = { expected: checked.length, unhealthy };
    const isAllowed = isRemediationAllowed(checks, counts);
    report(context, healthCheck, { checks, checked, isAllowed });
    checked.forEach(one => writeVerdict(context, one, isAllowed));
    const next = checked.flatMap(({ health }) =>
      health.isHealthy ? health.againMs ?? [] : [],
    );
    return next.length > 0 ? { afterMs: Math.min(...next) } : undefined;
  },
};
