import type { KindDefinition, ServedKind } from '../object/types';
import type { GroupName } from './StatusError';

/** One version of a group, with the kinds that it serves. */
export interface GroupVersion {
  group: string;
  version: string;
  kinds: ServedKind[];
}

const stageOrder: Record<string, number> = { '': 2, beta: 1, alpha: 0 };

function versionRank(version: string): [number, number, number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return [-1, 0, 0];
  return [
    stageOrder[match[2] ?? ''],
    Number(match[1]),
    match[3] ? Number(match[3]) : 0,
  ];
}

/** Orders versions as Kubernetes does: v2, v1, v1beta2, v1beta1, v1alpha2 … */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionRank(a), versionRank(b)];
  for (let i = 0; i < 3; i += 1) {
    if (left[i] !== right[i]) return right[i] - left[i];
  }
  return a.localeCompare(b);
}

/** `group/version`, or `v1` for the core group. */
export function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

/** Splits `group/version`. */
export function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return { group: '', version: apiVersion };
  return {
    group: apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
  };
}

/** Names a resource by its plural, as most messages do. */
export function resourceName(definition: KindDefinition): GroupName {
  return { group: definition.group, kind: definition.plural };
}

/** Names a kind, as messages of validation do. */
export function kindName(definition: KindDefinition): GroupName {
  return { group: definition.group, kind: definition.kind };
}

/** The kinds of one API server. */
export class KindRegistry {
  readonly #byResource = new Map<string, ServedKind>();
  readonly #byKind = new Map<string, ServedKind>();
  readonly #groups = new Map<string, GroupVersion[]>();

  constructor(readonly definitions: readonly KindDefinition[]) {
    for (const definition of definitions) this.#add(definition);
    for (const versions of this.#groups.values()) {
      versions.sort((a, b) => compareVersions(a.version, b.version));
    }
  }

  #add(definition: KindDefinition): void {
    const { group } = definition;
    for (const version of definition.versions.filter(v => v.served)) {
      const served = { definition, version };
      const prefix = `${group}/${version.version}`;
      this.#byResource.set(`${prefix}/${definition.plural}`, served);
      this.#byKind.set(`${prefix}/${definition.kind}`, served);
      const versions = this.#groups.get(group) ?? [];
      this.#groups.set(group, versions);
      let entry = versions.find(v => v.version === version.version);
      if (!entry) {
        entry = { group, version: version.version, kinds: [] };
        versions.push(entry);
      }
      entry.kinds.push(served);
    }
  }

  /** The kind behind a path, if it is served. */
  findResource(
    group: string,
    version: string,
    plural: string,
  ): ServedKind | undefined {
    return this.#byResource.get(`${group}/${version}/${plural}`);
  }

  /** The kind of an object's apiVersion and kind, if it is served. */
  findKind(apiVersion: string, kind: string): ServedKind | undefined {
    const { group, version } = splitApiVersion(apiVersion);
    return this.#byKind.get(`${group}/${version}/${kind}`);
  }

  /** The version in which objects of a kind are stored. */
  storageOf(definition: KindDefinition): ServedKind {
    const version =
      definition.versions.find(v => v.storage) ?? definition.versions[0];
    return { definition, version };
  }

  /** Groups in the order in which they were added, versions best first. */
  groups(): { name: string; versions: GroupVersion[] }[] {
    return [...this.#groups].map(([name, versions]) => ({ name, versions }));
  }

  group(name: string): GroupVersion[] | undefined {
    return this.#groups.get(name);
  }
}
