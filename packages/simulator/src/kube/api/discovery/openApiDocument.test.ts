import { kindTable } from '../../object/kindTable';
import { KindRegistry } from '../KindRegistry';
import { openApiDocument } from './openApiDocument';

interface Operation {
  operationId: string;
  'x-kubernetes-action': string;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

function documentOf(group: string, version: string): Document {
  const registry = new KindRegistry(kindTable('latest').kinds);
  const found = registry.group(group)?.find(v => v.version === version);
  if (!found) throw new Error(`No ${group}/${version} in the kind table.`);
  return JSON.parse(openApiDocument(found)) as Document;
}

const methods = ['get', 'put', 'post', 'patch', 'delete'];

describe.each([
  ['cluster.x-k8s.io', 'v1beta2'],
  ['ipam.cluster.x-k8s.io', 'v1alpha2'],
  ['', 'v1'],
])('OpenAPI document of %s/%s', (group, version) => {
  const document = documentOf(group, version);

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(0);
    const missing = new Set(
      names.filter(name => !(name in document.components.schemas)),
    );
    expect([...missing]).toEqual([]);
  });

  it('names every operation once', () => {
    const ids = Object.values(document.paths).flatMap(path =>
      methods.flatMap(method => path[method]?.operationId ?? []),
    );
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('has a path for what can be called: objects, their status and their scale', () => {
  const { paths } = documentOf('cluster.x-k8s.io', 'v1beta2');
  const base = '/apis/cluster.x-k8s.io/v1beta2';
  const own = `${base}/namespaces/{namespace}/machinedeployments`;
  const actions = (path: string) =>
    methods.flatMap(
      method => paths[path]?.[method]?.['x-kubernetes-action'] ?? [],
    );
  expect(actions(`${base}/machinedeployments`)).toEqual(['list']);
  expect(actions(own)).toEqual(['list', 'post', 'deletecollection']);
  expect(actions(`${own}/{name}`)).toEqual(['get', 'put', 'patch', 'delete']);
  expect(actions(`${own}/{name}/status`)).toEqual(['get', 'put', 'patch']);
  expect(actions(`${own}/{name}/scale`)).toEqual(['get', 'put', 'patch']);
  expect(paths[`${own}/{name}`].get.operationId).toBe(
    'readClusterXK8sIoV1beta2NamespacedMachineDeployment',
  );
});
