import type { KubeObject } from '../../kube/object/types';
import {
  controllerOf,
  isDeleting,
  ownerOfKind,
  withFinalizer,
  withLabels,
  withoutFinalizer,
  withOwner,
} from './metadata';
import {
  clusterNameOf,
  kindRef,
  objectReference,
  ownerReference,
} from './stack';

const object = (metadata: KubeObject['metadata'] = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', ...metadata },
});
const gone = { deletionTimestamp: '2026-11-22T12:00:00Z' };

describe('finalizers', () => {
  it('are set once, and none on what goes already', () => {
    const held = withFinalizer(object(), 'mine');
    expect(held.metadata.finalizers).toEqual(['mine']);
    expect(withFinalizer(held, 'mine')).toBe(held);
    expect(withFinalizer(object(gone), 'mine').metadata).not.toHaveProperty(
      'finalizers',
    );
  });

  it('are let go one by one, and the list with the last', () => {
    const both = object({ finalizers: ['mine', 'theirs'] });
    const theirs = withoutFinalizer(both, 'mine');
    expect(theirs.metadata.finalizers).toEqual(['theirs']);
    expect(withoutFinalizer(theirs, 'theirs').metadata).not.toHaveProperty(
      'finalizers',
    );
    expect(withoutFinalizer(theirs, 'mine').metadata).toEqual(theirs.metadata);
  });

  it('leave the object that they were given as it was', () => {
    const before = object({ finalizers: ['mine'] });
    withoutFinalizer(before, 'mine');
    withFinalizer(before, 'other');
    expect(before.metadata.finalizers).toEqual(['mine']);
  });
});

describe('owners', () => {
  const cluster: KubeObject = {
    ...kindRef('v1beta2', 'Cluster'),
    metadata: { name: 'acme', uid: 'uid-1' },
  };

  it('are noted once, by uid', () => {
    const owned = withOwner(object(), ownerReference(cluster));
    expect(withOwner(owned, ownerReference(cluster))).toBe(owned);
    const again = { ...cluster, metadata: { name: 'acme', uid: 'uid-2' } };
    expect(
      withOwner(owned, ownerReference(again)).metadata.ownerReferences,
    ).toHaveLength(2);
  });

  it('are found by kind, and the one that controls', () => {
    const helper = { ...cluster, kind: 'Helper', metadata: { uid: 'uid-3' } };
    const owned = withOwner(
      withOwner(object(), ownerReference(helper, false)),
      ownerReference(cluster),
    );
    expect(ownerOfKind(owned, 'Cluster')?.uid).toBe('uid-1');
    expect(ownerOfKind(owned, 'Machine')).toBeUndefined();
    expect(controllerOf(owned)?.uid).toBe('uid-1');
    expect(controllerOf(object())).toBeUndefined();
  });
});

describe('labels and references', () => {
  it('are added to those that are there', () => {
    const labelled = withLabels(object({ labels: { a: '1', b: '2' } }), {
      b: '3',
      'cluster.x-k8s.io/cluster-name': 'acme',
    });
    expect(labelled.metadata.labels).toEqual({
      a: '1',
      b: '3',
      'cluster.x-k8s.io/cluster-name': 'acme',
    });
    expect(clusterNameOf(labelled)).toBe('acme');
    expect(clusterNameOf(object())).toBeUndefined();
  });

  it('name versions only in the older stack', () => {
    const name = 'acme';
    expect(objectReference('v1beta1', 'ProxmoxCluster', name)).toEqual({
      apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
      kind: 'ProxmoxCluster',
      name,
    });
    expect(objectReference('v1beta2', 'ProxmoxCluster', name)).toEqual({
      apiGroup: 'infrastructure.cluster.x-k8s.io',
      kind: 'ProxmoxCluster',
      name,
    });
  });

  it('tell what somebody asked to delete', () => {
    expect(isDeleting(object(gone))).toBe(true);
    expect(isDeleting(object())).toBe(false);
  });
});
