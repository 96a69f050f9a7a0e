import { deprecated, v1beta1, v1beta2 } from '../__testUtils__/stacks';
import { chooseStack } from './chooseStack';

const serving = (paths: string[]) => {
  const served = new Set([...paths, '/apis//v1/namespaces']);
  return (group: string, version: string, plural: string) =>
    served.has(`/apis/${group}/${version}/${plural}`);
};
const capmox = (version: string) =>
  `/apis/infrastructure.cluster.x-k8s.io/${version}/proxmoxclusters`;

describe('chooseStack', () => {
  it('takes the older stack as CozyStack ships it', () => {
    const { stack, types } = chooseStack(serving(Object.values(v1beta1)));
    expect(stack).toBe('v1beta1');
    expect(types).toMatchObject({
      clusters: { version: 'v1beta1' },
      proxmoxMachines: { version: 'v1alpha1' },
      controlPlanes: { version: 'v1alpha1' },
      addressPools: { version: 'v1alpha2' },
    });
  });

  it('takes the newer one where both are served', () => {
    const { stack, types } = chooseStack(
      serving([...Object.values(v1beta2), ...deprecated]),
    );
    expect(stack).toBe('v1beta2');
    expect(types).toMatchObject({
      machines: { version: 'v1beta2' },
      proxmoxClusters: { version: 'v1alpha2' },
    });
  });

  it('reads a newer Cluster API as its older provider does', () => {
    const { stack, types } = chooseStack(
      serving([v1beta1.clusters, v1beta2.clusters, capmox('v1alpha1')]),
    );
    expect(stack).toBe('v1beta1');
    expect(types.clusters?.version).toBe('v1beta1');
  });

  it('does without kinds that are not installed', () => {
    const { types } = chooseStack(
      serving([v1beta2.clusters, capmox('v1alpha2')]),
    );
    expect(Object.keys(types)).toEqual([
      'clusters',
      'proxmoxClusters',
      'namespaces',
    ]);
  });

  it.each<[string, string[], RegExp]>([
    ['no Cluster API', [], /serves no Cluster API/],
    ['no Proxmox provider', [v1beta2.clusters], /no Proxmox provider/],
    [
      'the other Proxmox provider',
      [v1beta1.clusters, capmox('v1beta1')],
      /k8s-proxmox\/cluster-api-provider-proxmox/,
    ],
    [
      'a mixture that cannot work',
      [v1beta1.clusters, capmox('v1alpha2')],
      /do not work together/,
    ],
  ])('refuses %s', (_, paths, message) => {
    expect(() => chooseStack(serving(paths))).toThrow(message);
  });
});
