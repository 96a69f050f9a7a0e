import { KubeErrorKind } from './KubeError';

const nextSteps: Record<KubeErrorKind, string> = {
  unauthorized:
    'Check the token or client certificate of this management cluster, and whether it has expired.',
  forbidden:
    'Grant the account of this management cluster that verb on that kind with a ClusterRole, or limit namespaces to those that it may read.',
  'not-found':
    'It may have been deleted, or the server does not serve that kind and version.',
  'already-exists': 'Choose another name, or look at the object that has it.',
  conflict:
    'Somebody else owns or changed what was to be written; look at the named fields and decide who sets them.',
  invalid: 'Correct the named fields.',
  expired: 'Read the list again.',
  throttled:
    'The API server is overloaded or starting; try again a little later.',
  timeout:
    'Check the load and network of the API server, or raise requestTimeout of this management cluster.',
  unreachable:
    'Check the url of this management cluster and that a firewall lets this backend through.',
  certificate:
    'Set ca of this management cluster to the certificate authority of its API server.',
  'unexpected-answer':
    'Check that the url is a Kubernetes API server and not a login page or proxy in front of it.',
  upstream: 'Look into the log of the API server.',
};

/** What a person can do about an error of that kind, in one sentence. */
export function kubeNextStepFor(kind: KubeErrorKind): string {
  return nextSteps[kind];
}
