import { findByPath } from './jsonPath';

describe('findByPath', () => {
  const object = {
    metadata: { labels: { 'cluster.x-k8s.io/cluster-name': 'acme' } },
    spec: { addresses: ['a', 'b'] },
    status: {
      conditions: [
        { type: 'Available', status: 'False' },
        { type: 'Ready', status: 'True', message: null },
      ],
    },
  };

  it.each([
    ['.spec.addresses', [['a', 'b']]],
    ['.spec.addresses[*]', ['a', 'b']],
    ['.spec.addresses[-1]', ['b']],
    ['{.spec.addresses[0]}', ['a']],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [".status.conditions[?(@.type=='Ready')].message", [null]],
    ['.status.conditions[?(@.type=="Nope")].status', []],
    ['.metadata.labels.cluster\\.x-k8s\\.io/cluster-name', ['acme']],
    [".metadata.labels['cluster\\.x-k8s\\.io/cluster-name']", ['acme']],
    ['.spec.nope.deeper', []],
    ['.spec[?(nonsense)]', []],
  ])('%s', (path, expected) => {
    expect(findByPath(object, path)).toEqual(expected);
  });
});
