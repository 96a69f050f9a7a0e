import { stringify } from 'yaml';
import { aTenantClusterPlan } from './__testUtils__/aTenantClusterPlan';
import { describeWithCrds, loadExamples } from './__testUtils__/sharedCrds';
import { validateManifest } from './__testUtils__/validateManifest';
import { buildTenantCluster } from './buildTenantCluster';
import { KubeManifest } from './KubeManifest';
import { TenantClusterSettings } from './TenantClusterPlan';

const stacks = ['v1beta1', 'v1beta2'] as const;
const describeCrds = describeWithCrds();

const settings: Record<'full' | 'bare', TenantClusterSettings> = {
  full: {
    dataStore: 'default',
    loadBalancerPool: 'tenant-api',
    certificateNames: ['acme.k8s.example.org'],
    externalCloudProvider: true,
    diskFormat: 'qcow2',
    resourcePool: 'capi',
    sshAuthorizedKeys: ['ssh-ed25519 AAAA example'],
  },
  bare: {},
};

/** Every leaf with the path that leads to it. */
function flatten(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) {
    return [[path, value]];
  }
  const entries = Object.entries(value);
  return entries.length
    ? entries.flatMap(([key, entry]) => flatten(entry, `${path}.${key}`))
    : [[path, Array.isArray(value) ? [] : {}]];
}

/** Paths below `spec` of which one side holds something else, as `Kind.path`. */
function compareSpecs(
  built: KubeManifest[],
  examples: Record<string, unknown>[],
): string[] {
  return built.flatMap(({ kind, spec }) => {
    const example = examples.find(candidate => candidate.kind === kind);
    const ours = new Map(flatten(spec, kind));
    const theirs = new Map(flatten(example?.spec, kind));
    return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
      path =>
        JSON.stringify(ours.get(path)) !== JSON.stringify(theirs.get(path)),
    );
  });
}

describeCrds('manifests and the definitions of the projects', () => {
  describe.each(stacks)('stack %s', stack => {
    it.each(['full', 'bare'] as const)(
      'builds only what the server accepts, with %s settings',
      amount => {
        const manifests = buildTenantCluster(
          aTenantClusterPlan({ settings: settings[amount] }),
          stack,
        );
        const results = manifests.map(manifest =>
          validateManifest(stack, manifest),
        );

        expect(results.flatMap(({ complaints }) => complaints)).toEqual([]);
        const rules = results.reduce(
          (sum, { rulesEvaluated }) => sum + rulesEvaluated,
          0,
        );
        expect(rules).toBeGreaterThan(4);
      },
    );

    it.each<[string, string, (machine: Record<string, unknown>) => void]>([
      ['memory', 'multiple of 8', machine => (machine.memoryMiB = 1001)],
      ['an unknown field', 'additional', machine => (machine.target = 'pve1')],
      ['a wrong tag', 'pattern', machine => (machine.tags = ['no spaces'])],
      ['format and no full clone', 'full', machine => (machine.full = false)],
      [
        'a range that ends before it starts',
        'greater',
        machine => (machine.vmIDRange = { start: 300, end: 200 }),
      ],
    ])('would notice %s', (_name, words, spoil) => {
      if (stack === 'v1beta1' && words === 'additional') {
        return; // The field `target` was there in v1alpha1.
      }
      const template = structuredClone(
        buildTenantCluster(aTenantClusterPlan(), stack).find(
          ({ kind }) => kind === 'ProxmoxMachineTemplate',
        )!,
      );
      const { spec } = template as KubeManifest & {
        spec: { template: { spec: Record<string, unknown> } };
      };
      spoil(spec.template.spec);

      expect(validateManifest(stack, template).complaints.join('\n')).toContain(
        words.replace('multiple of 8', 'multiple of 8'),
      );
    });
  });

  it('means the same as the example of v1beta2, but for what is said here', () => {
    const plan = aTenantClusterPlan({ settings: settings.full });

    expect(
      compareSpecs(
        buildTenantCluster(plan, 'v1beta2'),
        loadExamples('v1beta2'),
      ),
    ).toEqual([
      // Named after what is in it, by another hash.
      'ProxmoxMachineTemplate.template.spec.tags.0',
      'ProxmoxMachineTemplate.template.spec.tags.1',
      'MachineDeployment.template.spec.infrastructureRef.name',
      // 40 % of two workers is none.
      'MachineHealthCheck.remediation.triggerIf.unhealthyLessThanOrEqualTo',
    ]);
  });

  it('means the same as the example of v1beta1, but for what is said here', () => {
    const plan = aTenantClusterPlan();

    expect(
      compareSpecs(
        buildTenantCluster(plan, 'v1beta1'),
        loadExamples('v1beta1'),
      ),
    ).toEqual([
      // The example is shorter: these are as in the one of v1beta2.
      'KamajiControlPlane.apiServer.extraArgs.0',
      'KamajiControlPlane.controllerManager.extraArgs.0',
      'ProxmoxCluster.schedulerHints.memoryAdjustment',
      'ProxmoxMachineTemplate.template.spec.storage',
      'ProxmoxMachineTemplate.template.spec.tags.0',
      'ProxmoxMachineTemplate.template.spec.vmIDRange.start',
      'ProxmoxMachineTemplate.template.spec.vmIDRange.end',
      'MachineDeployment.template.spec.infrastructureRef.name',
      'MachineDeployment.template.spec.nodeVolumeDetachTimeout',
      'MachineDeployment.template.spec.nodeDeletionTimeout',
      'MachineHealthCheck.maxUnhealthy',
    ]);
  });

  it('writes the Secret of the example', () => {
    const [secret] = buildTenantCluster(aTenantClusterPlan(), 'v1beta2');
    const [example] = loadExamples('v1beta2') as unknown[] as KubeManifest[];
    const decoded = Object.fromEntries(
      Object.entries(secret.data as Record<string, string>).map(
        ([key, value]) => [key, Buffer.from(value, 'base64').toString()],
      ),
    );
    // An empty authority is the same as none.
    const { root_ca: _none, ...expected } = example.stringData as Record<
      string,
      string
    >;

    expect(decoded).toEqual(expected);
    expect(secret.metadata.labels).toMatchObject(example.metadata.labels!);
    expect(stringify(secret)).not.toContain('stringData');
  });
});
