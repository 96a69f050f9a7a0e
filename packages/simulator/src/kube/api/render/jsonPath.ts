import type { Json } from '../../object/types';

type Step =
  | { type: 'key'; name: string }
  | { type: 'index'; index: number }
  | { type: 'filter'; field: string; value: string }
  | { type: 'all' };

const steps: { pattern: RegExp; read: (match: RegExpExecArray) => Step }[] = [
  { pattern: /^\[\*\]/, read: () => ({ type: 'all' }) },
  {
    pattern: /^\[(-?\d+)\]/,
    read: match => ({ type: 'index', index: Number(match[1]) }),
  },
  {
    pattern: /^\[\?\(\s*@\.([\w.]+)\s*==\s*(?:"([^"]*)"|'([^']*)')\s*\)\]/,
    read: match => ({
      type: 'filter',
      field: match[1],
      value: match[2] ?? match[3],
    }),
  },
  {
    pattern: /^\[(?:'([^']*)'|"([^"]*)")\]/,
    read: match => ({
      type: 'key',
      name: (match[1] ?? match[2]).replace(/\\(.)/g, '$1'),
    }),
  },
  {
    pattern: /^\.?((?:\\.|[^.[\]\\])+)/,
    read: match => ({ type: 'key', name: match[1].replace(/\\(.)/g, '$1') }),
  },
];

function readStep(text: string): { step: Step; length: number } | undefined {
  for (const { pattern, read } of steps) {
    const match = pattern.exec(text);
    if (match) return { step: read(match), length: match[0].length };
  }
  return undefined;
}

/** Reads a path; undefined for one that uses more than columns do. */
function parsePath(path: string): Step[] | undefined {
  const parsed: Step[] = [];
  let rest = path;
  while (rest && rest !== '.') {
    const found = readStep(rest);
    if (!found) return undefined;
    parsed.push(found.step);
    rest = rest.slice(found.length);
  }
  return parsed;
}

function readKey(value: Json, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value[name]
    : undefined;
}

function follow(value: Json, step: Step): (Json | undefined)[] {
  if (step.type === 'key') return [readKey(value, step.name)];
  if (!Array.isArray(value)) return [];
  if (step.type === 'all') return value;
  if (step.type === 'index') return [value.at(step.index)];
  return value.filter(item => {
    const found = step.field
      .split('.')
      .reduce<Json | undefined>(
        (inner, name) => readKey(inner ?? null, name),
        item,
      );
    return String(found) === step.value;
  });
}

/** What a printer column's path finds, in order. */
export function findByPath(object: Json, path: string): Json[] {
  const parsed = parsePath(path.replace(/^\{|\}$/g, ''));
  if (!parsed) return [];
  let values: Json[] = [object];
  for (const step of parsed) {
    values = values
      .flatMap(value => follow(value, step))
      .filter(value => value !== undefined);
  }
  return values;
}
