import { createHash } from 'node:crypto';
import type { ServedKind } from '../../object/types';
import { reviewKinds } from '../http/answerReview';
import type { KindRegistry } from '../KindRegistry';

/** One resource or subresource as discovery tells it. */
export interface DiscoveredResource {
  /** Plural, with `/status` and the like. */
  name: string;
  singularName: string;
  namespaced: boolean;
  kind: string;
  verbs: string[];
  shortNames: string[];
  categories: string[];
  storageVersionHash?: string;
  /** Group and version of the kind, where they are not those of the path. */
  responseGroup?: { group: string; version: string };
}

/** One version of a group in discovery. */
export interface DiscoveredVersion {
  version: string;
  /** Compiled into the server: described a little differently. */
  isBuiltIn: boolean;
  isAggregated: boolean;
  resources: DiscoveredResource[];
}

/** One group in discovery. */
export interface DiscoveredGroup {
  name: string;
  versions: DiscoveredVersion[];
}

const coreVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const customVerbs = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];
const subresourceVerbs = ['get', 'patch', 'update'];

function storageVersionHash({ definition }: ServedKind): string {
  const { group, storageVersion, kind } = definition;
  const text = `${group}/${storageVersion}/${kind}`;
  const digest = createHash('sha256').update(text).digest();
  return digest.subarray(0, 8).toString('base64');
}

function verbsOf({ definition }: ServedKind): string[] {
  if (definition.origin !== 'core') return customVerbs;
  return definition.plural === 'namespaces'
    ? coreVerbs.filter(verb => verb !== 'deletecollection')
    : coreVerbs;
}

function subresource(
  served: ServedKind,
  name: string,
  rest: Partial<DiscoveredResource> = {},
): DiscoveredResource {
  const { definition } = served;
  return {
    name: `${definition.plural}/${name}`,
    singularName: '',
    namespaced: definition.namespaced,
    kind: definition.kind,
    verbs: subresourceVerbs,
    shortNames: [],
    categories: [],
    ...rest,
  };
}

function resourcesOf(served: ServedKind): DiscoveredResource[] {
  const { definition, version } = served;
  const isCoreKind = (kind: string) =>
    definition.group === '' && definition.kind === kind;
  return [
    {
      name: definition.plural,
      singularName: definition.singular,
      namespaced: definition.namespaced,
      kind: definition.kind,
      verbs: verbsOf(served),
      shortNames: definition.shortNames,
      categories: definition.categories,
      storageVersionHash: storageVersionHash(served),
    },
    ...(isCoreKind('Namespace')
      ? [subresource(served, 'finalize', { verbs: ['update'] })]
      : []),
    ...(isCoreKind('ServiceAccount')
      ? [
          subresource(served, 'token', {
            kind: 'TokenRequest',
            verbs: ['create'],
            responseGroup: { group: 'authentication.k8s.io', version: 'v1' },
          }),
        ]
      : []),
    ...(version.status ? [subresource(served, 'status')] : []),
    ...(version.scale
      ? [
          subresource(served, 'scale', {
            kind: 'Scale',
            responseGroup: { group: 'autoscaling', version: 'v1' },
          }),
        ]
      : []),
  ];
}

function reviewGroups(): DiscoveredGroup[] {
  const names = [...new Set(reviewKinds.map(review => review.group))];
  return names.map(name => ({
    name,
    versions: [
      {
        version: 'v1',
        isBuiltIn: true,
        isAggregated: false,
        resources: reviewKinds
          .filter(review => review.group === name)
          .map(review => ({
            name: review.plural,
            singularName: review.kind.toLowerCase(),
            namespaced: review.namespaced,
            kind: review.kind,
            verbs: ['create'],
            shortNames: [],
            categories: [],
          })),
      },
    ],
  }));
}

function compareNames(a: DiscoveredResource, b: DiscoveredResource): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** Everything that a server tells about what it serves. */
export function discover(kinds: KindRegistry): DiscoveredGroup[] {
  const groups = kinds.groups().map(({ name, versions }) => ({
    name,
    versions: versions.map(({ version, kinds: served }) => {
      const isBuiltIn = served[0].definition.origin === 'core';
      const resources = served.flatMap(resourcesOf);
      return {
        version,
        isBuiltIn,
        isAggregated: served[0].definition.origin === 'aggregated',
        resources: isBuiltIn ? resources.sort(compareNames) : resources,
      };
    }),
  }));
  return [...groups, ...reviewGroups()];
}
