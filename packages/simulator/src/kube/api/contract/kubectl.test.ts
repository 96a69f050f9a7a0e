import { stringify } from 'yaml';
import type { KubeObject } from '../../object/types';
import {
  configMap,
  pool,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';
import {
  describeKubectl,
  Kubectl,
  startKubectl,
} from '../__testUtils__/startKubectl';

describeKubectl('kubectl (skipped where it is not installed)', () => {
  let kube: TestKube;
  let tool: Kubectl;
  const kubectl: Kubectl['run'] = (args, input) => tool.run(args, input);

  beforeAll(async () => {
    kube = await startKube();
    tool = startKubectl(kube.server.kubeconfig());
  });

  afterAll(async () => {
    await kube.close();
    tool.close();
  });

  const manifests = (...objects: KubeObject[]) =>
    objects.map(object => stringify(object)).join('---\n');

  it('finds kinds by discovery, again and again from its cache', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { output } = await kubectl(['api-resources', '-o', 'name']);
      expect(output).toContain('machinedeployments.cluster.x-k8s.io\n');
    }
    const explained = await kubectl(['explain', 'globalinclusterippools.spec']);
    expect(explained.output).toContain('prefix\t<integer>');
  }, 30_000);

  it('applies server-side, twice to the same effect', async () => {
    const input = manifests(pool('by-kubectl'), configMap('by-kubectl'));
    const apply = ['apply', '--server-side', '-f', '-'];
    const first = await kubectl(apply, input);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(first.output).toContain(
      'globalinclusterippool.ipam.cluster.x-k8s.io/by-kubectl serverside-applied',
    );
    const { revision } = kube.server.store;
    expect((await kubectl(apply, input)).code).toBe(0);
    expect(kube.server.store.revision).toBe(revision);
    const other = pool('by-kubectl');
    other.spec = { ...(other.spec as object), prefix: 25 };
    const conflict = await kubectl(
      [...apply, '--field-manager', 'other'],
      manifests(other),
    );
    expect(conflict.code).toBe(1);
    expect(conflict.errors).toContain('conflict with "kubectl": .spec.prefix');
  }, 30_000);

  it('gets, describes, waits for and deletes', async () => {
    const client = kube.server.client('test-client');
    client.create(pool('shown', { a: 'b' }));
    const list = await kubectl(['get', 'globalinclusterippools', 'shown']);
    expect(list.output).toMatch(/^NAME +ADDRESSES +TOTAL +FREE +USED\nshown /);
    const namespaces = await kubectl(['get', 'ns']);
    expect(namespaces.output).toMatch(/\ndemo +Active +\d+s\n/);
    const described = await kubectl([
      'describe',
      'globalinclusterippool',
      'shown',
    ]);
    expect(described.output).toMatch(/Name: +shown\n/);
    expect(described.output).toMatch(/Gateway: +10\.20\.0\.1\n/);
    const waiting = kubectl([
      'wait',
      '--for=jsonpath={.spec.prefix}=25',
      'globalinclusterippool/shown',
      '--timeout=20s',
    ]);
    client.patch({ ...pool(''), name: 'shown' }, { spec: { prefix: 25 } });
    expect((await waiting).output).toContain('condition met');
    const gone = kubectl([
      'wait',
      '--for=delete',
      'globalinclusterippool/shown',
      '--timeout=20s',
    ]);
    const deleted = await kubectl(['delete', 'globalinclusterippool', 'shown']);
    expect(deleted.output).toContain('"shown" deleted');
    expect((await gone).code).toBe(0);
  }, 60_000);

  it('retries while storage comes up', async () => {
    const fresh = await startKube({ initializesStorage: true });
    const list = await kubectl([
      '--kubeconfig',
      tool.addConfig('fresh', fresh.server.kubeconfig()),
      'get',
      'globalinclusterippools',
    ]);
    expect(list.code).toBe(0);
    const counts = fresh.server.calls().byTemplate;
    const template = 'GET ipam.cluster.x-k8s.io/globalinclusterippools';
    expect(counts[template]).toBeGreaterThanOrEqual(2);
    await fresh.close();
  }, 30_000);
});
