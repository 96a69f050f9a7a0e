import { evaluate } from '@marcbachmann/cel-js';
import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import Ajv from 'ajv';
import { KubeManifest } from '../KubeManifest';
import { CrdSchema, loadCrdSchema } from './sharedCrds';

/** What is wrong with a manifest: violated fields, unknown fields, and CEL rules that do not hold. */
export function validateManifest(
  stack: ClusterApiStack,
  manifest: KubeManifest,
): { complaints: string[]; rulesEvaluated: number } {
  if (manifest.kind === 'Secret') {
    return { complaints: [], rulesEvaluated: 0 };
  }
  const schema = loadCrdSchema(stack, manifest.apiVersion, manifest.kind);
  // Not in the schema of a custom resource: the server checks it by its own.
  const { metadata: _metadata, ...content } = manifest;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    useDefaults: true,
    validateFormats: false,
    code: { regExp: translatePattern() },
  });
  const defaulted = structuredClone(content);
  const isValid = ajv.compile(toStrictSchema(schema));
  isValid(defaulted);
  const complaints = (isValid.errors ?? []).map(
    error => `${error.instancePath} ${error.message}`,
  );
  const rules = runRules(schema, defaulted, '');
  return {
    complaints: [...complaints, ...rules.flatMap(rule => rule.complaint ?? [])],
    rulesEvaluated: rules.length,
  };
}

/** Go allows `^(?i)` at the beginning of a pattern, JavaScript knows flags only. */
function translatePattern() {
  const create = (pattern: string, flags: string) =>
    pattern.startsWith('^(?i)')
      ? new RegExp(`^${pattern.slice('^(?i)'.length)}`, `${flags}i`)
      : new RegExp(pattern, flags);
  return Object.assign(create, { code: 'translatePattern' });
}

/** Kubernetes refuses what a schema does not name; plain JSON Schema would let it pass. */
function toStrictSchema(schema: CrdSchema): CrdSchema {
  const { properties, items, additionalProperties, ...rest } = schema;
  const strict: CrdSchema = { ...rest };
  if (schema['x-kubernetes-int-or-string']) {
    strict.type = ['integer', 'string'];
    delete strict.anyOf;
  }
  if (properties) {
    strict.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        toStrictSchema(value),
      ]),
    );
    strict.additionalProperties =
      schema['x-kubernetes-preserve-unknown-fields'] === true;
  }
  if (items) {
    strict.items = toStrictSchema(items);
  }
  if (additionalProperties !== undefined) {
    strict.additionalProperties =
      typeof additionalProperties === 'object'
        ? toStrictSchema(additionalProperties)
        : additionalProperties;
  }
  return strict;
}

interface RuleResult {
  complaint?: string;
}

function runRules(
  schema: CrdSchema,
  value: unknown,
  path: string,
): RuleResult[] {
  const own = (schema['x-kubernetes-validations'] ?? [])
    // Rules on changes do not run when an object is created.
    .filter(({ rule }) => !rule.includes('oldSelf'))
    .map(({ rule, message }) => runRule(rule, message, { value, path }));
  return [...own, ...runRulesBelow(schema, value, path)];
}

function runRulesBelow(
  schema: CrdSchema,
  value: unknown,
  path: string,
): RuleResult[] {
  const { items, properties, additionalProperties } = schema;
  if (Array.isArray(value)) {
    return items
      ? value.flatMap((entry, index) =>
          runRules(items, entry, `${path}/${index}`),
        )
      : [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const others =
    typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return Object.entries(value).flatMap(([name, entry]) => {
    const below = properties?.[name] ?? others;
    return below ? runRules(below, entry, `${path}/${name}`) : [];
  });
}

function runRule(
  rule: string,
  message: string | undefined,
  place: { value: unknown; path: string },
): RuleResult {
  return holds(rule, place.value)
    ? {}
    : { complaint: `${place.path} ${message ?? rule}` };
}

/** A field that is there is never null in these schemas, and the library cannot compare a map with null. */
function holds(rule: string, self: unknown): boolean {
  const comparable = rule.replace(/(self\.\w+) != null/g, 'has($1)');
  return evaluate(comparable, { self: toCel(self) }) === true;
}

// Kubernetes gives CEL whole numbers as int, for which the library takes bigint.
function toCel(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) {
    return BigInt(value);
  }
  if (Array.isArray(value)) {
    // The library knows arrays by their constructor, and jest has two of them.
    return Array.from(value, toCel);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, entry]) => [name, toCel(entry)]),
      )
    : value;
}
