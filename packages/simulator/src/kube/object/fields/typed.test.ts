import type { Json, ResourceSchema } from '../types';
import { checkTyped } from './checkTyped';
import { compareTyped } from './compareTyped';
import { describePath, FieldSet } from './FieldSet';
import { mergeTyped } from './mergeTyped';
import { removeFields } from './removeFields';
import { toFieldSet } from './toFieldSet';

const text: ResourceSchema = { type: 'string' };
const schema: ResourceSchema = {
  type: 'object',
  properties: {
    size: { type: 'integer' },
    on: { type: 'boolean' },
    name: text,
    labels: { type: 'object', values: text },
    selector: { type: 'object', mapType: 'atomic', values: text },
    tags: { type: 'array', listType: 'set', items: text },
    steps: { type: 'array', items: text },
    ports: {
      type: 'array',
      listType: 'map',
      listMapKeys: ['port', 'protocol'],
      items: {
        type: 'object',
        properties: {
          port: { type: 'integer' },
          protocol: { type: 'string', default: 'TCP' },
          name: text,
        },
      },
    },
    source: {
      type: 'object',
      value: true,
      properties: { component: text },
    },
    extra: { type: 'object', preserveUnknown: true },
  },
};

const paths = (set: FieldSet) => set.paths().map(describePath);

describe('mergeTyped', () => {
  const mergePorts = (live: number[], applied: number[]) => {
    const ports = (list: number[]) => ({ ports: list.map(port => ({ port })) });
    const merged = mergeTyped(schema, ports(live), ports(applied)) as {
      ports: { port: number }[];
    };
    return merged.ports.map(({ port }) => port);
  };

  it('merges maps and lists by key, and replaces what is atomic', () => {
    expect(
      mergeTyped(
        schema,
        {
          labels: { a: '1', b: '2' },
          selector: { a: '1' },
          tags: ['x'],
          steps: ['one'],
          ports: [{ port: 80, name: 'http' }],
        },
        {
          labels: { b: '3' },
          selector: { b: '2' },
          tags: ['y'],
          steps: ['two'],
          ports: [{ port: 80, protocol: 'TCP', name: 'web' }],
        },
      ),
    ).toEqual({
      labels: { a: '1', b: '3' },
      selector: { b: '2' },
      tags: ['x', 'y'],
      steps: ['two'],
      ports: [{ port: 80, protocol: 'TCP', name: 'web' }],
    });
  });

  it.each([
    [
      [1, 2, 3],
      [3, 1],
      [2, 3, 1],
    ],
    [
      [1, 2],
      [2, 1],
      [2, 1],
    ],
    [[1, 2], [3], [1, 2, 3]],
    [
      [1, 2, 3],
      [4, 2],
      [1, 4, 2, 3],
    ],
    [[], [2, 1], [2, 1]],
  ])('live %j and applied %j make %j', (live, applied, merged) => {
    expect(mergePorts(live, applied)).toEqual(merged);
  });
});

describe('toFieldSet', () => {
  it('names leaves, items and keys of maps', () => {
    const set = toFieldSet(schema, {
      size: 1,
      labels: { a: '1' },
      selector: { a: '1' },
      tags: ['x'],
      steps: ['one'],
      ports: [{ port: 80 }],
      extra: { deep: { er: 1 } },
    });

    expect(paths(set)).toEqual([
      '.extra.deep',
      '.extra.deep.er',
      '.labels.a',
      '.ports[port=80,protocol="TCP"]',
      '.ports[port=80,protocol="TCP"].port',
      '.selector',
      '.size',
      '.steps',
      '.tags[="x"]',
    ]);
  });
});

describe('compareTyped', () => {
  const compare = (before: Json, after: Json) => {
    const found = compareTyped(schema, { before, after });
    return {
      added: paths(found.added),
      modified: paths(found.modified),
      removed: paths(found.removed),
    };
  };

  it('tells added, modified and removed apart', () => {
    expect(
      compare(
        { size: 1, labels: { a: '1' }, tags: ['x'], name: 'n' },
        { size: 2, labels: { b: '1' }, tags: ['x', 'y'] },
      ),
    ).toEqual({
      added: ['.labels.b', '.tags[="y"]'],
      modified: ['.size'],
      removed: ['.labels.a', '.name'],
    });
  });

  it('counts parents that come with their fields', () => {
    expect(compare({}, { labels: { a: '1' } }).added).toEqual([
      '.labels',
      '.labels.a',
    ]);
    expect(compare({}, { labels: {} }).added).toEqual(['.labels']);
  });

  it('takes members that are always there for granted', () => {
    expect(compare({}, { source: {} }).added).toEqual([]);
    expect(compare({}, { source: { component: 'x' } }).added).toEqual([
      '.source.component',
    ]);
  });

  it('compares values of different shapes as a whole', () => {
    expect(compare({ labels: ['a'] }, { labels: { a: '1' } }).modified).toEqual(
      ['.labels'],
    );
  });
});

describe('removeFields', () => {
  it('removes fields and items, and parents that become empty', () => {
    const gone = FieldSet.of(
      ['f:labels', 'f:a'],
      ['f:tags', 'v:"x"'],
      ['f:ports', 'k:{"port":80,"protocol":"TCP"}', 'f:name'],
    );
    const value = {
      size: 1,
      labels: { a: '1' },
      tags: ['x', 'y'],
      ports: [{ port: 80, name: 'web' }],
    };

    expect(removeFields(schema, value, gone)).toEqual({
      size: 1,
      tags: ['y'],
      ports: [{ port: 80 }],
    });
  });
});

describe('checkTyped', () => {
  it.each<[Json, string]>([
    [{ nope: 1 }, '.nope: field not declared in schema'],
    [{ size: '1' }, '.size: expected numeric (int or float), got string'],
    [{ name: 5 }, '.name: expected string, got &{5}'],
    [{ on: 'yes' }, '.on: expected boolean, got &{yes}'],
    [{ labels: ['a'] }, '.labels: expected map, got &{[a]}'],
    [
      { tags: { b: 1, a: null } },
      '.tags: expected list, got &{map[a:<nil> b:1]}',
    ],
    [{ steps: [1] }, '.steps[0]: expected string, got &{1}'],
    [{ tags: ['x', 'x'] }, '.tags: duplicate entries for key [="x"]'],
  ])('%j: %s', (value, problem) => {
    expect(checkTyped(schema, value)).toEqual([problem]);
  });

  it('accepts what fits, unknown fields where they may be', () => {
    expect(
      checkTyped(schema, { size: null, extra: { a: { b: [1] } }, on: true }),
    ).toEqual([]);
  });
});
