import type { KubeRecording } from './types';

/** Why a recording does not count. */
export interface KubeScopeRule {
  rule: string;
  reason: string;
  /** Whether it is sent all the same, to see what comes. */
  isSent: boolean;
}

const byFamily: Record<string, KubeScopeRule> = {
  admission: {
    rule: 'admission',
    reason:
      'webhooks, admission policies and conversion webhooks: the simulator runs none',
    isSent: false,
  },
  crd: {
    rule: 'crd-life-cycle',
    reason:
      'life of a CustomResourceDefinition: the kinds of the simulator are fixed',
    isSent: false,
  },
  lifecycle: {
    rule: 'controller-manager',
    reason:
      'quota and the races of the real controller manager; cascades are tested in kube/api',
    isSent: false,
  },
  'overload-and-aggregation': {
    rule: 'overload',
    reason: 'overload by priority and fairness, aggregated APIs, pod logs',
    isSent: false,
  },
  'shutdown-and-anonymous': {
    rule: 'shutdown',
    reason:
      'the server was stopped and started with other settings between requests',
    isSent: false,
  },
  auth: {
    rule: 'access',
    reason:
      'impersonation and roles that were arranged by unrecorded requests; access is tested in kube/api',
    isSent: false,
  },
  'openapi-v3': {
    rule: 'openapi',
    reason:
      'documents of all groups of a whole server; the simulator publishes those of its own kinds',
    isSent: false,
  },
};

/** The rule that puts a recording out of scope, if any. */
export function scopeOf(recording: KubeRecording): KubeScopeRule | undefined {
  return byFamily[recording.family];
}
