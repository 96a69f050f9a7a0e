import type { ResourceSchema } from '../types';
import {
  atomicMaps,
  atomicModels,
  defaults,
  mapLists,
  setLists,
  strategicKeys,
  valueMembers,
  zeroFields,
} from './coreMerging';

/** One attribute of a model of the official client. */
export interface ModelAttribute {
  baseName: string;
  type: string;
  format: string;
}

/** Reads the attributes of a model by its name; undefined when there is none. */
export type ReadModel = (model: string) => ModelAttribute[] | undefined;

const SCALARS: { [type: string]: ResourceSchema } = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date-time' },
  V1MicroTime: { type: 'string', format: 'date-time' },
  IntOrString: { intOrString: true },
  any: { preserveUnknown: true },
};

/** Quantities may be written as numbers (`cpu: 2`). */
const QUANTITY_MAPS = /^(requests|limits|capacity|allocatable|hard|used)$/;

function numberOf(format: string): ResourceSchema {
  return /^int/.test(format) ? { type: 'integer', format } : { type: 'number' };
}

/** Builds the schemas of built-in kinds out of the client's models. */
export class CoreSchemas {
  readonly #readModel: ReadModel;
  readonly #open: string[] = [];

  constructor(readModel: ReadModel) {
    this.#readModel = readModel;
  }

  /** The schema of a model; a model inside itself takes any value. */
  ofModel(model: string): ResourceSchema {
    const attributes = this.#readModel(model);
    if (!attributes || this.#open.includes(model)) {
      return { type: 'object', preserveUnknown: true };
    }
    this.#open.push(model);
    const schema: ResourceSchema = {
      type: 'object',
      typeName: model.replace(/^(Core)?V1/, ''),
      properties: {},
    };
    if (atomicModels.has(model)) schema.mapType = 'atomic';
    for (const attribute of attributes) {
      schema.properties = {
        ...schema.properties,
        [attribute.baseName]: this.#ofAttribute(model, attribute),
      };
    }
    this.#open.pop();
    return schema;
  }

  #ofAttribute(model: string, attribute: ModelAttribute): ResourceSchema {
    const field = `${model}.${attribute.baseName}`;
    const schema = this.#ofType(attribute, field);
    if (defaults[field] !== undefined) schema.default = defaults[field];
    if (atomicMaps.has(field)) schema.mapType = 'atomic';
    const isValue =
      schema.type === 'object'
        ? valueMembers.has(attribute.baseName)
        : zeroFields.has(field);
    if (isValue) {
      schema.value = true;
      // The zero of a list, and of a time, is null.
      if (schema.type === 'array' || schema.default === null) {
        schema.nullable = true;
      }
    }
    return schema;
  }

  #ofType(attribute: ModelAttribute, field: string): ResourceSchema {
    const { type, format, baseName } = attribute;
    const list = /^Array<(.*)>$/.exec(type);
    if (list) {
      const items = this.#ofType({ baseName, format, type: list[1] }, field);
      return { type: 'array', items, ...mergingOf(field) };
    }
    const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
    if (map) {
      const values: ResourceSchema =
        map[1] === 'string' && QUANTITY_MAPS.test(baseName)
          ? { intOrString: true }
          : this.#ofType({ baseName, format, type: map[1] }, field);
      return { type: 'object', values };
    }
    if (type === 'number') return numberOf(format);
    return SCALARS[type] ? { ...SCALARS[type] } : this.ofModel(type);
  }
}

function mergingOf(field: string): Partial<ResourceSchema> {
  const keys = mapLists[field];
  const patchMergeKey = strategicKeys[field] ?? keys?.[0];
  if (keys) return { listType: 'map', listMapKeys: keys, patchMergeKey };
  if (setLists.has(field)) return { listType: 'set', patchMergeKey: '' };
  return {
    listType: 'atomic',
    ...(patchMergeKey ? { patchMergeKey } : {}),
  };
}
