import { describePath, FieldSet } from './FieldSet';

const recorded = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } },
  'f:spec': {
    'f:devices': { 'k:{"name":"net0"}': { '.': {}, 'f:bridge': {} } },
    'f:tags': { 'v:"x"': {} },
  },
};

describe('FieldSet', () => {
  it('reads and writes fieldsV1', () => {
    const set = FieldSet.parse(recorded);

    expect(set.toFieldsV1()).toEqual(recorded);
    expect(set.has(['f:metadata', 'f:labels'])).toBe(true);
    expect(set.has(['f:metadata'])).toBe(false);
    expect(set.paths().map(describePath)).toEqual([
      '.metadata.labels',
      '.metadata.labels.a',
      '.spec.devices[name="net0"]',
      '.spec.devices[name="net0"].bridge',
      '.spec.tags[="x"]',
    ]);
  });

  it('combines sets without touching them', () => {
    const a = FieldSet.of(['f:a'], ['f:b', 'f:c'], ['f:b', 'f:d']);
    const b = FieldSet.of(['f:b'], ['f:b', 'f:c'], ['f:e']);

    expect(a.union(b).paths()).toHaveLength(5);
    expect(a.intersection(b).paths()).toEqual([['f:b', 'f:c']]);
    expect(a.difference(b).paths()).toEqual([['f:a'], ['f:b', 'f:d']]);
    expect(a.recursiveDifference(b).paths()).toEqual([['f:a']]);
    expect(a.difference(a).isEmpty).toBe(true);
    expect(a.paths()).toHaveLength(3);
  });

  it('counts declared parents as members, keys of maps not', () => {
    const schema = {
      properties: {
        spec: { properties: { labels: { values: { values: true as const } } } },
      },
    };
    const set = FieldSet.of(['f:spec', 'f:labels', 'f:x', 'f:y']);

    expect(set.withNamedParents(schema).paths()).toEqual([
      ['f:spec'],
      ['f:spec', 'f:labels'],
      ['f:spec', 'f:labels', 'f:x', 'f:y'],
    ]);
  });
});
