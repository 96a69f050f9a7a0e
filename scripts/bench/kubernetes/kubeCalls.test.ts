import { sortKubeCalls } from './kubeCalls';

describe('calls to API servers', () => {
  it('are watches, pages of lists, and what reads one thing or writes', () => {
    expect(
      sortKubeCalls([
        {
          'WATCH cluster.x-k8s.io/machines': 2,
          'GET cluster.x-k8s.io/machines': 4,
          'GET cluster.x-k8s.io/machines/{name}': 8,
          'GET namespaces': 16,
          'GET namespaces/{name}': 32,
          'GET /apis': 64,
        },
        {
          'WATCH namespaces': 100,
          'GET /apis/cluster.x-k8s.io/v1beta1': 1000,
          'PATCH cluster.x-k8s.io/machines/{name}/status': 10_000,
        },
      ]),
    ).toEqual({ watches: 102, lists: 20, others: 11_104 });
  });

  it('are none before anything was counted', () => {
    expect(sortKubeCalls([])).toEqual({ watches: 0, lists: 0, others: 0 });
  });
});
