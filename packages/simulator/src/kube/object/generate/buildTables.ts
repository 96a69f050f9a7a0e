import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { compactKind } from './compactKind';
import { compactSchema } from './compactSchema';
import { coreKinds, type CoreKind } from './coreKinds';
import { CoreSchemas, type ModelAttribute } from './coreSchema';
import { SchemaSharing } from './shareSchemas';
import { toJson } from './toJson';
import type { JsonObject } from '../types';

/** Lists of folders below `crds` whose definitions make a table. */
const CUSTOM = {
  latest: ['latest'],
  compat: ['compat-capi-v1beta1', 'cozystack'],
};
/**
 * Kinds that the older set lacks and a site with CozyStack has from elsewhere,
 * in the same version as in the newest set.
 */
const ALSO_IN_COMPAT =
  /^(helm\.toolkit|k8s\.mariadb|kamaji|metallb|postgresql\.cnpg|snapshot\.storage|source\.toolkit|piraeus|kubeovn)/;

function modelReader(): (model: string) => ModelAttribute[] | undefined {
  const entry = createRequire(join(process.cwd(), 'package.json')).resolve(
    '@kubernetes/client-node',
  );
  const folder = join(dirname(entry), 'gen', 'models');
  return model => {
    let text: string;
    try {
      text = readFileSync(join(folder, `${model}.js`), 'utf8');
    } catch {
      return undefined;
    }
    const map = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(text);
    return map ? (JSON.parse(map[1]) as ModelAttribute[]) : undefined;
  };
}

function coreLine(core: CoreKind, schemas: CoreSchemas): JsonObject {
  const { properties = {}, ...rest } = schemas.ofModel(core.model);
  const { apiVersion, kind, metadata, ...own } = properties;
  const { group, plural, shortNames, categories, namespaced } = core;
  const scale = {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.status.selector',
  };
  return toJson({
    group,
    kind: core.kind,
    listKind: `${core.kind}List`,
    plural,
    singular: core.kind.toLowerCase(),
    shortNames,
    categories,
    namespaced: namespaced || undefined,
    origin: 'core',
    versions: [
      {
        version: 'v1',
        served: true,
        storage: true,
        status: core.status,
        scale: core.scale ? scale : undefined,
        schema: { ...rest, properties: own },
      },
    ],
  });
}

function customLines(crds: string, folder: string): JsonObject[] {
  return readdirSync(join(crds, folder))
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(crds, folder, name), 'utf8')).map(
        document => document.toJS() as JsonObject,
      ),
    )
    .filter(document => document?.kind === 'CustomResourceDefinition')
    .map(compactKind);
}

interface ApplicationDefinition {
  spec: {
    application: {
      kind: string;
      plural: string;
      singular: string;
      openAPISchema: string;
    };
  };
}

/** Applications of CozyStack: an aggregated API, the value schema is the spec. */
function applicationLines(crds: string): JsonObject[] {
  const folder = join(crds, 'cozystack', 'apps-v1.6.2');
  return readdirSync(folder)
    .filter(name => name.endsWith('.applicationdefinition.yaml'))
    .sort()
    .map(name => {
      const text = readFileSync(join(folder, name), 'utf8');
      const { application } = (parse(text) as ApplicationDefinition).spec;
      const values = JSON.parse(application.openAPISchema) as JsonObject;
      const spec = compactSchema(values);
      return toJson({
        group: 'apps.cozystack.io',
        kind: application.kind,
        listKind: `${application.kind}List`,
        plural: application.plural,
        singular: application.singular,
        namespaced: true,
        origin: 'aggregated',
        versions: [
          {
            version: 'v1alpha1',
            served: true,
            storage: true,
            printerColumns: [
              {
                name: 'READY',
                type: 'string',
                jsonPath: '.status.conditions[?(@.type=="Ready")].status',
              },
              {
                name: 'AGE',
                type: 'date',
                jsonPath: '.metadata.creationTimestamp',
              },
              { name: 'VERSION', type: 'string', jsonPath: '.status.version' },
            ],
            schema: {
              type: 'object',
              properties: {
                appVersion: { type: 'string' },
                spec,
                status: { type: 'object', preserveUnknown: true },
              },
            },
          },
        ],
      });
    });
}

function literal(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
  return `  '${escaped}',`;
}

/** The text of one data module. */
function moduleText(lines: JsonObject[]): string {
  const sharing = new SchemaSharing();
  lines.forEach(line => sharing.count(line.versions ?? null));
  const kinds = lines.map(line =>
    JSON.stringify({ ...line, versions: sharing.replace(line.versions ?? []) }),
  );
  return [
    '// Generated by generate/cli.ts from published schemas: facts only.',
    '/** One kind per line; `{"$":n}` stands for line n of `shared`. */',
    'export const kinds = [',
    ...kinds.map(literal),
    '];',
    '',
    '/** Schemas that occur more than once. */',
    'export const shared = [',
    ...sharing.shared.map(literal),
    '];',
    '',
  ].join('\n');
}

/**
 * The texts of the data modules by their names, built out of the definitions in
 * `crds` and the models of the official client.
 */
export function buildTables(crds: string): { [name: string]: string } {
  const schemas = new CoreSchemas(modelReader());
  const core = coreKinds.map(kind => coreLine(kind, schemas));
  const latest = CUSTOM.latest.flatMap(folder => customLines(crds, folder));
  const compat = CUSTOM.compat.flatMap(folder => customLines(crds, folder));
  const missing = latest.filter(line => ALSO_IN_COMPAT.test(`${line.group}`));
  return {
    core: moduleText(core),
    latest: moduleText(latest),
    compat: moduleText([...compat, ...missing, ...applicationLines(crds)]),
  };
}
