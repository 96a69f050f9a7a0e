/** A piece of a CEL expression. */
export interface Token {
  type: 'number' | 'string' | 'name' | 'operator' | 'end';
  text: string;
  at: number;
}

/** An expression that is no CEL, or uses more of CEL than this evaluator knows. */
export class CelSyntaxError extends Error {}

const SPACE = /(?:\s|\/\/[^\n]*)+/y;
const TOKENS: [type: Token['type'], pattern: RegExp][] = [
  ['number', /(?:\d+\.\d+(?:[eE][+-]?\d+)?|0x[0-9a-fA-F]+|\d+)u?/y],
  ['string', /r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['operator', /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}]/y],
];

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A raw string starts like a name, so the longest piece wins. */
function longest(text: string, at: number) {
  return TOKENS.map(([type, pattern]) => ({
    type,
    text: match(pattern, text, at),
  })).sort((a, b) => (b.text?.length ?? 0) - (a.text?.length ?? 0))[0];
}

/** Cuts an expression into tokens; the last one is `end`. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const space = match(SPACE, expression, at);
    if (space) {
      at += space.length;
      continue;
    }
    const found = longest(expression, at);
    if (!found.text) {
      throw new CelSyntaxError(
        `Unexpected "${expression[at]}" at ${at} of the rule ${expression}`,
      );
    }
    tokens.push({ type: found.type, text: found.text, at });
    at += found.text.length;
  }
  return [...tokens, { type: 'end', text: '', at }];
}
