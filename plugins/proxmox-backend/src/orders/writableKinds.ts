import { NotAllowedError } from '@backstage/errors';
import { KubeClient, KubeLocation } from '@rackstage/plugin-proxmox-node';

/** What orders need of a management cluster. */
export type KubeWriter = Pick<KubeClient, 'get' | 'apply' | 'delete'>;

/** The only kinds that an order writes, with their plurals. The portal's account could do more. */
const plurals: Record<string, string> = {
  '/Secret': 'secrets',
  'cluster.x-k8s.io/Cluster': 'clusters',
  'cluster.x-k8s.io/MachineDeployment': 'machinedeployments',
  'cluster.x-k8s.io/MachineHealthCheck': 'machinehealthchecks',
  'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate': 'kubeadmconfigtemplates',
  'controlplane.cluster.x-k8s.io/KamajiControlPlane': 'kamajicontrolplanes',
  'infrastructure.cluster.x-k8s.io/ProxmoxCluster': 'proxmoxclusters',
  'infrastructure.cluster.x-k8s.io/ProxmoxMachineTemplate':
    'proxmoxmachinetemplates',
};

/** The same, each by its parts. */
export function listWritableTypes() {
  return Object.entries(plurals).map(([key, plural]) => {
    const [group, kind] = key.split('/');
    return { group, kind, plural };
  });
}

/** An object by its names. */
export interface ObjectName {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Where an order may write. Throws NotAllowedError for another kind and outside the tenant's namespace. */
export function locateWritable(
  object: ObjectName,
  tenant: string,
): KubeLocation & { name: string } {
  const { apiVersion, kind, namespace, name } = object;
  const [version, group = ''] = apiVersion.split('/').reverse();
  const plural = plurals[`${group}/${kind}`];
  if (!plural) {
    throw new NotAllowedError(`Orders do not write ${kind} (${apiVersion}).`);
  }
  if (namespace !== tenant) {
    throw new NotAllowedError(
      `Orders of ${tenant} do not write to namespace ${namespace ?? '(none)'}.`,
    );
  }
  return { group, version, plural, namespace, name };
}
