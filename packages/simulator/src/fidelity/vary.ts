import { isObject, textOf } from './json';
import { seededRandom } from './random';
import type { Json, JsonObject } from './types';
import { findNames, FoundNames } from './varyNames';

/** Keys whose text is never a name, though it may look like one. */
const fixedKeys = new Set([
  'realm',
  'realm-type',
  'ipam',
  'type',
  'status',
  'method',
  'headers',
  'cassette',
  'file',
  'recordedAt',
  'auth',
  'vgname',
  'cert',
  'pem',
]);

const numericIdKeys = new Set(['vmid', 'newid']);

const letters = 'abcdefghijklmnopqrstuvwxyz';

function makeWord(random: () => number, length: number): string {
  return Array.from({ length }, () => letters[Math.floor(random() * 26)]).join(
    '',
  );
}

function makeRenames(
  found: FoundNames,
  random: () => number,
): Map<string, string> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const fresh = (make: () => string) => {
    let word = make();
    while (taken.has(word)) word = make();
    taken.add(word);
    return word;
  };
  for (const node of found.nodes) {
    renames.set(
      node,
      fresh(
        () =>
          `${makeWord(random, 3 + Math.floor(random() * 5))}${Math.floor(
            random() * 90,
          )}`,
      ),
    );
  }
  for (const vmid of found.vmids) {
    renames.set(
      vmid,
      fresh(() => String(1000 + Math.floor(random() * 900_000))),
    );
  }
  for (const label of found.labels) {
    // names of virtual networks may have eight letters and no dash
    const isShort = /^[a-z0-9]{1,8}$/i.test(label);
    const make = () =>
      isShort
        ? makeWord(random, 7)
        : `${makeWord(random, 4)}-${makeWord(random, 3)}`;
    renames.set(label, fresh(make));
  }
  for (const word of found.wrongWords) {
    // a longer word is as wrong as the one it replaces
    renames.set(
      word,
      fresh(() => `${word}${makeWord(random, 2)}`),
    );
  }
  return renames;
}

const escapeName = (name: string) =>
  name.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Longer names first, so that `pve1-a` is not taken for `pve1`. */
const alternatives = (names: string[]) =>
  names
    .sort((a, b) => b.length - a.length)
    .map(escapeName)
    .join('|');

/**
 * Where a name stands for itself: alone or after a percent-escape, but neither
 * after `@` (a realm) nor before `=` (a parameter's name).
 */
function patternsOf(renames: Map<string, string>): RegExp[] {
  const names = [...renames.keys()].filter(name => !/^\d+$/.test(name));
  const numbers = [...renames.keys()].filter(name => /^\d+$/.test(name));
  const patterns: RegExp[] = [];
  if (names.length > 0) {
    patterns.push(
      new RegExp(
        `(?<=^|[^A-Za-z0-9_.@-]|%[0-9A-F]{2}|imgdel:\\d{1,9}@)(?<!%40|/dev/|/etc/|file-)(${alternatives(
          names,
        )})(?=$|[^A-Za-z0-9_=])(?![.-][a-z])`,
        'g',
      ),
    );
  }
  if (numbers.length > 0) {
    patterns.push(
      new RegExp(
        `(?<=^|[^A-Za-z0-9_.%]|%[0-9A-F]{2}|\\b(?:VM|CT|tap|veth))(${alternatives(
          numbers,
        )})(?=$|[^A-Za-z0-9_%]|%[0-9A-F]{2}|i\\d)(?!\\.\\d)`,
        'g',
      ),
    );
  }
  return patterns;
}

/** Parameters with a free value get another one. */
const freeValues: Partial<
  Record<string, (value: string, random: () => number) => string>
> = {
  memory: (value, random) =>
    /^\d{3,}$/.test(value)
      ? String(Number(value) + 16 * Math.ceil(random() * 40))
      : value,
  cores: (value, random) =>
    /^\d$/.test(value) ? String(1 + Math.floor(random() * 8)) : value,
  comment: (value, random) => `${value}${makeWord(random, 4)}`,
  description: (value, random) => `${value}${makeWord(random, 6)}`,
  size: (value, random) =>
    value.replace(/\d+(?=G)/, String(1 + Math.floor(random() * 6))),
  firstname: (_value, random) => makeWord(random, 6),
  lastname: (_value, random) => makeWord(random, 7),
};

function varyPairs(text: string, random: () => number): string {
  return text
    .split('&')
    .map(pair => {
      const [key, value] = pair.split('=', 2);
      const change = freeValues[key];
      const isPlain = value !== undefined && !/%(?!20|2B)/.test(value);
      return change && isPlain ? `${key}=${change(value, random)}` : pair;
    })
    .join('&');
}

/** The status code in a status line is no name, though it may look like one. */
const statusCode = /^HTTP\/1\.1 \d+ ?/;

/** Renames throughout one raw entry. */
function renameEntry(
  entry: JsonObject,
  renames: Map<string, string>,
): JsonObject {
  const patterns = patternsOf(renames);
  const rename = (text: string) =>
    patterns.reduce(
      (result, pattern) =>
        result.replace(pattern, name => renames.get(name) ?? name),
      text,
    );
  const renameText = (text: string) => {
    const code = statusCode.exec(text)?.[0] ?? '';
    return code + rename(text.slice(code.length));
  };
  const visit = (value: Json, key: string): Json => {
    if (fixedKeys.has(key)) return value;
    if (typeof value === 'string') return renameText(value);
    if (typeof value === 'number') {
      const renamed = numericIdKeys.has(key)
        ? renames.get(String(value))
        : undefined;
      return renamed === undefined ? value : Number(renamed);
    }
    if (Array.isArray(value)) return value.map(item => visit(item, key));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        renameText(name),
        visit(member, name),
      ]),
    );
  };
  return Object.fromEntries(
    Object.entries(entry).map(([name, member]) => {
      // the label of the recorder tells which kind of credentials it used
      const isLabel = name === 'name' && 'statusLine' in entry;
      return [name, isLabel ? member : visit(member, name)];
    }),
  );
}

function varyParameters(entry: JsonObject, random: () => number): JsonObject {
  const status =
    textOf(entry.status) ??
    /^HTTP\/1\.1 (\d+)/.exec(textOf(entry.statusLine) ?? '')?.[1];
  if (status !== '200') return entry; // refusals depend on the values sent
  const varied = { ...entry };
  if (
    typeof entry.requestBody === 'string' &&
    /^[\w-]+=/.test(entry.requestBody)
  ) {
    varied.requestBody = varyPairs(entry.requestBody, random);
  }
  if (typeof entry.form === 'string')
    varied.form = varyPairs(entry.form, random);
  if (isObject(entry.form)) {
    varied.form = Object.fromEntries(
      Object.entries(entry.form).map(([key, value]) => {
        const text = textOf(value) ?? '';
        return [key, freeValues[key]?.(text, random) ?? text];
      }),
    );
  }
  return varied;
}

/**
 * Makes a variant of a set of raw entries: nodes, VMIDs, pools, storages,
 * users, tokens, snapshots and guests get other names, consistently in
 * requests and answers, and free parameters other values.
 */
export function varyEntries(entries: JsonObject[], seed: number): JsonObject[] {
  const random = seededRandom(seed);
  const renames = makeRenames(findNames(entries), random);
  return entries.map(entry =>
    varyParameters(renameEntry(entry, renames), random),
  );
}
