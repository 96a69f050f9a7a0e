import type { Json } from '../types';
import { CelSyntaxError, tokenize, type Token } from './tokenize';

/** A parsed CEL expression. */
export type Expression =
  | { type: 'literal'; value: Json }
  | { type: 'name'; name: string }
  | { type: 'list'; items: Expression[] }
  | { type: 'map'; entries: [key: Expression, value: Expression][] }
  | { type: 'select'; target: Expression; name: string }
  | { type: 'index'; target: Expression; key: Expression }
  | { type: 'call'; target?: Expression; name: string; args: Expression[] }
  | { type: 'unary'; operator: string; operand: Expression }
  | { type: 'binary'; operator: string; left: Expression; right: Expression }
  | {
      type: 'condition';
      test: Expression;
      then: Expression;
      otherwise: Expression;
    };

/** Binary operators from the loosest to the tightest. */
const LEVELS = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

const CONSTANTS: { [name: string]: Json } = {
  true: true,
  false: false,
  null: null,
};

/** Names that the language reserves are written `__namespace__` in rules. */
const ESCAPED = /^__([a-z]+)__$/;
const ESCAPES: [RegExp, string][] = [
  [/__underscores__/g, '__'],
  [/__dot__/g, '.'],
  [/__dash__/g, '-'],
  [/__slash__/g, '/'],
];

function memberName(text: string): string {
  const reserved = ESCAPED.exec(text);
  if (reserved) return reserved[1];
  return ESCAPES.reduce((name, [from, to]) => name.replace(from, to), text);
}

function textOf(token: string): string {
  const isRaw = token.startsWith('r');
  const inner = token.slice(isRaw ? 2 : 1, -1);
  if (isRaw) return inner;
  const named: { [letter: string]: string } = { n: '\n', t: '\t', r: '\r' };
  return inner.replace(/\\(.)/g, (_, letter) => named[letter] ?? letter);
}

/** Recursive descent over the tokens of one expression. */
class Parser {
  readonly #expression: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokenize(expression);
  }

  parseAll(): Expression {
    const parsed = this.#parseCondition();
    if (this.#next.type !== 'end') throw this.#unexpected();
    return parsed;
  }

  get #next(): Token {
    return this.#tokens[this.#at];
  }

  #unexpected(): CelSyntaxError {
    const { text, at } = this.#next;
    return new CelSyntaxError(
      `Unexpected "${text}" at ${at} of the rule ${this.#expression}`,
    );
  }

  #accept(text: string): boolean {
    const { type } = this.#next;
    const isWord = type === 'operator' || type === 'name';
    if (!isWord || this.#next.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #demand(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected();
  }

  #parseCondition(): Expression {
    const test = this.#parseBinary(0);
    if (!this.#accept('?')) return test;
    const then = this.#parseCondition();
    this.#demand(':');
    const otherwise = this.#parseCondition();
    return { type: 'condition', test, then, otherwise };
  }

  #parseBinary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#parseUnary();
    let left = this.#parseBinary(level + 1);
    for (;;) {
      const operator = operators.find(text => this.#accept(text));
      if (!operator) return left;
      const right = this.#parseBinary(level + 1);
      left = { type: 'binary', operator, left, right };
    }
  }

  #parseUnary(): Expression {
    const operator = ['!', '-'].find(text => this.#accept(text));
    return operator
      ? { type: 'unary', operator, operand: this.#parseUnary() }
      : this.#parseMember();
  }

  #parseMember(): Expression {
    let target = this.#parsePrimary();
    for (;;) {
      if (this.#accept('.')) {
        const name = this.#takeName();
        target = this.#accept('(')
          ? { type: 'call', target, name, args: this.#parseList(')') }
          : { type: 'select', target, name: memberName(name) };
      } else if (this.#accept('[')) {
        const key = this.#parseCondition();
        this.#demand(']');
        target = { type: 'index', target, key };
      } else {
        return target;
      }
    }
  }

  #takeName(): string {
    const { type, text } = this.#next;
    if (type !== 'name') throw this.#unexpected();
    this.#at += 1;
    return text;
  }

  #parsePrimary(): Expression {
    const { type, text } = this.#next;
    if (this.#accept('(')) {
      const inner = this.#parseCondition();
      this.#demand(')');
      return inner;
    }
    if (this.#accept('[')) {
      return { type: 'list', items: this.#parseList(']') };
    }
    if (this.#accept('{')) {
      return { type: 'map', entries: this.#parseEntries() };
    }
    if (type !== 'name') return this.#parseLiteral();
    this.#at += 1;
    if (text in CONSTANTS) return { type: 'literal', value: CONSTANTS[text] };
    return this.#accept('(')
      ? { type: 'call', name: text, args: this.#parseList(')') }
      : { type: 'name', name: text };
  }

  #parseLiteral(): Expression {
    const { type, text } = this.#next;
    if (type !== 'number' && type !== 'string') throw this.#unexpected();
    this.#at += 1;
    const value =
      type === 'number' ? Number(text.replace(/u$/, '')) : textOf(text);
    return { type: 'literal', value };
  }

  #parseList(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#accept(end)) {
      items.push(this.#parseCondition());
      if (!this.#accept(',') && this.#next.text !== end) {
        throw this.#unexpected();
      }
    }
    return items;
  }

  #parseEntries(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (!this.#accept('}')) {
      const key = this.#parseCondition();
      this.#demand(':');
      entries.push([key, this.#parseCondition()]);
      if (!this.#accept(',') && this.#next.text !== '}') {
        throw this.#unexpected();
      }
    }
    return entries;
  }
}

/**
 * Parses a CEL expression.
 *
 * @throws CelSyntaxError when it is none
 */
export function parse(expression: string): Expression {
  return new Parser(expression).parseAll();
}
