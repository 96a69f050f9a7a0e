import type { KubeRecording } from './types';

/** Why some recordings do not count. They are not sent either. */
export interface KubeScopeRule {
  rule: string;
  reason: string;
  /** Families, or single recordings as `family/id`; `*` stands for any end. */
  recordings: string[];
}

/**
 * What is out of scope. A rule names recordings one by one where a family also
 * holds what a client of the suite meets.
 */
const scopeRules: readonly KubeScopeRule[] = [
  {
    rule: 'admission-webhooks',
    reason:
      'webhooks of the recorder, admission policies and conversion webhooks: the simulator runs none',
    recordings: [
      'admission/webhook-denies*',
      'admission/webhook-warns',
      'admission/webhook-unreachable',
      'admission/policy-*',
      'admission/conversion-list*',
      'admission/conversion-get',
      'admission/conversion-empty',
      'admission/conversion-watch',
      'admission/conversion-create',
    ],
  },
  {
    rule: 'crd-life-cycle',
    reason:
      'a CustomResourceDefinition of the recorder is made, used and deleted: the kinds of the simulator are fixed',
    recordings: ['crd/*'],
  },
  {
    rule: 'role-escalation',
    reason:
      'the suite writes no roles: that nobody can grant more than they have is not simulated',
    recordings: ['auth/role-escalation'],
  },
  {
    rule: 'quota',
    reason:
      'ResourceQuotas are stored, but neither counted nor enforced: no order depends on one',
    recordings: [
      'lifecycle/quota',
      'lifecycle/quota-exceeded',
      'lifecycle/quota-exceeded-dry',
    ],
  },
  {
    rule: 'root-ca',
    reason:
      'the ConfigMap with the CA that a controller puts into each namespace: nothing of the suite reads it',
    recordings: ['lifecycle/root-ca'],
  },
  {
    rule: 'api-services',
    reason:
      'APIServices are no kind of the simulator: which groups are aggregated is fixed',
    recordings: ['overload-and-aggregation/apiservice-*'],
  },
  {
    rule: 'other-index',
    reason:
      'the index of a server whose aggregated group is away; only the other kind table has such a group, and the index itself counts as openapi-v3/index',
    recordings: ['overload-and-aggregation/openapi-index'],
  },
  {
    rule: 'pods',
    reason:
      'the suite neither reads nor writes Pods or their logs: their defaults, security checks and sub-resources are left out',
    recordings: ['overload-and-aggregation/pod*'],
  },
  {
    rule: 'openapi-v2',
    reason: 'only OpenAPI v3 is published',
    recordings: ['openapi-v3/v2-head'],
  },
];

function isNamed(pattern: string, name: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : pattern === name;
}

/** The rule that puts a recording out of scope, if any. */
export function scopeOf({
  family,
  id,
}: Pick<KubeRecording, 'family' | 'id'>): KubeScopeRule | undefined {
  return scopeRules.find(({ recordings }) =>
    recordings.some(pattern => isNamed(pattern, `${family}/${id}`)),
  );
}
