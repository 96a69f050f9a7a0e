import { stringify } from 'yaml';
import type { KubeObject } from '../../object/types';
import { configMap, startKube, TestKube } from '../__testUtils__/startKube';
import {
  describeKubectl,
  Kubectl,
  startKubectl,
} from '../__testUtils__/startKubectl';

const clusterLabel = { 'cluster.x-k8s.io/cluster-name': 'acme' };

function machineDeployment(name: string): KubeObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineDeployment',
    metadata: { name, namespace: 'demo', labels: clusterLabel },
    spec: {
      clusterName: 'acme',
      replicas: 1,
      selector: { matchLabels: clusterLabel },
      template: {
        metadata: { labels: clusterLabel },
        spec: {
          clusterName: 'acme',
          version: 'v1.33.3',
          bootstrap: {
            configRef: {
              apiGroup: 'bootstrap.cluster.x-k8s.io',
              kind: 'KubeadmConfigTemplate',
              name: 'acme',
            },
          },
          infrastructureRef: {
            apiGroup: 'infrastructure.cluster.x-k8s.io',
            kind: 'ProxmoxMachineTemplate',
            name: 'acme',
          },
        },
      },
    },
  };
}

describeKubectl(
  'kubectl that writes (skipped where it is not installed)',
  () => {
    let kube: TestKube;
    let tool: Kubectl;

    /** Runs kubectl in the namespace demo; fails with what it says. */
    async function kubectl(words: string, input?: string): Promise<string> {
      const args = [...words.split(' '), '--namespace', 'demo'];
      const { code, output, errors } = await tool.run(args, input);
      if (code !== 0) throw new Error(errors);
      return output;
    }

    function stored(apiVersion: string, kind: string, name: string) {
      const reference = { apiVersion, kind, name, namespace: 'demo' };
      return kube.server.client('test-client').get(reference);
    }

    beforeAll(async () => {
      kube = await startKube();
      tool = startKubectl(kube.server.kubeconfig());
    });

    afterAll(async () => {
      await kube.close();
      tool.close();
    });

    // kubectl sends these in protobuf
    it.each<[string, [string, string], Record<string, unknown>]>([
      [
        'configmap one --from-literal=a=b',
        ['v1', 'ConfigMap'],
        { data: { a: 'b' } },
      ],
      [
        'secret generic one --from-literal=key=word',
        ['v1', 'Secret'],
        { data: { key: 'd29yZA==' }, type: 'Opaque' },
      ],
      ['serviceaccount one', ['v1', 'ServiceAccount'], {}],
      [
        'quota one --hard=pods=2,requests.cpu=1500m',
        ['v1', 'ResourceQuota'],
        { spec: { hard: { pods: '2', 'requests.cpu': '1500m' } } },
      ],
      [
        'service clusterip one --tcp=80:http',
        ['v1', 'Service'],
        { spec: expect.objectContaining({ selector: { app: 'one' } }) },
      ],
      [
        'deployment one --image=example.org/x:1 --port=80 --replicas=0',
        ['apps/v1', 'Deployment'],
        { spec: expect.objectContaining({ replicas: 0 }) },
      ],
      [
        'role one --verb=get,list --resource=configmaps --resource-name=x',
        ['rbac.authorization.k8s.io/v1', 'Role'],
        {
          rules: [
            {
              verbs: ['get', 'list'],
              apiGroups: [''],
              resources: ['configmaps'],
              resourceNames: ['x'],
            },
          ],
        },
      ],
      [
        'rolebinding one --role=one --serviceaccount=demo:one',
        ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
        {
          subjects: [
            { kind: 'ServiceAccount', name: 'one', namespace: 'demo' },
          ],
        },
      ],
    ])('creates %s', async (words, [apiVersion, kind], content) => {
      expect(await kubectl(`create ${words}`)).toContain('one created');
      const object = stored(apiVersion, kind, 'one');
      expect(object).toMatchObject(content);
      const managers = object?.metadata.managedFields ?? [];
      // who only gave a name owns nothing
      const isOwner = Object.keys(content).length > 0;
      expect(managers.map(({ manager }) => manager)).toEqual(
        isOwner ? ['kubectl-create'] : [],
      );
      await expect(kubectl(`create ${words}`)).rejects.toThrow(
        'already exists',
      );
    });

    it('creates and deletes a namespace', async () => {
      expect(await kubectl('create namespace made')).toContain('made created');
      expect(await kubectl('create namespace dry --dry-run=server')).toContain(
        'server dry run',
      );
      await expect(kubectl('get namespace dry')).rejects.toThrow('not found');
      const gone = await kubectl('delete namespace made --timeout=20s');
      expect(gone).toContain('"made" deleted');
      await expect(kubectl('get namespace made')).rejects.toThrow('not found');
    }, 30_000);

    it('asks who it is and what it may do', async () => {
      expect(await kubectl('auth whoami')).toMatch(/Username +admin\n/);
      const canList = 'auth can-i list machines.cluster.x-k8s.io';
      expect(await kubectl(canList)).toBe('yes\n');
      expect(await kubectl('auth can-i --list')).toMatch(/\*\.\* +\[\]/);
    });

    it('scales, labels, annotates, patches and replaces one of our kinds', async () => {
      const apply = 'apply --server-side --filename -';
      await kubectl(apply, stringify(machineDeployment('md')));
      const name = 'machinedeployment.cluster.x-k8s.io/md';
      expect(await kubectl(`scale ${name} --replicas=3`)).toContain('scaled');
      await expect(
        kubectl(`scale ${name} --current-replicas=1 --replicas=2`),
      ).rejects.toThrow('Expected replicas to be 1, was 3');
      await kubectl(`label ${name} tier=gold`);
      await kubectl(`annotate ${name} example.org/why=test`);
      await kubectl(`patch ${name} --type=merge -p {"spec":{"replicas":4}}`);
      const replicas = '[{"op":"replace","path":"/spec/replicas","value":5}]';
      await kubectl(`patch ${name} --type=json -p ${replicas}`);
      expect(
        stored('cluster.x-k8s.io/v1beta2', 'MachineDeployment', 'md'),
      ).toMatchObject({
        metadata: {
          labels: { tier: 'gold' },
          annotations: { 'example.org/why': 'test' },
        },
        spec: { replicas: 5 },
      });
      // replicas belong to somebody else now: the apply says who
      await expect(
        kubectl(apply, stringify(machineDeployment('md'))),
      ).rejects.toThrow('.spec.replicas');
      const forced = `${apply} --force-conflicts`;
      await kubectl(forced, stringify(machineDeployment('md')));
      expect(await kubectl(`get ${name} -o jsonpath={.spec.replicas}`)).toBe(
        '1',
      );
      expect(
        await kubectl(
          `diff --filename -`,
          await kubectl(`get ${name} -o yaml`),
        ),
      ).toBe('');
    }, 60_000);

    it('applies client-side, and refuses what the schema refuses', async () => {
      const input = stringify(configMap('client-side'));
      expect(await kubectl('apply -f -', input)).toContain('created');
      expect(await kubectl('apply -f -', input)).toContain('unchanged');
      const wrong = machineDeployment('wrong');
      wrong.spec = { ...(wrong.spec as object), replicas: 'many' };
      await expect(kubectl('create -f -', stringify(wrong))).rejects.toThrow(
        'spec.replicas',
      );
      const unknown = { ...machineDeployment('unknown'), nope: 1 };
      await expect(kubectl('create -f -', stringify(unknown))).rejects.toThrow(
        'unknown field "nope"',
      );
    }, 30_000);

    it('selects, watches, and waits for what is held to go', async () => {
      const held = machineDeployment('held');
      held.metadata.finalizers = ['example.org/hold'];
      const client = kube.server.client('test-client');
      client.create(held);
      const selected = await kubectl(
        'get machinedeployments -l cluster.x-k8s.io/cluster-name=acme --field-selector metadata.name=held -o name',
      );
      expect(selected).toBe('machinedeployment.cluster.x-k8s.io/held\n');
      const all = await kubectl('get machinedeployments -A -o wide');
      expect(all).toMatch(/NAMESPACE +NAME +CLUSTER/);
      await kubectl('delete machinedeployment held --wait=false');
      const described = await kubectl('describe machinedeployment held');
      expect(described).toMatch(/Deletion Timestamp/);
      const gone = kubectl(
        'wait --for=delete machinedeployment/held --timeout=20s',
      );
      const reference = { ...held, name: 'held', namespace: 'demo' };
      client.patch(reference, { metadata: { finalizers: null } });
      await gone;
      expect(stored(held.apiVersion, held.kind, 'held')).toBeUndefined();
    }, 30_000);
  },
);
