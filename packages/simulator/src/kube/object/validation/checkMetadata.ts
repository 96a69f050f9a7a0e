import type {
  KubeObject,
  ObjectMeta,
  ServedKind,
  ValidationCause,
} from '../types';
import { forbidden, invalid, required, tooLong } from './causes';
import {
  checkDns1035,
  checkLabel,
  checkLabelValue,
  checkPathSegment,
  checkQualifiedName,
  checkSubdomain,
  type NameCheck,
} from './names';

const MOST_ANNOTATIONS = 256 * 1024;
const RBAC = 'rbac.authorization.k8s.io';

/** Kinds whose names are not DNS subdomains. */
const NAME_CHECKS: { [kind: string]: NameCheck } = {
  Event: checkPathSegment,
  Namespace: checkLabel,
  Service: checkDns1035,
};

function nameCheckOf({ definition }: ServedKind): NameCheck {
  if (definition.origin !== 'core') return checkSubdomain;
  if (definition.group === RBAC) return checkPathSegment;
  return NAME_CHECKS[definition.kind] ?? checkSubdomain;
}

/** A prefix may end with a dash, which the suffix will follow. */
const withSuffix = (prefix: string) => prefix.replace(/-$/, 'a');

function checkName(kind: ServedKind, metadata: ObjectMeta): ValidationCause[] {
  const { name, generateName } = metadata;
  const check = nameCheckOf(kind);
  const prefix = generateName
    ? check(withSuffix(generateName)).map(detail =>
        invalid('metadata.generateName', generateName, detail),
      )
    : [];
  if (name) {
    const wrong = check(name);
    return [
      ...prefix,
      ...wrong.map(detail => invalid('metadata.name', name, detail)),
    ];
  }
  return generateName
    ? prefix
    : [required('metadata.name', 'name or generateName is required')];
}

function checkLabels({ labels = {} }: ObjectMeta): ValidationCause[] {
  const field = 'metadata.labels';
  return Object.entries(labels).flatMap(([key, value]) => [
    ...checkQualifiedName(key).map(detail => invalid(field, key, detail)),
    ...checkLabelValue(value).map(detail => invalid(field, value, detail)),
  ]);
}

function checkAnnotations({ annotations = {} }: ObjectMeta): ValidationCause[] {
  const field = 'metadata.annotations';
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + key.length + value.length,
    0,
  );
  return [
    ...Object.keys(annotations).flatMap(key =>
      checkQualifiedName(key.toLowerCase()).map(detail =>
        invalid(field, key, detail),
      ),
    ),
    ...(size > MOST_ANNOTATIONS ? [tooLong(field, MOST_ANNOTATIONS)] : []),
  ];
}

const OWNER_FACTS: [
  name: 'apiVersion' | 'kind' | 'name' | 'uid',
  detail: string,
][] = [
  ['apiVersion', 'version must not be empty'],
  ['kind', 'must not be empty'],
  ['name', 'must not be empty'],
  ['uid', 'must not be empty'],
];

function checkOwners({ ownerReferences = [] }: ObjectMeta): ValidationCause[] {
  const field = 'metadata.ownerReferences';
  const controllers = ownerReferences.filter(owner => owner.controller);
  return [
    ...ownerReferences.flatMap((owner, index) =>
      OWNER_FACTS.filter(([name]) => !owner[name]).map(([name, detail]) =>
        invalid(`${field}[${index}].${name}`, '', detail),
      ),
    ),
    ...(controllers.length > 1
      ? [
          invalid(
            field,
            undefined,
            `Only one reference can have Controller set to true. Found "true" in references for ${controllers[0].kind}/${controllers[0].name} and ${controllers[1].kind}/${controllers[1].name}`,
          ),
        ]
      : []),
  ];
}

function checkFinalizers({ finalizers = [] }: ObjectMeta): ValidationCause[] {
  return finalizers.flatMap(finalizer =>
    checkQualifiedName(finalizer).map(detail =>
      invalid('metadata.finalizers', finalizer, detail),
    ),
  );
}

/** What is wrong with the metadata of an object to be created. */
export function checkNewMetadata(
  kind: ServedKind,
  { metadata }: KubeObject,
): ValidationCause[] {
  return [
    ...checkName(kind, metadata),
    ...checkLabels(metadata),
    ...checkAnnotations(metadata),
    ...checkOwners(metadata),
    ...checkFinalizers(metadata),
  ];
}

const IMMUTABLE = ['name', 'namespace', 'uid', 'creationTimestamp'] as const;

function checkNewFinalizers(
  metadata: ObjectMeta,
  old: ObjectMeta,
): ValidationCause[] {
  const added = (metadata.finalizers ?? []).filter(
    finalizer => !old.finalizers?.includes(finalizer),
  );
  if (!old.deletionTimestamp || added.length === 0) return [];
  const names = added.map(finalizer => JSON.stringify(finalizer)).join(', ');
  return [
    forbidden(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${names}}`,
    ),
  ];
}

/**
 * What is wrong with the metadata of a changed object. Causes come twice: the
 * API checks once for all kinds and once more for the kind; only the names of
 * finalizers are looked at once.
 */
export function checkChangedMetadata(
  { metadata }: KubeObject,
  { metadata: old }: KubeObject,
): ValidationCause[] {
  const causes = [
    ...checkNewFinalizers(metadata, old),
    ...IMMUTABLE.flatMap(name => {
      const value = metadata[name];
      return value !== undefined && value !== old[name]
        ? [invalid(`metadata.${name}`, value, 'field is immutable')]
        : [];
    }),
    ...checkLabels(metadata),
    ...checkAnnotations(metadata),
    ...checkOwners(metadata),
  ];
  return [...causes, ...causes, ...checkFinalizers(metadata)];
}
