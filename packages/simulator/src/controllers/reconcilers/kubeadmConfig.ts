import { bothDialects, NewCondition } from '../objects/conditions';
import type { Cluster, KubeadmConfig, Secret } from '../objects/kinds';
import { isDeleting, ownerOfKind } from '../objects/metadata';
import {
  clusterNameLabel,
  clusterNameOf,
  ownerReference,
} from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';

const manager = 'manager';

/** What keeps the data from being made; undefined when nothing does. */
export function waitsFor(
  stack: ControllerContext['stack'],
  cluster: Cluster | undefined,
): { reason: string; message: string } | undefined {
  const status = cluster?.status;
  const hasInfrastructure =
    status?.infrastructureReady ??
    status?.initialization?.infrastructureProvisioned;
  if (!hasInfrastructure) {
    return {
      reason:
        stack === 'v1beta1'
          ? 'WaitingForClusterInfrastructure'
          : 'NotAvailable',
      message: 'Waiting for Cluster status.infrastructureReady to be true',
    };
  }
  const list =
    stack === 'v1beta1' ? status?.v1beta2?.conditions : status?.conditions;
  const isInitialized = list?.some(
    c => c.type === 'ControlPlaneInitialized' && c.status === 'True',
  );
  if (isInitialized) return undefined;
  return {
    reason:
      stack === 'v1beta1' ? 'WaitingForControlPlaneAvailable' : 'NotAvailable',
    message: 'Waiting for Cluster control plane to be initialized',
  };
}

function dataSecret(config: KubeadmConfig): Secret {
  const { namespace, name } = config.metadata;
  const registration = config.spec.joinConfiguration?.nodeRegistration ?? {};
  const script = [
    '## template: jinja',
    '#cloud-config',
    'write_files:',
    '- path: /run/kubeadm/kubeadm-join-config.yaml',
    `  content: ${JSON.stringify(JSON.stringify(registration))}`,
    'runcmd:',
    '- kubeadm join --config /run/kubeadm/kubeadm-join-config.yaml',
    '',
  ].join('\n');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'cluster.x-k8s.io/secret',
    metadata: {
      namespace,
      name,
      labels: { [clusterNameLabel]: clusterNameOf(config) ?? '' },
      ownerReferences: [ownerReference(config)],
    },
    data: {
      format: Buffer.from('cloud-config').toString('base64'),
      value: Buffer.from(script).toString('base64'),
    },
  };
}

/** The kubeadm bootstrap provider: writes what a machine boots with. */
export const kubeadmConfigController: Controller = {
  name: 'kubeadm-config',
  kind: 'KubeadmConfig',
  watches: ['Cluster', 'Machine'],
  reconcile(context, object) {
    const config = object as KubeadmConfig;
    if (isDeleting(config) || !ownerOfKind(config, 'Machine')) return;
    const { namespace, name = '' } = config.metadata;
    const cluster = context.api.find<Cluster>(
      context.ref('Cluster'),
      namespace,
      clusterNameOf(config) ?? '',
    );
    const waiting = config.status?.dataSecretName
      ? undefined
      : waitsFor(context.stack, cluster);
    if (!waiting) context.api.ensure(dataSecret(config), manager);
    const { stack } = context;
    const isDone = !waiting;
    const details: Omit<NewCondition, 'type'> = waiting
      ? { status: 'False', ...waiting }
      : { status: 'True', reason: 'Available', message: '' };
    const modern: NewCondition[] = [
      { type: 'DataSecretAvailable', ...details },
      { type: 'Ready', ...details },
    ];
    context.api.change(
      config,
      live => ({
        ...live,
        status: {
          ...live.status,
          ...(isDone ? { dataSecretName: name } : {}),
          ...(stack === 'v1beta1'
            ? { ready: isDone }
            : { initialization: { dataSecretCreated: isDone } }),
          observedGeneration: live.metadata.generation ?? 1,
          ...bothDialects({
            stack,
            before: live.status,
            modern,
            legacy: modern,
            now: context.clock.now(),
          }),
        },
      }),
      { manager, subresource: 'status' },
    );
  },
};
