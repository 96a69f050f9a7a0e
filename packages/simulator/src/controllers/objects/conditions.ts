import type { Condition, ConditionLists } from './kinds';
import type { StackName } from './stack';

/** A condition before it has its time. */
export type NewCondition = Omit<Condition, 'lastTransitionTime'>;

/** `2026-11-22T01:00:00Z` */
export function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Conditions with the times of those whose status did not change kept. */
export function stampConditions(
  before: readonly Condition[] | undefined,
  next: readonly NewCondition[],
  now: number,
): Condition[] {
  return next.map(condition => {
    const known = before?.find(c => c.type === condition.type);
    const isKept = known?.status === condition.status;
    return {
      ...condition,
      lastTransitionTime: (isKept && known?.lastTransitionTime) || rfc3339(now),
    };
  });
}

/** A metav1 condition needs a reason and a message, if only an empty one. */
function modernForm(conditions: readonly NewCondition[]): NewCondition[] {
  return conditions.map(({ severity: _severity, ...condition }) => ({
    ...condition,
    reason: condition.reason ?? condition.type,
    message: condition.message ?? '',
  }));
}

/** The old form: a reason, severity and message only while it is not true. */
export function legacyForm(
  conditions: readonly NewCondition[],
): NewCondition[] {
  return conditions.map(({ type, status, reason, message, severity }) =>
    status === 'True'
      ? { type, status }
      : {
          type,
          status,
          ...(reason ? { reason } : {}),
          severity: severity ?? 'Info',
          ...(message ? { message } : {}),
        },
  );
}

interface BothDialects {
  stack: StackName;
  before: ConditionLists | undefined;
  modern: readonly NewCondition[];
  legacy: readonly NewCondition[];
  now: number;
}

/**
 * The part of a status of Cluster API that holds conditions: both dialects at
 * once, the stack's own one at the front.
 */
export function bothDialects(options: BothDialects): ConditionLists {
  const { stack, before, now } = options;
  const modern = modernForm(options.modern);
  const legacy = legacyForm(options.legacy);
  if (stack === 'v1beta1') {
    return {
      conditions: stampConditions(before?.conditions, legacy, now),
      v1beta2: {
        ...before?.v1beta2,
        conditions: stampConditions(before?.v1beta2?.conditions, modern, now),
      },
    };
  }
  const known = before?.deprecated?.v1beta1;
  return {
    conditions: stampConditions(before?.conditions, modern, now),
    deprecated: {
      v1beta1: {
        ...known,
        conditions: stampConditions(known?.conditions, legacy, now),
      },
    },
  };
}

/** The conditions of the newer dialect, wherever the stack keeps them. */
export function modernConditions(
  stack: StackName,
  status: ConditionLists | undefined,
): readonly Condition[] {
  const list =
    stack === 'v1beta1' ? status?.v1beta2?.conditions : status?.conditions;
  return list ?? [];
}

/** The conditions of the older dialect, wherever the stack keeps them. */
export function legacyConditions(
  stack: StackName,
  status: ConditionLists | undefined,
): readonly Condition[] {
  const list =
    stack === 'v1beta1'
      ? status?.conditions
      : status?.deprecated?.v1beta1?.conditions;
  return list ?? [];
}

/** Whether a condition of the newer dialect is true. */
export function isTrue(
  stack: StackName,
  status: ConditionLists | undefined,
  type: string,
): boolean {
  return modernConditions(stack, status).some(
    c => c.type === type && c.status === 'True',
  );
}
