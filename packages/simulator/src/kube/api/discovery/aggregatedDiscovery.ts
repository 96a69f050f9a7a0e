import type {
  DiscoveredGroup,
  DiscoveredResource,
  DiscoveredVersion,
} from './discoveryModel';

/** Versions of the aggregated form that are understood, best first. */
const formVersions = ['v2', 'v2beta1'] as const;
type FormVersion = (typeof formVersions)[number];

/** The form that an Accept header asks for, if it asks for one. */
export function aggregatedForm(accept: string): FormVersion | undefined {
  const isWanted = /as=APIGroupDiscoveryList/.test(accept);
  if (!isWanted) return undefined;
  return formVersions.find(version =>
    accept
      .split(',')
      .some(
        part =>
          part.includes('as=APIGroupDiscoveryList') &&
          new RegExp(`v=${version}(;|$|\\s)`).test(`${part};`),
      ),
  );
}

/** The content type of the aggregated form. */
export function aggregatedContentType(form: string): string {
  return `application/json;g=apidiscovery.k8s.io;v=${form};as=APIGroupDiscoveryList`;
}

function responseKind(
  group: DiscoveredGroup,
  version: DiscoveredVersion,
  resource: DiscoveredResource,
): object {
  const own = version.isBuiltIn
    ? { group: '', version: '' }
    : { group: group.name, version: version.version };
  return { ...own, ...resource.responseGroup, kind: resource.kind };
}

function describeResource(
  group: DiscoveredGroup,
  version: DiscoveredVersion,
  resource: DiscoveredResource,
): object {
  const { shortNames, categories } = resource;
  const subresources = version.resources
    .filter(({ name }) => name.startsWith(`${resource.name}/`))
    .map(sub => ({
      subresource: sub.name.slice(resource.name.length + 1),
      responseKind: responseKind(group, version, sub),
      verbs: sub.verbs,
    }));
  return {
    resource: resource.name,
    responseKind: responseKind(group, version, resource),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singularName,
    verbs: resource.verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

function describeVersion(
  group: DiscoveredGroup,
  version: DiscoveredVersion,
  isStale: boolean,
): object {
  if (isStale) return { version: version.version, freshness: 'Stale' };
  const resources = version.resources
    .filter(({ name }) => !name.includes('/'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(resource => describeResource(group, version, resource));
  return { version: version.version, resources, freshness: 'Current' };
}

/** All groups in one document; what cannot be reached is said to be stale. */
export function describeAll(
  groups: DiscoveredGroup[],
  form: string,
  isAway: (group: DiscoveredGroup, version: DiscoveredVersion) => boolean,
): object {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${form}`,
    metadata: {},
    items: groups.map(group => ({
      metadata: group.name ? { name: group.name } : {},
      versions: group.versions.map(version =>
        describeVersion(group, version, isAway(group, version)),
      ),
    })),
  };
}
