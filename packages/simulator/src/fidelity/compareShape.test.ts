import { compareShape, ShapeContext } from './compareShape';
import type { Json } from './types';

const row = {
  type: 'object',
  properties: {
    vmid: { type: 'integer' },
    status: { type: 'string' },
    name: { type: 'string', optional: 1 },
    cpu: { type: 'number', optional: 1 },
    lock: { type: 'string', optional: 1 },
    pid: { type: 'integer', optional: 1 },
  },
};
const live: ShapeContext = {
  call: 'GET /nodes/{node}/qemu',
  source: 'live9',
  schema: { type: 'array', items: row },
  knownKeys: new Set(),
  knownContradictions: new Set(),
};
const old: ShapeContext = { ...live, source: 'live-old' };
const mock: ShapeContext = { ...live, source: 'mock' };
const guest = { vmid: 100, status: 'running', name: 'web', cpu: 0.1 };

const compare = (recorded: Json, simulated: Json, context = live) =>
  compareShape(recorded, simulated, context).join('\n');

describe('compareShape', () => {
  it('reproduces the same shape with other values', () => {
    const other = { vmid: 7, status: 'stopped', name: 'db', cpu: 0 };
    expect(compare([guest], [other, other])).toBe('');
  });

  it.each<[string, Json, string]>([
    ['another container', { vmid: 1 }, 'data is object'],
    ['null for a list', null, 'data is null'],
    ['an empty list', [], 'data is empty'],
    ['a wrong type', [{ ...guest, cpu: 'much' }], 'cpu is string'],
    ['a number as text', [{ ...guest, vmid: '100' }], 'vmid is string'],
    [
      'a required key that is missing',
      [{ status: 'running', name: 'x', cpu: 1 }],
      'vmid is missing',
    ],
    [
      'an optional key that real servers always send',
      [{ vmid: 1, status: 'x', cpu: 1 }],
      'lacks name',
    ],
    [
      'a key that nobody knows',
      [{ ...guest, colour: 'red' }],
      'colour is unknown',
    ],
  ])('refuses %s', (_what, simulated, expected) => {
    expect(compare([guest], simulated)).toContain(expected);
  });

  it('refuses entries where the recorded list was empty', () => {
    expect(compare([], [guest])).toContain('recorded is none');
    expect(compare([], [guest], mock)).toBe('');
  });

  it('lets keys of a passing state be absent', () => {
    expect(compare([{ ...guest, lock: 'backup' }], [guest])).toBe('');
  });

  it('tolerates numbers as text and unset flags as text of old releases only', () => {
    const recorded = [{ ...guest, vmid: '100', pid: null }];
    expect(compare(recorded, [{ ...guest, pid: 1 }], old)).toBe('');
    expect(compare(recorded, [guest])).not.toBe('');
  });

  it('wants the keys that 9.2 knows from old releases and mocks too', () => {
    const full = { vmid: 1, status: 'x', name: 'a', old: 1, pid: null };
    expect(compare([full], [{ vmid: 1, status: 'x' }], old)).toContain(
      'lacks name',
    );
    expect(compare([full], [{ vmid: 1, status: 'x' }], mock)).toContain(
      'lacks name',
    );
    expect(compare([full], [{ vmid: 1, status: 'x', name: 'b' }], old)).toBe(
      '',
    );
  });

  it('wants a key that only some recorded rows have in some row', () => {
    const rows = [guest, { ...guest, pid: 7 }];
    expect(compare(rows, [guest, guest])).toContain('lacks pid');
    expect(compare(rows, [{ ...guest, pid: 9 }, guest])).toBe('');
  });

  it('wants every kind of row', () => {
    const context = {
      ...live,
      call: 'GET /cluster/resources',
      schema: undefined,
    };
    const node = { type: 'node', node: 'a' };
    const pool = { type: 'pool', pool: 'p' };
    expect(compare([node, pool], [node], context)).toContain(
      'no entry of type pool',
    );
    expect(compare([node, pool], [pool, node], context)).toBe('');
  });

  it('wants task ids of the recorded worker type', () => {
    const context = { ...live, schema: { type: 'string' } };
    const id = (type: string) =>
      `UPID:n:00000001:00000001:00000001:${type}:1:root@pam:`;
    expect(compare(id('qmstart'), id('qmstart'), context)).toBe('');
    expect(compare(id('qmstart'), id('qmstop'), context)).toContain('qmstop');
    expect(compare(id('qmstart'), 'done', context)).toContain('no task id');
  });

  it('compares the values, not the keys, of objects keyed by data', () => {
    const context = {
      ...live,
      call: 'GET /access/permissions',
      schema: { type: 'object' },
    };
    expect(compare({ '/a': { X: 1 } }, { '/b': { Y: 1 } }, context)).toBe('');
    expect(compare({ '/a': { X: 1 } }, {}, context)).toContain('empty');
    expect(
      compare({ '/a': { X: 1 } }, { '/b': { Y: 'yes' } }, context),
    ).toContain('string');
  });

  it('refuses extra keys where the schema describes nothing', () => {
    const context = { ...live, schema: { type: 'object' } };
    expect(compare({ a: 1 }, { a: 1, b: 2 }, context)).toContain('b');
  });
});
