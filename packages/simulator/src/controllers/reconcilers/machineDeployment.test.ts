import { aDeployment } from '../__testUtils__/objects';
import { machineSetOf } from './machineDeployment';
import { templateHash } from './machineOwners';

const { template } = aDeployment('v1beta2').spec;

describe('machineSetOf', () => {
  it('makes the set of the present template, with labels that lead to the machines', () => {
    const deployment = aDeployment('v1beta2', { spec: { replicas: 3 } });
    const set = machineSetOf(deployment);
    const hash = templateHash(deployment.spec);
    expect(set.metadata).toMatchObject({
      name: `acme-md-0-${hash}`,
      namespace: 'tenant-team-a',
      ownerReferences: [{ name: 'acme-md-0', uid: 'uid-md', controller: true }],
    });
    const labels = {
      team: 'a',
      'cluster.x-k8s.io/cluster-name': 'acme',
      'cluster.x-k8s.io/deployment-name': 'acme-md-0',
      'machine-template-hash': hash,
    };
    expect(set.spec).toMatchObject({
      replicas: 3,
      selector: { matchLabels: { team: 'a', 'machine-template-hash': hash } },
      template: { metadata: { labels } },
    });
    expect(set.metadata.labels).toEqual(labels);
  });

  it('is one machine where nobody said how many', () => {
    const deployment = aDeployment('v1beta1', {
      spec: { replicas: undefined },
    });
    expect(machineSetOf(deployment).spec.replicas).toBe(1);
  });
});

describe('templateHash', () => {
  const hashOf = (spec: Partial<typeof template.spec>) =>
    templateHash(
      aDeployment('v1beta2', {
        spec: {
          template: { ...template, spec: { ...template.spec, ...spec } },
        },
      }).spec,
    );
  const usual = hashOf({});

  it.each<[string, Partial<typeof template.spec>]>([
    ['version', { version: 'v1.34.0' }],
    [
      'infrastructure',
      {
        infrastructureRef: { kind: 'ProxmoxMachineTemplate', name: 'large' },
      },
    ],
    [
      'bootstrap',
      {
        bootstrap: {
          configRef: { kind: 'KubeadmConfigTemplate', name: 'other' },
        },
      },
    ],
  ])('is another one with another %s', (_, change) => {
    expect(hashOf(change)).not.toBe(usual);
  });

  it('stays when only the number of machines changes', () => {
    const many = aDeployment('v1beta2', { spec: { replicas: 9 } });
    expect(templateHash(many.spec)).toBe(usual);
  });
});
