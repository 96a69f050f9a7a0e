import { propertyStringDeclarations } from './declarations/propertyStringDeclarations';
import { ParameterDeclaration, parseBlocks } from './parseDeclarations';

type Keys = Map<string, ParameterDeclaration>;

let declared: Map<string, Keys> | undefined;

/** The keys of property string `#name`, or undefined if it is not declared. */
export function propertyStringKeys(format: string): Keys | undefined {
  declared ??= new Map(
    parseBlocks(propertyStringDeclarations).map(({ head, parameters }) => [
      head,
      new Map(parameters.map(p => [p.name, p] as const)),
    ]),
  );
  return declared.get(format);
}

/** A property string taken apart, or the complaint about its form. */
export type ParsedPropertyString =
  | { values: Record<string, string> }
  | { complaint: string };

function assign(
  keys: Keys,
  values: Record<string, string>,
  [name, value]: [string, string],
): string | undefined {
  const key = keys.get(name);
  if (key?.alias) {
    if (key.keyAlias) {
      if (key.keyAlias in values) return key.keyAlias;
      values[key.keyAlias] = name;
    }
    if (key.alias in values) return key.alias;
    values[key.alias] = value;
    return undefined;
  }
  if (name in values) return name;
  values[name] = value;
  return undefined;
}

/**
 * Takes `virtio=AA:BB…,bridge=vmbr0` apart. A part without `=` belongs to the
 * default key.
 */
export function parsePropertyString(
  keys: Keys,
  text: string,
): ParsedPropertyString {
  const values: Record<string, string> = {};
  const defaultKey = [...keys.values()].find(key => key.isDefaultKey)?.name;
  for (const part of text.split(',').filter(p => p.trim() !== '')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? defaultKey : part.slice(0, equals).trim();
    if (!name) {
      return {
        complaint:
          'value without key, but schema does not define a default key',
      };
    }
    const value = equals < 0 ? part.trim() : part.slice(equals + 1);
    const duplicate = assign(keys, values, [name, value]);
    if (duplicate) {
      return {
        complaint: `duplicate key in comma-separated list property: ${duplicate}`,
      };
    }
  }
  return { values };
}
