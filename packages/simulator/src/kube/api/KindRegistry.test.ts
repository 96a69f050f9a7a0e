import { kindTable } from '../object/kindTable';
import { compareVersions, KindRegistry } from './KindRegistry';

describe('KindRegistry', () => {
  it('orders versions by stage, then by number', () => {
    const versions = ['v1alpha2', 'v1', 'v1beta1', 'v2', 'nope', 'v1beta2'];
    expect(versions.sort(compareVersions)).toEqual([
      'v2',
      'v1',
      'v1beta2',
      'v1beta1',
      'v1alpha2',
      'nope',
    ]);
  });

  it('finds kinds by path and by object, in served versions only', () => {
    const kinds = new KindRegistry(kindTable('compat').kinds);
    const byPath = kinds.findResource(
      'cluster.x-k8s.io',
      'v1beta1',
      'machines',
    );
    const byKind = kinds.findKind('cluster.x-k8s.io/v1beta1', 'Machine');
    expect(byPath?.definition.kind).toBe('Machine');
    expect(byKind).toBe(byPath);
    expect(
      kinds.findKind('cluster.x-k8s.io/v1beta2', 'Machine'),
    ).toBeUndefined();
  });
});
