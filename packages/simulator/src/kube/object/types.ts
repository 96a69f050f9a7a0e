/** A value as JSON knows it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** An object of JSON; a key that is `undefined` counts as absent. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** One entry of `metadata.managedFields`, as the API shows it. */
export interface ManagedFieldsEntry extends JsonObject {
  manager?: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
}

/** One entry of `metadata.ownerReferences`. */
export interface OwnerReference extends JsonObject {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** `metadata` of an object. */
export interface ObjectMeta extends JsonObject {
  name?: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
}

/** Any object of the API. */
export interface KubeObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** One CEL rule (`x-kubernetes-validations`) of a schema. */
export interface SchemaRule {
  rule: string;
  message?: string;
  reason?: string;
  fieldPath?: string;
}

/**
 * The schema of one field: the facts of a structural OpenAPI schema, without
 * its prose.
 */
export interface ResourceSchema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  properties?: { [name: string]: ResourceSchema };
  /** Schema of the values of a map; `true` takes any value. */
  values?: ResourceSchema | true;
  items?: ResourceSchema;
  required?: string[];
  enum?: Json[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  default?: Json;
  nullable?: boolean;
  intOrString?: boolean;
  preserveUnknown?: boolean;
  /** Built-in kinds: name of the type in error messages. */
  typeName?: string;
  /** Built-in kinds: a member that is there as soon as its parent is. */
  value?: boolean;
  /** How server-side apply merges a list. */
  listType?: 'atomic' | 'set' | 'map';
  listMapKeys?: string[];
  /** How server-side apply merges an object. */
  mapType?: 'atomic' | 'granular';
  /** Strategic merge of core kinds: the key that identifies an item, `''` for a set. */
  patchMergeKey?: string;
  rules?: SchemaRule[];
}

/** One column of the table rendering. */
export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  format?: string;
  priority?: number;
}

/** What the scale subresource reads and writes. */
export interface ScalePaths {
  specReplicasPath: string;
  statusReplicasPath: string;
  labelSelectorPath?: string;
}

/** One version of a kind. */
export interface KindVersion {
  version: string;
  served: boolean;
  storage: boolean;
  deprecated: boolean;
  /** Text of the Warning header of a deprecated version. */
  deprecationWarning?: string;
  status: boolean;
  scale?: ScalePaths;
  /** Empty for kinds whose table is the default one (Name, Age) or built in. */
  printerColumns: PrinterColumn[];
  selectableFields: string[];
  /** Parsed on first use. */
  readonly schema: ResourceSchema;
}

/** One kind and everything that the API needs to serve it. */
export interface KindDefinition {
  group: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /**
   * `core`: compiled into the API server (typed storage, no CEL, verbs as in
   * the recordings). `custom`: defined by a CustomResourceDefinition.
   * `aggregated`: served by an API server of its own (apps.cozystack.io).
   */
  origin: 'core' | 'custom' | 'aggregated';
  storageVersion: string;
  versions: KindVersion[];
}

/** A kind in one of its versions: what most functions here need to know. */
export interface ServedKind {
  definition: KindDefinition;
  version: KindVersion;
}

/** Names of the kind tables. */
export type KindTableName = 'latest' | 'compat' | 'tenant';

/** One cause of a 422, as in `details.causes` of a Status. */
export interface ValidationCause {
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueTypeInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueDuplicate'
    | 'FieldValueForbidden'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueNotFound';
  message: string;
  /** Path of the field; `<nil>` for the cause that says CEL did not run. */
  field: string;
}

/** A field that another manager owns with another value. */
export interface ApplyConflict {
  /** Manager as the message names it: `conflict with "x" with subresource "scale" using apps/v1`. */
  message: string;
  /** Path as in the cause: `.spec.replicas`. */
  field: string;
}

/** Who writes, and through which subresource. */
export interface FieldManager {
  name: string;
  /** `status`, `scale` or absent for the object itself. */
  subresource?: string;
  /** Time of the entry, RFC 3339 in seconds. */
  time: string;
}

/** Input of `applyServerSide`. */
export interface ApplyRequest {
  kind: ServedKind;
  /** The stored object in the requested version; absent for a create. */
  live?: KubeObject;
  /** The body as it was sent (unpruned: unknown fields are an error). */
  applied: KubeObject;
  manager: FieldManager;
  force: boolean;
}

/**
 * Output of `applyServerSide`: the merged object with its managedFields, before
 * defaulting and validation, or the conflicts. Throws `TypedPatchError` (a 500
 * without reason) when the body does not fit the schema.
 */
export type ApplyOutcome =
  | { outcome: 'applied'; object: KubeObject }
  | { outcome: 'conflicts'; conflicts: ApplyConflict[] };

/** Input of `trackUpdate`. */
export interface UpdateTracking {
  kind: ServedKind;
  /** The stored object; absent for a create. */
  live?: KubeObject;
  /**
   * The object after defaulting and pruning, before the server adds what it
   * alone decides (cluster IPs, finalizers of namespaces): those have no owner.
   */
  updated: KubeObject;
  manager: FieldManager;
}

/** Output of `pruneObject`. */
export interface PruneOutcome {
  object: KubeObject;
  /** Paths as in the warning: `spec.template.spec.nope`, `spec.list[0].x`, sorted. */
  unknownFields: string[];
}
