import { checkParameters } from './checkParameters';
import {
  findParameter,
  parseParameter,
  parseRoutes,
} from './parseDeclarations';

const [route] = parseRoutes(String.raw`
POST /things/{id} | node daemon notoken | ["perm","/things/{id}",["Thing.Do"]]
  id!:i<pve-vmid>(100..200) name:s<dns-name>(2..8) kind:s{a|b} flag:b ratio:n(0..1) net[n]:s<#net> tags:s<pve-tag-list>
  words:a size:s~\d+[KMG]
`);

describe('declarations', () => {
  it('are read with flags, permission, parameters and families', () => {
    expect(route).toMatchObject({
      method: 'POST',
      path: '/things/{id}',
      isNodeCall: true,
      isProtected: true,
      allowsToken: false,
      permission: ['perm', '/things/{id}', ['Thing.Do']],
    });
    expect(findParameter(route, 'net12')?.format).toBe('#net');
    expect(findParameter(route, 'network')).toBeUndefined();
  });

  it('know aliases and default keys of property strings', () => {
    expect(parseParameter('virtio@macaddr/model')).toMatchObject({
      alias: 'macaddr',
      keyAlias: 'model',
    });
    expect(parseParameter('model*!:s{e1000|virtio}')).toMatchObject({
      isDefaultKey: true,
      optional: false,
    });
  });

  it('refuse what they cannot read', () => {
    expect(() => parseParameter('name?string')).toThrow(
      /'name\?string' is not of the form/,
    );
  });
});

describe('checkParameters', () => {
  const check = (raw: Parameters<typeof checkParameters>[1]) =>
    checkParameters(route, { id: 100, ...raw });

  it('turns text into the declared types', () => {
    expect(
      check({ id: '150', flag: '1', ratio: '0.5', words: 'one', tags: 'a;b' }),
    ).toEqual({
      values: { id: 150, flag: 1, ratio: 0.5, words: ['one'], tags: 'a;b' },
    });
    expect(check({ flag: false, words: ['a', 'b'] }).values).toMatchObject({
      flag: 0,
      words: ['a', 'b'],
    });
  });

  it.each([
    [{ id: 'x' }, { id: "type check ('integer') failed - got 'x'" }],
    [
      { id: 50 },
      { id: 'invalid format - value does not look like a valid VM ID\n' },
    ],
    [{ id: 300 }, { id: 'value must have a maximum value of 200' }],
    [{ name: 'x' }, { name: 'value must be at least 2 characters long' }],
    [{ name: 'muchtoolong' }, { name: 'value may only be 8 characters long' }],
    [
      { name: 'a_b' },
      { name: 'invalid format - value does not look like a valid DNS name\n' },
    ],
    [
      { kind: 'c' },
      { kind: "value 'c' does not have a value in the enumeration 'a, b'" },
    ],
    [{ flag: 'yes' }, { flag: "type check ('boolean') failed - got 'yes'" }],
    [{ size: '5X' }, { size: 'value does not match the regex pattern' }],
    [
      { kind: ['a', 'b'] },
      { kind: "type check ('string') failed - got ARRAY" },
    ],
    [{ kind: { a: 1 } }, { kind: "type check ('string') failed - got HASH" }],
    [
      { net0: 'bridge=vmbr0' },
      {
        net0: 'invalid format - format error\nnet0.model: property is missing and it is not optional\n',
      },
    ],
    [
      { net0: 'virtio,virtio' },
      {
        net0: 'invalid format - duplicate key in comma-separated list property: model\n',
      },
    ],
  ])('%j', (raw, errors) => {
    expect(check(raw).errors).toEqual(errors);
  });

  it('names every fault at once', () => {
    expect(checkParameters(route, { bogus: 1, flag: 'x' }).errors).toEqual({
      id: 'property is missing and it is not optional',
      bogus:
        'property is not defined in schema and the schema does not allow additional properties',
      flag: "type check ('boolean') failed - got 'x'",
    });
  });

  it('takes a model with its address as two keys', () => {
    expect(
      check({ net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=12' }).errors,
    ).toBeUndefined();
    expect(check({ net0: 'virtio,bridge=vmbr0,tag=9999' }).errors).toEqual({
      net0: 'invalid format - format error\nnet0.tag: value must have a maximum value of 4094\n',
    });
  });
});
