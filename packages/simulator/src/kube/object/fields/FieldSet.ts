import { isObject } from '../json';
import type { JsonObject, ResourceSchema } from '../types';
import { childSchema } from './shape';

/**
 * A set of paths, as managedFields records it. A path is a list of elements in
 * the notation of fieldsV1: `f:name`, `k:{"name":"net0"}`, `v:"x"`.
 */
export class FieldSet {
  readonly #members = new Set<string>();
  readonly #children = new Map<string, FieldSet>();

  /** Reads `fieldsV1`. */
  static parse(fields: JsonObject): FieldSet {
    const set = new FieldSet();
    for (const [element, inner] of Object.entries(fields)) {
      if (element === '.' || !isObject(inner)) continue;
      const names = Object.keys(inner);
      if (names.length === 0 || names.includes('.')) set.#members.add(element);
      const child = FieldSet.parse(inner);
      if (!child.isEmpty) set.#children.set(element, child);
    }
    return set;
  }

  /** A set of the given paths. */
  static of(...paths: string[][]): FieldSet {
    const set = new FieldSet();
    paths.forEach(path => set.insert(path));
    return set;
  }

  get isEmpty(): boolean {
    return (
      this.#members.size === 0 &&
      [...this.#children.values()].every(child => child.isEmpty)
    );
  }

  insert(path: readonly string[]): void {
    const [element, ...rest] = path;
    if (element === undefined) return;
    if (rest.length === 0) this.#members.add(element);
    else this.#childOf(element).insert(rest);
  }

  /** True when this very path is in the set. */
  hasMember(element: string): boolean {
    return this.#members.has(element);
  }

  has(path: readonly string[]): boolean {
    const [element, ...rest] = path;
    if (element === undefined) return false;
    return rest.length === 0
      ? this.#members.has(element)
      : this.below(element).has(rest);
  }

  /** What is in the set below an element. */
  below(element: string): FieldSet {
    return this.#children.get(element) ?? new FieldSet();
  }

  union(other: FieldSet): FieldSet {
    const set = this.#copy();
    other.#members.forEach(element => set.#members.add(element));
    for (const [element, child] of other.#children) {
      set.#children.set(element, set.below(element).union(child));
    }
    return set;
  }

  /** Paths of this set that are not in the other one. */
  difference(other: FieldSet): FieldSet {
    return this.#map(
      element => !other.#members.has(element),
      (element, child) => child.difference(other.below(element)),
    );
  }

  /** Like `difference`, and without everything below a path of the other set. */
  recursiveDifference(other: FieldSet): FieldSet {
    return this.#map(
      element => !other.#members.has(element),
      (element, child) =>
        other.#members.has(element)
          ? new FieldSet()
          : child.recursiveDifference(other.below(element)),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return this.#map(
      element => other.#members.has(element),
      (element, child) => child.intersection(other.below(element)),
    );
  }

  /** Named fields that only have children become members themselves. */
  withNamedParents(schema: ResourceSchema | undefined): FieldSet {
    const set = new FieldSet();
    this.#members.forEach(element => set.#members.add(element));
    for (const [element, child] of this.#children) {
      if (element.startsWith('f:') && schema?.properties?.[element.slice(2)]) {
        set.#members.add(element);
      }
      const inner = childSchema(schema, element);
      set.#children.set(element, child.withNamedParents(inner));
    }
    return set;
  }

  /** Every path of the set, parents first, in the order of fieldsV1. */
  paths(): string[][] {
    return this.#elements().flatMap(element => [
      ...(this.#members.has(element) ? [[element]] : []),
      ...this.below(element)
        .paths()
        .map(path => [element, ...path]),
    ]);
  }

  /** The set as `fieldsV1`. */
  toFieldsV1(): JsonObject {
    return Object.fromEntries(
      this.#elements().map(element => {
        const inner = this.below(element).toFieldsV1();
        const isParent = Object.keys(inner).length > 0;
        return [
          element,
          isParent && this.#members.has(element)
            ? { '.': {}, ...inner }
            : inner,
        ];
      }),
    );
  }

  #elements(): string[] {
    const children = [...this.#children]
      .filter(([, child]) => !child.isEmpty)
      .map(([element]) => element);
    return [...new Set([...this.#members, ...children])].sort();
  }

  #childOf(element: string): FieldSet {
    const child = this.#children.get(element) ?? new FieldSet();
    this.#children.set(element, child);
    return child;
  }

  #copy(): FieldSet {
    return this.#map(
      () => true,
      (_, child) => child,
    );
  }

  #map(
    keeps: (element: string) => boolean,
    change: (element: string, child: FieldSet) => FieldSet,
  ): FieldSet {
    const set = new FieldSet();
    for (const element of this.#members) {
      if (keeps(element)) set.#members.add(element);
    }
    for (const [element, child] of this.#children) {
      const changed = change(element, child);
      if (!changed.isEmpty) set.#children.set(element, changed);
    }
    return set;
  }
}

/** A path as conflicts name it: `.spec.networkDevices[name="net0"].bridge`. */
export function describePath(path: readonly string[]): string {
  return path.map(describeElement).join('');
}

function describeElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (element.startsWith('k:')) {
    const keys = JSON.parse(text) as JsonObject;
    const parts = Object.entries(keys).map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    return `[${parts.join(',')}]`;
  }
  return element.startsWith('v:') ? `[=${text}]` : `[${text}]`;
}
