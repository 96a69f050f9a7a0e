import * as compat from './generated/compat';
import * as core from './generated/core';
import * as latest from './generated/latest';
import { metadataSchema } from './metadataSchema';
import type {
  KindDefinition,
  KindTableName,
  KindVersion,
  ResourceSchema,
  ServedKind,
} from './types';

/** The data of one module: kinds and the schemas they share, as JSON texts. */
interface KindData {
  kinds: string[];
  shared: string[];
}

/** A version as it stands in the data. */
type VersionData = Partial<KindVersion> & { schema: ResourceSchema };

/** A kind as it stands in the data, before its references are resolved. */
type KindLine = Partial<Omit<KindDefinition, 'versions'>> & {
  versions: unknown;
};

/** Every kind that one API server serves. */
export interface KindTable {
  kinds: KindDefinition[];
  /** The kind behind a path; undefined when that version is not served. */
  find(group: string, version: string, plural: string): ServedKind | undefined;
  /** The kind of an object; undefined when that version is not served. */
  findKind(
    group: string,
    version: string,
    kind: string,
  ): ServedKind | undefined;
}

/** What a tenant cluster knows besides the built-in kinds. */
const IN_TENANTS = /^snapshot\.storage\.k8s\.io$/;

/** Resolves `{"$":n}`; every shared schema is parsed once, when first met. */
function resolverOf(shared: string[]): (value: unknown) => unknown {
  const parsed = new Map<number, unknown>();
  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    if ('$' in value && typeof value.$ === 'number') {
      const number = value.$;
      if (!parsed.has(number)) {
        parsed.set(number, resolve(JSON.parse(shared[number])));
      }
      return parsed.get(number);
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, resolve(child)]),
    );
  }
  return resolve;
}

/** The schema of the whole object: the kind's own fields and the common ones. */
function withCommonFields(schema: ResourceSchema): ResourceSchema {
  return {
    ...schema,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: metadataSchema,
      ...schema.properties,
    },
  };
}

function versionOf(data: VersionData): KindVersion {
  let schema: ResourceSchema | undefined;
  return {
    version: data.version ?? '',
    served: data.served === true,
    storage: data.storage === true,
    deprecated: data.deprecated === true,
    deprecationWarning: data.deprecationWarning,
    status: data.status === true,
    scale: data.scale,
    printerColumns: data.printerColumns ?? [],
    selectableFields: data.selectableFields ?? [],
    get schema() {
      schema ??= withCommonFields(data.schema);
      return schema;
    },
  };
}

/** A kind whose versions are read when somebody asks for them. */
function kindOf(
  line: KindLine,
  resolve: (value: unknown) => unknown,
): KindDefinition {
  let versions: KindVersion[] | undefined;
  const read = () => {
    versions ??= (resolve(line.versions) as VersionData[]).map(versionOf);
    return versions;
  };
  return {
    group: line.group ?? '',
    kind: line.kind ?? '',
    listKind: line.listKind ?? '',
    plural: line.plural ?? '',
    singular: line.singular ?? '',
    shortNames: line.shortNames ?? [],
    categories: line.categories ?? [],
    namespaced: line.namespaced === true,
    origin: line.origin ?? 'custom',
    get storageVersion() {
      return read().find(version => version.storage)?.version ?? '';
    },
    get versions() {
      return read();
    },
  };
}

function kindsOf(data: KindData): KindDefinition[] {
  const resolve = resolverOf(data.shared);
  return data.kinds.map(text => kindOf(JSON.parse(text) as KindLine, resolve));
}

function definitionsOf(name: KindTableName): KindDefinition[] {
  const builtIn = kindsOf(core);
  if (name === 'compat') return [...builtIn, ...kindsOf(compat)];
  const newest = kindsOf(latest);
  return name === 'latest'
    ? [...builtIn, ...newest]
    : [...builtIn, ...newest.filter(({ group }) => IN_TENANTS.test(group))];
}

const tables = new Map<KindTableName, KindTable>();

/**
 * The kinds of one world: `latest` (Cluster API v1beta2), `compat` (Cluster API
 * v1beta1 with CozyStack) or `tenant` (the API of a tenant cluster).
 */
export function kindTable(name: KindTableName): KindTable {
  const known = tables.get(name);
  if (known) return known;
  const kinds = definitionsOf(name);
  const served = (
    definition: KindDefinition | undefined,
    wanted: string,
  ): ServedKind | undefined => {
    const version = definition?.versions.find(
      candidate => candidate.version === wanted && candidate.served,
    );
    return definition && version ? { definition, version } : undefined;
  };
  const table: KindTable = {
    kinds,
    find: (group, version, plural) =>
      served(
        kinds.find(kind => kind.group === group && kind.plural === plural),
        version,
      ),
    findKind: (group, version, kind) =>
      served(
        kinds.find(other => other.group === group && other.kind === kind),
        version,
      ),
  };
  tables.set(name, table);
  return table;
}
