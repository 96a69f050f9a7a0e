import { contradictions } from './schemaCheck';

const node = {
  type: 'object',
  properties: {
    vmid: { type: 'integer' },
    name: { type: 'string', optional: 1 },
    template: { type: 'boolean', optional: 1 },
    'net[n]': { type: 'string', optional: 1 },
  },
};
const lenient = { knownKeys: new Set<string>(), requireKeys: false };
const strict = { knownKeys: new Set<string>(), requireKeys: true };

describe('contradictions', () => {
  it('accepts flags as 0 and 1, numbers as text, and indexed families', () => {
    expect(
      contradictions({ vmid: '100', template: 1, net12: 'x' }, node, strict),
    ).toEqual([]);
  });

  it.each([
    ['another container', [], 'data is array'],
    ['a wrong type', { vmid: 'abc' }, 'data.vmid is string'],
    [
      'a JSON boolean, which the wire never has',
      { vmid: 1, template: true },
      'data.template is boolean',
    ],
    [
      'a key that nobody knows',
      { vmid: 1, colour: 'red' },
      'data.colour is unknown',
    ],
  ])('finds %s', (_what, value, expected) => {
    expect(contradictions(value, node, lenient).join()).toContain(expected);
  });

  it('finds a required key that is missing, if asked to', () => {
    expect(contradictions({}, node, strict).join()).toContain(
      'data.vmid is missing',
    );
    expect(contradictions({}, node, lenient)).toEqual([]);
  });

  it('allows keys that live servers send', () => {
    const knownKeys = new Set(['id']);
    expect(
      contradictions({ vmid: 1, id: 'x' }, node, { ...lenient, knownKeys }),
    ).toEqual([]);
  });

  it('looks into lists and leaves undescribed objects open', () => {
    const list = { type: 'array', items: node };
    expect(
      contradictions([{ vmid: 1 }, { vmid: null }], list, lenient),
    ).toHaveLength(1);
    expect(
      contradictions({ any: 1 }, { type: 'object', properties: {} }, lenient),
    ).toEqual([]);
  });
});
