import { FakeKubeApi } from './FakeKubeApi';
import { namespaces, v1beta1 } from './stacks';

/** Since when everything of {@link putStuckCluster} is as it is. */
export const since = '2026-11-01T12:00:00Z';

/** A tenant cluster whose machine waits for cloud-init. */
export function putStuckCluster(api: FakeKubeApi, stack: typeof v1beta1) {
  const isOld = stack === v1beta1;
  const metadata = { namespace: 'tenant-team-b', creationTimestamp: since };
  const condition = (type: string, status: string, reason?: string) => ({
    type,
    status,
    reason,
    lastTransitionTime: since,
  });
  api.put(namespaces, {
    metadata: { name: 'tenant-team-b', labels: { team: 'b' } },
  });
  api.put(namespaces, { metadata: { name: 'kube-system' } });
  api.put(stack.clusters, {
    metadata: { ...metadata, name: 'globex' },
    spec: {
      controlPlaneRef: { kind: 'KamajiControlPlane', name: 'globex' },
      infrastructureRef: { kind: 'ProxmoxCluster', name: 'globex' },
      controlPlaneEndpoint: { host: '10.0.0.200', port: 6443 },
    },
    status: isOld
      ? {
          phase: 'Provisioned',
          infrastructureReady: true,
          controlPlaneReady: true,
        }
      : {
          phase: 'Provisioned',
          initialization: {
            infrastructureProvisioned: true,
            controlPlaneInitialized: true,
          },
          conditions: [condition('ControlPlaneAvailable', 'True', 'Available')],
        },
  });
  api.put(stack.machineDeployments, {
    metadata: { ...metadata, name: 'globex-md-0' },
    spec: { clusterName: 'globex', replicas: 1 },
    status: { readyReplicas: 0 },
  });
  api.put(stack.machines, {
    metadata: {
      ...metadata,
      name: 'globex-md-0-x1',
      labels: { 'cluster.x-k8s.io/deployment-name': 'globex-md-0' },
    },
    spec: {
      clusterName: 'globex',
      infrastructureRef: { kind: 'ProxmoxMachine', name: 'globex-md-0-x1' },
    },
    status: { phase: 'Provisioning' },
  });
  api.put(stack.proxmoxMachines, {
    metadata: { ...metadata, name: 'globex-md-0-x1' },
    spec: { virtualMachineID: 20001 },
    status: {
      conditions: [
        condition(
          isOld ? 'VMProvisioned' : 'VirtualMachineProvisioned',
          'False',
          'WaitingForCloudInit',
        ),
      ],
    },
  });
}
