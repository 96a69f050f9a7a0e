/** One rule of what a caller may do. */
export interface AccessRule {
  verbs: string[];
  apiGroups?: string[];
  /** Plurals, with `/status` and the like for subresources. */
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
  /** Where the rule holds; everywhere if absent. */
  namespaces?: string[];
}

/** What somebody wants to do with objects. */
export interface ResourceAttempt {
  verb: string;
  group: string;
  /** Plural, with its subresource. */
  resource: string;
  namespace?: string;
  name?: string;
}

function includes(list: string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value));
}

function includesResource(list: string[] | undefined, wanted: string): boolean {
  if (includes(list, wanted)) return true;
  const slash = wanted.indexOf('/');
  return slash > 0 && (list ?? []).includes(`*${wanted.slice(slash)}`);
}

/** Whether a rule allows an attempt. */
export function allowsResource(
  rule: AccessRule,
  attempt: ResourceAttempt,
): boolean {
  const { resourceNames, namespaces } = rule;
  const isPlace =
    namespaces === undefined ||
    (attempt.namespace !== undefined && namespaces.includes(attempt.namespace));
  const isName =
    resourceNames === undefined ||
    resourceNames.length === 0 ||
    (attempt.name !== undefined && resourceNames.includes(attempt.name));
  return (
    isPlace &&
    isName &&
    includes(rule.verbs, attempt.verb) &&
    includes(rule.apiGroups, attempt.group) &&
    includesResource(rule.resources, attempt.resource)
  );
}

/** Whether a rule allows a path. */
export function allowsPath(
  rule: AccessRule,
  verb: string,
  path: string,
): boolean {
  if (!includes(rule.verbs, verb)) return false;
  return (rule.nonResourceURLs ?? []).some(pattern =>
    pattern.endsWith('*')
      ? path.startsWith(pattern.slice(0, -1))
      : pattern === path,
  );
}

/** What every authenticated caller may do. */
export const authenticatedRules: AccessRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  {
    verbs: ['create'],
    apiGroups: ['authentication.k8s.io'],
    resources: ['selfsubjectreviews'],
  },
  { verbs: ['get'], nonResourceURLs: ['/.well-known', '/.well-known/*'] },
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  },
];

/** What everybody may see. */
export const publicRules: AccessRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'],
  },
];
