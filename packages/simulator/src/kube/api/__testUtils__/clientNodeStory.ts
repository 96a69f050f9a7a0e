/*
 * The official client for Node, which is an ES module: run as a process of its
 * own by the contract test. Reads a kubeconfig from standard input and prints
 * what it found, as JSON.
 */
import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  makeInformer,
  PatchStrategy,
  Watch,
} from '@kubernetes/client-node';
import { text } from 'node:stream/consumers';

const pools = {
  group: 'ipam.cluster.x-k8s.io',
  version: 'v1alpha2',
  plural: 'globalinclusterippools',
};
const spec = {
  addresses: ['10.0.0.1-10.0.0.9'],
  gateway: '10.0.0.1',
  prefix: 24,
};

function pool(name: string) {
  const apiVersion = `${pools.group}/${pools.version}`;
  const kind = 'GlobalInClusterIPPool';
  return { apiVersion, kind, metadata: { name }, spec };
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    error => error.code,
  );
}

async function readAndWrite(config: KubeConfig) {
  const core = config.makeApiClient(CoreV1Api);
  const namespaces = await core.listNamespace();
  const secret = await core.createNamespacedSecret({
    namespace: 'demo',
    body: { metadata: { name: 'by-client' }, stringData: { a: 'x' } },
  });
  const missing = await codeOf(
    core.readNamespacedSecret({ namespace: 'demo', name: 'nope' }),
  );
  return {
    namespaces: namespaces.items.map(item => item.metadata?.name),
    data: secret.data,
    missing,
  };
}

async function follow(config: KubeConfig) {
  const custom = config.makeApiClient(CustomObjectsApi);
  const objects = KubernetesObjectApi.makeApiClient(config);
  const events: string[] = [];
  let seen: (() => void) | undefined;
  const three = new Promise<void>(resolve => {
    seen = resolve;
  });
  const controller = await new Watch(config).watch(
    `/apis/${pools.group}/${pools.version}/${pools.plural}`,
    { allowWatchBookmarks: true },
    (phase, object) => {
      events.push(`${phase} ${object.metadata.name}`);
      if (events.length === 3) seen?.();
    },
    () => {},
  );
  await custom.createClusterCustomObject({ ...pools, body: pool('w') });
  const apply = async () => {
    const applied = await objects.patch<KubernetesObject>(
      { ...pool('w'), spec: { ...spec, prefix: 25 } } as KubernetesObject,
      undefined,
      undefined,
      'rackstage',
      true,
      PatchStrategy.ServerSideApply,
    );
    return applied.metadata?.resourceVersion;
  };
  const first = await apply();
  const second = await apply();
  await custom.deleteClusterCustomObject({ ...pools, name: 'w' });
  await three;
  controller.abort();
  return { events, isSame: first === second };
}

async function inform(config: KubeConfig) {
  const core = config.makeApiClient(CoreV1Api);
  const informer = makeInformer(
    config,
    '/api/v1/namespaces/demo/configmaps',
    () => core.listNamespacedConfigMap({ namespace: 'demo' }),
  );
  const added = new Promise<string>(resolve => {
    informer.on('add', object => resolve(object.metadata?.name ?? ''));
  });
  await informer.start();
  await core.createNamespacedConfigMap({
    namespace: 'demo',
    body: { metadata: { name: 'informed' } },
  });
  const name = await added;
  await informer.stop();
  return name;
}

async function main(): Promise<void> {
  const config = new KubeConfig();
  config.loadFromString(await text(process.stdin));
  const found = {
    ...(await readAndWrite(config)),
    ...(await follow(config)),
    informed: await inform(config),
  };
  process.stdout.write(JSON.stringify(found));
}

void main();
