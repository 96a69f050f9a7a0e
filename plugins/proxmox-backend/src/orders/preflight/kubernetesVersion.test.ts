import { readKubernetesVersion } from './kubernetesVersion';

describe('readKubernetesVersion', () => {
  it.each<[string | undefined, string[], string | undefined]>([
    ['ubuntu-2404-kube-v1.33.3', [], 'v1.33.3'],
    ['k8s-1.34.0-debian', [], 'v1.34.0'],
    ['worker', ['template', 'kubernetes-v1.32.8'], 'v1.32.8'],
    ['worker', ['v1.33.3'], 'v1.33.3'],
    ['ubuntu-24.04.3', ['kube-v1.33', 'ceph-18.2.4'], undefined],
    [undefined, [], undefined],
  ])('of %s with tags %j is %s', (name, tags, version) => {
    expect(readKubernetesVersion({ name, tags })).toBe(version);
  });
});
