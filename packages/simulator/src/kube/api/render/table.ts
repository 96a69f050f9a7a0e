import type {
  Json,
  JsonObject,
  KubeObject,
  PrinterColumn,
  ServedKind,
} from '../../object/types';
import { isCore } from '../ApiContext';
import { coreColumns } from './coreColumns';
import { humanDuration } from './humanDuration';
import { findByPath } from './jsonPath';
import { orderCoreObject, orderMetadata, sortKeys } from './orderFields';

/** What goes into the rows besides the cells. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** How a table is made. */
export interface TableOptions {
  served: ServedKind;
  now: number;
  include: IncludeObject;
  /** Later events of a watch leave the columns out. */
  withoutColumns?: boolean;
}

/** One column and how its cell is found. */
export interface TableColumn {
  name: string;
  type: string;
  format?: string;
  description: string;
  priority?: number;
  cell: (object: KubeObject, now: number) => Json;
}

const nameDescription =
  'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names';
const ageDescription =
  'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata';

/** Age of an object as a cell. */
export function ageCell(date: string | undefined, now: number): string {
  const time = Date.parse(date ?? '');
  // Dates have no milliseconds: a moment ago must not lie in the future.
  return Number.isNaN(time)
    ? '<unknown>'
    : humanDuration(Math.max(now - time, 0));
}

function cellOf(column: PrinterColumn, object: KubeObject, now: number): Json {
  const [value] = findByPath(object, column.jsonPath);
  if (value === undefined || value === null) return null;
  switch (column.type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return Number.isNaN(Date.parse(String(value)))
        ? '<invalid>'
        : ageCell(String(value), now);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

const nameColumn: TableColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: nameDescription,
  cell: object => object.metadata.name ?? '',
};

const ageColumn: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

function customColumn(column: PrinterColumn): TableColumn {
  return {
    ...column,
    description: `Custom resource definition column (in JSONPath format): ${column.jsonPath}`,
    cell: (object, now) => cellOf(column, object, now),
  };
}

function columnsOf(served: ServedKind): TableColumn[] {
  const { definition, version } = served;
  if (isCore(definition)) {
    const own = coreColumns(definition.group, definition.plural);
    const age: TableColumn = {
      name: 'Age',
      type: 'string',
      description: ageDescription,
      cell: (object, now) => ageCell(object.metadata.creationTimestamp, now),
    };
    return own ?? [nameColumn, age];
  }
  const own =
    version.printerColumns.length > 0
      ? version.printerColumns
      : [{ ...ageColumn }];
  return [nameColumn, ...own.map(customColumn)];
}

/** The metadata of an object, as an object of its own. */
export function partialMetadata(object: KubeObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: orderMetadata(object.metadata),
  };
}

function rowObject(object: KubeObject, options: TableOptions): Json {
  if (options.include === 'None') return null;
  if (options.include === 'Metadata') return partialMetadata(object);
  return isCore(options.served.definition)
    ? orderCoreObject(object)
    : sortKeys(object);
}

/** Shows objects as a table, as kubectl wants them. */
export function renderTable(
  objects: KubeObject[],
  metadata: JsonObject,
  options: TableOptions,
): JsonObject {
  const columns = columnsOf(options.served);
  const definitions = columns.map(column => ({
    name: column.name,
    type: column.type,
    format: column.format ?? '',
    description: column.description,
    priority: column.priority ?? 0,
  }));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: options.withoutColumns ? null : definitions,
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, options.now)),
      object: rowObject(object, options),
    })),
  };
}
