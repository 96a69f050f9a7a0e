import { PlainTextError } from '../StatusError';
import type { ApiAnswer } from './ApiAnswer';

/** What a kube-apiserver of this version starts, in the order of its report. */
const startHooks = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'peer-endpoint-reconciler-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'storage-readiness',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'start-kubernetes-service-cidr-controller',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-wait-for-first-sync',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
  'autoregister-completion',
  'apiservice-openapi-controller',
  'apiservice-openapiv3-controller',
];

/** Named like a hook in its place, but a check of its own. */
const ownChecks = ['autoregister-completion'];

function checksOf(report: string): string[] {
  const hooks = startHooks.map(name =>
    ownChecks.includes(name) ? name : `poststarthook/${name}`,
  );
  // only what is to get calls waits for informers and for its end
  const isReady = report === 'readyz';
  return [
    'ping',
    'log',
    ...(isReady ? ['informer-sync'] : []),
    ...hooks,
    ...(isReady ? ['shutdown'] : []),
  ];
}

/** `/healthz`, `/livez`, `/readyz`: whole, in detail, or one check of them. */
export function answerHealth(
  query: URLSearchParams,
  [report, ...check]: string[],
): ApiAnswer {
  const excluded = query.getAll('exclude');
  const checks = checksOf(report);
  const headers = { 'X-Content-Type-Options': 'nosniff' };
  const single = check.join('/');
  if (single && !checks.includes(single)) {
    throw new PlainTextError(404, '404 page not found\n');
  }
  const lines = checks.map(name =>
    excluded.includes(name) ? `[+]${name} excluded: ok\n` : `[+]${name} ok\n`,
  );
  const isVerbose = query.has('verbose') && single === '';
  const text = isVerbose ? `${lines.join('')}${report} check passed\n` : 'ok';
  return { type: 'text', status: 200, text, headers };
}
