import { badRequest } from '../StatusError';

/** Whether labels are selected. */
export type LabelMatcher = (labels: Record<string, string>) => boolean;

interface Requirement {
  key: string;
  operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | '<' | '>';
  values: string[];
}

const symbols = ['==', '!=', '=', '!', ',', '(', ')', '<', '>'];

const tokenPattern = /\s*(==|!=|[=!,()<>]|[^\s=!,()<>]+)/g;

function tokenize(text: string): string[] {
  return [...text.matchAll(tokenPattern)].map(match => match[1]);
}

function isWord(token: string | undefined): token is string {
  return token !== undefined && !symbols.includes(token);
}

function failure(found: string | undefined, expected: string): Error {
  return badRequest(
    `unable to parse requirement: found '${
      found ?? ''
    }', expected: ${expected}`,
  );
}

class SelectorParser {
  readonly #tokens: string[];

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    while (this.#tokens.length > 0) {
      requirements.push(this.#requirement());
      const next = this.#tokens.shift();
      if (next !== undefined && next !== ',') {
        throw failure(next, "',' or 'end of string'");
      }
      if (next === ',' && this.#tokens.length === 0) {
        throw badRequest("found '', expected: identifier after ','");
      }
    }
    return requirements;
  }

  #requirement(): Requirement {
    if (this.#tokens[0] === '!') {
      this.#tokens.shift();
      return { key: this.#word(), operator: '!', values: [] };
    }
    const key = this.#word();
    const next = this.#tokens[0];
    if (next === undefined || next === ',') {
      return { key, operator: 'exists', values: [] };
    }
    this.#tokens.shift();
    if (next === 'in' || next === 'notin') {
      return { key, operator: next, values: this.#set() };
    }
    if (next === '=' || next === '==') {
      return { key, operator: '=', values: [this.#value()] };
    }
    if (next === '!=' || next === '<' || next === '>') {
      return { key, operator: next, values: [this.#value()] };
    }
    throw failure(next, 'in, notin, =, ==, !=, gt, lt');
  }

  #word(): string {
    const token = this.#tokens.shift();
    if (!isWord(token)) throw failure(token, 'identifier');
    return token;
  }

  /** A value may be missing: `key=` selects the empty one. */
  #value(): string {
    const token = this.#tokens[0];
    if (token === undefined || token === ',') return '';
    return this.#word();
  }

  #set(): string[] {
    const open = this.#tokens.shift();
    if (open !== '(') throw failure(open, "'('");
    const values: string[] = [];
    for (;;) {
      const token = this.#tokens.shift();
      if (token === ')') return values.length > 0 ? values : [''];
      if (token === ',') continue;
      if (!isWord(token)) throw failure(token, "',', ')' or identifier");
      values.push(token);
    }
  }
}

type Test = (value: string | undefined, values: string[]) => boolean;

const isOneOf: Test = (value, values) =>
  value !== undefined && values.includes(value);

const tests: Record<Requirement['operator'], Test> = {
  exists: value => value !== undefined,
  '!': value => value === undefined,
  '=': isOneOf,
  in: isOneOf,
  '!=': (value, values) => !isOneOf(value, values),
  notin: (value, values) => !isOneOf(value, values),
  '<': (value, [limit]) => value !== undefined && Number(value) < Number(limit),
  '>': (value, [limit]) => value !== undefined && Number(value) > Number(limit),
};

function matches(
  labels: Record<string, string>,
  { key, operator, values }: Requirement,
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return tests[operator](value, values);
}

/** Reads a label selector; throws a 400 as the API words it. */
export function parseLabelSelector(text: string): LabelMatcher {
  const requirements = new SelectorParser(text).parse();
  return labels => requirements.every(r => matches(labels, r));
}
