import { parseTarget } from './parseTarget';

describe('parseTarget', () => {
  const machines = {
    type: 'resource',
    group: 'cluster.x-k8s.io',
    version: 'v1beta2',
    plural: 'machines',
    isWatchPath: false,
  };
  const base = '/apis/cluster.x-k8s.io/v1beta2';

  it.each([
    [`${base}/machines`, machines],
    [`${base}/machines/`, machines],
    [`${base}/watch/machines`, { ...machines, isWatchPath: true }],
    [
      `${base}/namespaces/demo/machines/a/status`,
      { ...machines, namespace: 'demo', name: 'a', subresource: 'status' },
    ],
    [
      '/api/v1/namespaces/demo',
      {
        type: 'resource',
        group: '',
        version: 'v1',
        plural: 'namespaces',
        name: 'demo',
        isWatchPath: false,
      },
    ],
    [
      '/api/v1/namespaces/demo/finalize',
      {
        type: 'resource',
        group: '',
        version: 'v1',
        plural: 'namespaces',
        name: 'demo',
        subresource: 'finalize',
        isWatchPath: false,
      },
    ],
    [base, { type: 'path', path: base }],
    ['/', { type: 'path', path: '/' }],
    ['/version', { type: 'path', path: '/version' }],
  ])('%s', (path, expected) => {
    expect(parseTarget(path)).toEqual(expected);
  });
});
