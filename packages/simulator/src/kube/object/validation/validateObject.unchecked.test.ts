import { kindTable } from '../kindTable';
import type { KubeObject, ServedKind } from '../types';
import { validateObject } from './validateObject';

const NOT_CHECKED = '<nil>: Invalid value: null: some validation rules';

// Tried with kube-apiserver 1.36: the last cause is there as soon as the kind has a rule anywhere.
describe('validateObject: rules that could not run', () => {
  const kindOf = (table: 'latest' | 'compat', version: string, kind: string) =>
    kindTable(table).findKind('cluster.x-k8s.io', version, kind) as ServedKind;
  const anObject = (kind: ServedKind, parts: object): KubeObject => ({
    apiVersion: `cluster.x-k8s.io/${kind.version.version}`,
    kind: kind.definition.kind,
    metadata: { name: 'a', namespace: 'demo' },
    ...parts,
  });
  const last = (causes: { message: string; field: string }[]) =>
    causes.slice(-1).map(({ field, message }) => `${field}: ${message}`)[0];

  it('are no matter where the kind has none', () => {
    const machine = kindOf('latest', 'v1beta2', 'Machine');
    const object = anObject(machine, { spec: { clusterName: 'a' } });
    expect(last(validateObject({ kind: machine, object }))).toBe(
      'spec.infrastructureRef: Required value',
    );
  });

  it.each([
    ['latest', 'v1beta2', NOT_CHECKED],
    ['compat', 'v1beta1', 'status.conditions[0].status: Required value'],
  ] as const)('are told of a wrong status too: %s', (table, version, cause) => {
    const cluster = kindOf(table, version, 'Cluster');
    const object = anObject(cluster, {
      spec: {},
      status: { conditions: [{ type: 'A' }] },
    });
    const causes = validateObject({
      kind: cluster,
      object,
      old: anObject(cluster, { spec: {} }),
      subresource: 'status',
    });
    expect(last(causes)).toContain(cause);
  });
});
