import { deepEqual, isObject } from '../json';
import type { Json, JsonObject } from '../types';
import { CelError } from './CelError';
import { functions } from './functions';
import type { Expression } from './parse';

/** The values that names stand for: `self`, `oldSelf` and those of macros. */
export interface Bindings {
  [name: string]: Json | undefined;
}

type Of<T extends Expression['type']> = Extract<Expression, { type: T }>;

/**
 * The value of an expression.
 *
 * @throws CelError when a key is missing or an operation does not fit
 */
export function evaluate(expression: Expression, bindings: Bindings): Json {
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'name':
      return evaluateName(expression, bindings);
    case 'list':
      return expression.items.map(item => evaluate(item, bindings));
    case 'map':
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [
          String(evaluate(key, bindings)),
          evaluate(value, bindings),
        ]),
      );
    case 'select':
      return memberOf(evaluate(expression.target, bindings), expression.name);
    case 'index':
      return itemOf(
        evaluate(expression.target, bindings),
        evaluate(expression.key, bindings),
      );
    case 'call':
      return evaluateCall(expression, bindings);
    case 'unary':
      return evaluateUnary(expression, bindings);
    case 'binary':
      return evaluateBinary(expression, bindings);
    default:
      return demandBoolean(evaluate(expression.test, bindings))
        ? evaluate(expression.then, bindings)
        : evaluate(expression.otherwise, bindings);
  }
}

function evaluateName({ name }: Of<'name'>, bindings: Bindings): Json {
  const value = bindings[name];
  if (value === undefined) {
    throw new CelError(`undeclared reference to '${name}'`);
  }
  return value;
}

function memberOf(target: Json, name: string): Json {
  if (!isObject(target)) throw new CelError('no such overload');
  const value = target[name];
  if (value === undefined) throw new CelError(`no such key: ${name}`);
  return value;
}

function itemOf(target: Json, key: Json): Json {
  if (!Array.isArray(target)) return memberOf(target, String(key));
  const item = target[Number(key)];
  if (item === undefined) throw new CelError(`index out of bounds: ${key}`);
  return item;
}

function demandBoolean(value: Json): boolean {
  if (typeof value !== 'boolean') throw new CelError('no such overload');
  return value;
}

function evaluateUnary(
  { operator, operand }: Of<'unary'>,
  bindings: Bindings,
): Json {
  const value = evaluate(operand, bindings);
  if (operator === '!') return !demandBoolean(value);
  if (typeof value !== 'number') throw new CelError('no such overload');
  return -value;
}

/** A result or the error in its place. */
type Attempt = { value: boolean } | { error: CelError };

function attempt(read: () => Json): Attempt {
  try {
    return { value: demandBoolean(read()) };
  } catch (error) {
    if (error instanceof CelError) return { error };
    throw error;
  }
}

/** `||` and `&&` in any order: one side that decides hides an error of another. */
function decide(deciding: boolean, attempts: Attempt[]): boolean {
  if (attempts.some(each => 'value' in each && each.value === deciding)) {
    return deciding;
  }
  const failed = attempts.find(each => 'error' in each);
  if (failed && 'error' in failed) throw failed.error;
  return !deciding;
}

function evaluateBinary(
  { operator, left, right }: Of<'binary'>,
  bindings: Bindings,
): Json {
  if (operator === '||' || operator === '&&') {
    return decide(
      operator === '||',
      [left, right].map(side => attempt(() => evaluate(side, bindings))),
    );
  }
  const a = evaluate(left, bindings);
  const b = evaluate(right, bindings);
  if (operator === '==') return deepEqual(a, b);
  if (operator === '!=') return !deepEqual(a, b);
  if (operator === 'in') return isIn(a, b);
  return calculate(operator, a, b);
}

function isIn(item: Json, container: Json): boolean {
  if (Array.isArray(container)) {
    return container.some(other => deepEqual(item, other));
  }
  if (!isObject(container)) throw new CelError('no such overload');
  return container[String(item)] !== undefined;
}

const COMPARISONS: { [operator: string]: (order: number) => boolean } = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

const ARITHMETIC: { [operator: string]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) =>
    Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b,
  '%': (a, b) => a % b,
};

const BY_ZERO: { [operator: string]: string } = {
  '/': 'division by zero',
  '%': 'modulus by zero',
};

function calculate(operator: string, a: Json, b: Json): Json {
  if (typeof a === 'string' && typeof b === 'string') {
    return calculateTexts(operator, a, b);
  }
  if (Array.isArray(a) && Array.isArray(b) && operator === '+') {
    return [...a, ...b];
  }
  if (typeof a !== 'number' || typeof b !== 'number') {
    throw new CelError('no such overload');
  }
  const compare = COMPARISONS[operator];
  if (compare) return compare(a - b);
  if (b === 0 && BY_ZERO[operator]) throw new CelError(BY_ZERO[operator]);
  return ARITHMETIC[operator](a, b);
}

function calculateTexts(operator: string, a: string, b: string): Json {
  const compare = COMPARISONS[operator];
  if (compare) return compare(Number(a > b) - Number(a < b));
  if (operator === '+') return a + b;
  throw new CelError('no such overload');
}

/** Macros bind a name to each item and look at what the body makes of it. */
const MACROS = ['all', 'exists', 'exists_one', 'filter', 'map'];

function evaluateCall(call: Of<'call'>, bindings: Bindings): Json {
  const { name, target, args } = call;
  if (name === 'has' && !target) return evaluateHas(args[0], bindings);
  if (target && MACROS.includes(name)) return evaluateMacro(call, bindings);
  const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!apply) {
    throw new Error(`The function ${name} of CEL is not simulated.`);
  }
  const operands = target ? [target, ...args] : args;
  return apply(...operands.map(operand => evaluate(operand, bindings)));
}

function evaluateHas(field: Expression, bindings: Bindings): boolean {
  if (field?.type !== 'select') {
    throw new Error('has() takes a field of an object.');
  }
  const target = evaluate(field.target, bindings);
  if (!isObject(target)) throw new CelError('no such overload');
  return target[field.name] !== undefined;
}

function itemsOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return Object.keys(value as JsonObject);
  throw new CelError('no such overload');
}

function evaluateMacro(call: Of<'call'>, bindings: Bindings): Json {
  const { name, target, args } = call;
  const [variable, body] = args;
  if (!target || variable?.type !== 'name' || !body) {
    throw new Error(`${name}() takes a name and an expression.`);
  }
  const items = itemsOf(evaluate(target, bindings));
  const bodyOf = (item: Json) =>
    evaluate(body, { ...bindings, [variable.name]: item });
  switch (name) {
    case 'all':
      return decide(
        false,
        items.map(item => attempt(() => bodyOf(item))),
      );
    case 'exists':
      return decide(
        true,
        items.map(item => attempt(() => bodyOf(item))),
      );
    case 'exists_one':
      return items.filter(item => demandBoolean(bodyOf(item))).length === 1;
    case 'filter':
      return items.filter(item => demandBoolean(bodyOf(item)));
    default:
      return items.map(bodyOf);
  }
}
