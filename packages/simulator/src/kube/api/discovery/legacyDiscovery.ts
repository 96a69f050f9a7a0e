import { apiVersionOf } from '../KindRegistry';
import type {
  DiscoveredGroup,
  DiscoveredResource,
  DiscoveredVersion,
} from './discoveryModel';

function listing(resource: DiscoveredResource): object {
  const { shortNames, categories, storageVersionHash, responseGroup } =
    resource;
  return {
    name: resource.name,
    singularName: resource.singularName,
    namespaced: resource.namespaced,
    ...responseGroup,
    kind: resource.kind,
    verbs: resource.verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(storageVersionHash ? { storageVersionHash } : {}),
  };
}

/** `/api` */
export function describeCoreVersions(serverAddress: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  };
}

function describeVersions({ name, versions }: DiscoveredGroup) {
  const list = versions.map(({ version }) => ({
    groupVersion: apiVersionOf(name, version),
    version,
  }));
  return { name, versions: list, preferredVersion: list[0] };
}

/** `/apis` */
export function describeGroups(groups: DiscoveredGroup[]): object {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.filter(({ name }) => name).map(describeVersions),
  };
}

/** `/apis/<group>` */
export function describeGroup(group: DiscoveredGroup): object {
  return { kind: 'APIGroup', apiVersion: 'v1', ...describeVersions(group) };
}

/** `/api/v1` and `/apis/<group>/<version>` */
export function describeResources(
  group: DiscoveredGroup,
  { version, resources }: DiscoveredVersion,
): object {
  return {
    kind: 'APIResourceList',
    ...(group.name ? { apiVersion: 'v1' } : {}),
    groupVersion: apiVersionOf(group.name, version),
    resources: resources.map(listing),
  };
}
