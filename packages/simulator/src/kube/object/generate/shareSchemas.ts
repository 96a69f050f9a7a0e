import type { Json, JsonObject } from '../types';

/** Below this length a reference is no shorter than the schema itself. */
const WORTH_SHARING = 60;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Replaces schemas that occur more than once by `{ "$": n }`, where n counts
 * into `shared`. A shared schema refers to earlier ones only, so that reading
 * never meets a circle.
 */
export class SchemaSharing {
  readonly #counts = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #shared: string[] = [];

  /** First pass: counts every schema inside `value`. */
  count(value: Json): void {
    if (Array.isArray(value)) value.forEach(item => this.count(item));
    if (!isObject(value)) return;
    const text = JSON.stringify(value);
    const seen = this.#counts.get(text) ?? 0;
    this.#counts.set(text, seen + 1);
    // What is inside a repeated schema is written once, so it counts once.
    if (seen > 0) return;
    for (const child of Object.values(value)) {
      if (child !== undefined) this.count(child);
    }
  }

  /** Second pass: `value` with references. */
  replace(value: Json): Json {
    if (Array.isArray(value)) return value.map(item => this.replace(item));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    const known = this.#numbers.get(text);
    if (known !== undefined) return { $: known };
    const replaced: JsonObject = {};
    for (const [name, child] of Object.entries(value)) {
      if (child === undefined) continue;
      replaced[name] = name === 'default' ? child : this.replace(child);
    }
    if (text.length < WORTH_SHARING || (this.#counts.get(text) ?? 0) < 2) {
      return replaced;
    }
    const number = this.#shared.length;
    this.#shared.push(JSON.stringify(replaced));
    this.#numbers.set(text, number);
    return { $: number };
  }

  /** The shared schemas as JSON texts, in the order of their numbers. */
  get shared(): string[] {
    return this.#shared;
  }
}
