import { kindTable } from '../kindTable';
import type { Json, ResourceSchema } from '../types';
import { CelError } from './CelError';
import { evaluate } from './evaluate';
import { parse } from './parse';
import { CelSyntaxError } from './tokenize';

const run = (rule: string, self: Json, oldSelf?: Json) =>
  evaluate(parse(rule), { self, oldSelf });

describe('CEL', () => {
  it.each<[string, Json, Json]>([
    ['self.full || !has(self.format)', { full: false }, true],
    ['self.full || !has(self.format)', { full: false, format: 'raw' }, false],
    ['self == 1 || ( self >= 576 && self <= 65520)', 1500, true],
    ['self == 1 || ( self >= 576 && self <= 65520)', 100, false],
    ["!(self in ['Ready','Available'])", 'Ready', false],
    [
      'self.all(x, self.exists_one(y, x.name == y.name))',
      [{ name: 'a' }],
      true,
    ],
    ['self.all(x, self.exists_one(y, x == y))', ['a', 'a'], false],
    ['[has(self.a),has(self.b)].filter(x,x==true).size() == 1', { a: 1 }, true],
    ["self.matches('^(?i)linux$')", 'LINUX', true],
    ['size(self) > 0', '', false],
    ["self == '' || isCIDR(self)", '10.0.0.0/24', true],
    ['isCIDR(self)', '10.0.0.0/33', false],
    ['isIP(self)', 'fd00::1', true],
    [
      'has(self.name) && has(self.__namespace__)',
      { name: 1, namespace: 2 },
      true,
    ],
    ['self.replicas % 2 == 1', { replicas: 3 }, true],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1', { a: 1 }, true],
    ['self["a.b"].map(x, x * 2)[1] == 8', { 'a.b': [3, 4] }, true],
    [`{'a': [1, 2]}.a.exists(x, x > 1) && r'\\d' == "\\\\d"`, null, true],
    ["self.join(',').split(',').size() - 7 / 2 == -1", ['a', 'b'], true],
  ])('%s of %j is %j', (rule, self, expected) => {
    expect(run(rule, self)).toBe(expected);
  });

  it.each<[string, Json, Json]>([
    ["self.startsWith('ab') && self.endsWith('yz')", 'ab-yz', true],
    ["self.contains('x')", 'abc', false],
    ["self.lowerAscii() == 'abc' && self.upperAscii() == 'ABC'", 'aBc', true],
    ["self.trim().replace('-', '_') == 'a_b'", ' a-b ', true],
    ["int(self) + 1 == 43 && string(42) == '42'", '42', true],
    ['double(self) > 0.4', '0.5', true],
    ['size(self) == 2', { a: 1, b: 2 }, true],
    ['size(self) == 2', 'aä', true],
    ["'a' in self", { a: 1 }, true],
    ["'b' in self", ['a'], false],
    ["self.all(key, key == 'a')", { a: 1 }, true],
    ['self + [3] == [1, 2, 3]', [1, 2], true],
    ["self + 'b' == 'ab' && 'a' < 'b' && self <= 'a'", 'a', true],
    ['isIP(self)', '10.0.0', false],
    ['isCIDR(self)', '10.0.0.0/24/1', false],
    ["isCIDR(self) && !isCIDR('fd00::/129')", 'fd00::/64', true],
    ['-self == -3 && !(self >= 4) && self > 2 && self < 4', 3, true],
  ])('%s of %j is %j', (rule, self, expected) => {
    expect(run(rule, self)).toBe(expected);
  });

  it.each<[string, Json, string]>([
    ['self / 0 == 1', 1, 'division by zero'],
    ['self % 0 == 1', 1, 'modulus by zero'],
    ["self - 'a' == 1", 'b', 'no such overload'],
    ['self + 1 == 2', true, 'no such overload'],
    ["'a' in self", 5, 'no such overload'],
    ['size(self) > 0', 5, 'no such overload'],
    ["self.startsWith('a')", 5, 'no such overload'],
    ["self.join(',') == ''", 'text', 'no such overload'],
    ['int(self) == 1', 'one', 'invalid syntax'],
    ['self.all(x, x > 0)', 5, 'no such overload'],
    ['has(self.a)', 5, 'no such overload'],
    ['other == 1', 1, "undeclared reference to 'other'"],
  ])('%s of %j fails: %s', (rule, self, message) => {
    expect(() => run(rule, self)).toThrow(message);
  });

  it('names the key that is missing, unless the other side decides', () => {
    const rule = 'self.ipv4Config != null || self.ipv6Config != null';

    expect(() => run(rule, {})).toThrow(
      new CelError('no such key: ipv4Config'),
    );
    expect(run(rule, { ipv6Config: {} })).toBe(true);
    expect(run('self.all(x, x.a == 1)', [{}, { a: 2 }])).toBe(false);
  });

  it('compares with what was stored', () => {
    expect(run('self == oldSelf', { a: [1] }, { a: [1] })).toBe(true);
    expect(run('self == oldSelf', { a: [1] }, { a: [2] })).toBe(false);
  });

  it('tells a wrong operation from a wrong rule', () => {
    expect(() => run('self > 1', 'text')).toThrow(CelError);
    expect(() => run('self[3] == 1', [1])).toThrow('index out of bounds: 3');
    expect(() => parse('self ==')).toThrow(CelSyntaxError);
    expect(() => parse('self § 1')).toThrow('Unexpected "§"');
    expect(() => run('self.frob()', 1)).toThrow('frob of CEL is not simulated');
  });

  it('parses every rule of every kind', () => {
    const rules = new Set<string>();
    const seen = new Set<ResourceSchema>();
    const collect = (schema: ResourceSchema) => {
      if (seen.has(schema)) return;
      seen.add(schema);
      schema.rules?.forEach(({ rule }) => rules.add(rule));
      Object.values(schema.properties ?? {}).forEach(collect);
      if (schema.items) collect(schema.items);
      if (typeof schema.values === 'object') collect(schema.values);
    };
    for (const name of ['latest', 'compat'] as const) {
      kindTable(name).kinds.forEach(({ versions }) =>
        versions.forEach(({ schema }) => collect(schema)),
      );
    }

    expect(rules.size).toBeGreaterThan(60);
    for (const rule of rules) expect(parse(rule)).toBeDefined();
  });
});
