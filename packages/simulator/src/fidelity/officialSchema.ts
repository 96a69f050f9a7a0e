import { readFileSync } from 'node:fs';

/** A value's description in the official API schema. */
export interface SchemaNode {
  type?: string;
  optional?: number;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  additionalProperties?: number | SchemaNode;
  enum?: string[];
  format?: string | Record<string, SchemaNode>;
  minimum?: number;
  maxLength?: number;
  pattern?: string;
  default?: number | string;
  oneOf?: SchemaNode[];
}

/** One method of one path in the official API schema. */
export interface SchemaMethod {
  parameters?: {
    additionalProperties?: number;
    properties?: Record<string, SchemaNode>;
  };
  returns?: SchemaNode;
  proxyto?: string;
  allowtoken?: number;
}

/** A path of the schema that a request path stands for. */
export interface SchemaMatch {
  template: string;
  /** Values of the `{placeholders}`. */
  values: Record<string, string>;
  method?: SchemaMethod;
}

type SchemaPaths = Record<string, Record<string, SchemaMethod>>;

/** Placeholders whose value may hold slashes (volume ids do). */
const greedy = new Set(['{volume}']);

interface CompiledTemplate {
  template: string;
  segments: string[];
}

/** Looks up calls in the official API description. */
export class OfficialSchema {
  readonly #paths: SchemaPaths;
  readonly #templates: CompiledTemplate[];

  private constructor(paths: SchemaPaths) {
    this.#paths = paths;
    this.#templates = Object.keys(paths)
      .map(template => ({ template, segments: template.split('/').slice(1) }))
      // literal segments win over placeholders
      .sort(
        (a, b) => a.template.split('{').length - b.template.split('{').length,
      );
  }

  /** Reads `api-schema.json`. */
  static load(file: string): OfficialSchema {
    const content = JSON.parse(readFileSync(file, 'utf8')) as {
      paths: SchemaPaths;
    };
    return new OfficialSchema(content.paths);
  }

  /** A schema from plain data, for tests. */
  static from(paths: SchemaPaths): OfficialSchema {
    return new OfficialSchema(paths);
  }

  /** All path templates with their methods. */
  paths(): SchemaPaths {
    return this.#paths;
  }

  /** The template that a decoded path stands for, with the method's entry. */
  match(method: string, path: string): SchemaMatch | undefined {
    const segments = path === '/' ? [] : path.split('/').slice(1);
    for (const { template, segments: wanted } of this.#templates) {
      const values = matchSegments(wanted, segments);
      if (values) {
        return { template, values, method: this.#paths[template][method] };
      }
    }
    return undefined;
  }
}

function matchSegments(
  wanted: string[],
  given: string[],
): Record<string, string> | undefined {
  const last = wanted[wanted.length - 1];
  const open = greedy.has(last ?? '') && given.length > wanted.length;
  if (wanted.length !== given.length && !open) return undefined;
  const values: Record<string, string> = {};
  for (let at = 0; at < wanted.length; at++) {
    const segment = wanted[at];
    if (segment.startsWith('{')) {
      const rest = open && at === wanted.length - 1;
      values[segment.slice(1, -1)] = rest
        ? given.slice(at).join('/')
        : given[at];
    } else if (segment !== given[at]) {
      return undefined;
    }
  }
  return values;
}
