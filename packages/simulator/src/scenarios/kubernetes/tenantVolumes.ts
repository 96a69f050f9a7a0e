import type { ControllerApi } from '../../controllers/runtime/ControllerApi';
import type { KubeObject } from '../../kube/object/types';
import type { ArrangedVolume } from './ManagementPlan';

const driver = 'csi.proxmox.sinextra.dev';
const storageClass = 'proxmox-ceph';

function claim(volume: ArrangedVolume): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace: volume.namespace, name: volume.claim },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: `${volume.sizeGib}Gi` } },
      storageClassName: storageClass,
      volumeName: `pvc-${volume.uid}`,
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound', accessModes: ['ReadWriteOnce'] },
  };
}

function persistentVolume(volume: ArrangedVolume, region: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${volume.uid}` },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: `${volume.sizeGib}Gi` },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace: volume.namespace,
        name: volume.claim,
      },
      csi: {
        driver,
        fsType: 'ext4',
        // The storage is shared, so the zone between the two slashes is empty.
        volumeHandle: `${region}//${volume.storage}/vm-9999-pvc-${volume.uid}`,
      },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: storageClass,
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound' },
  };
}

function attachment(volume: ArrangedVolume): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name: `csi-${volume.uid.replace(/-/g, '')}` },
    spec: {
      attacher: driver,
      nodeName: volume.worker,
      source: { persistentVolumeName: `pvc-${volume.uid}` },
    },
    status: { attached: true, attachmentMetadata: { lun: '1' } },
  };
}

/** The volumes of a tenant cluster, as its own API shows them. */
export function writeTenantVolumes(
  api: ControllerApi,
  volumes: readonly ArrangedVolume[],
  region: string,
): void {
  if (volumes.length === 0) return;
  const namespaces = [...new Set(volumes.map(volume => volume.namespace))];
  const objects: KubeObject[] = [
    ...namespaces.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: storageClass },
      provisioner: driver,
      parameters: { storage: volumes[0].storage },
    },
    ...volumes.flatMap(volume => [
      claim(volume),
      persistentVolume(volume, region),
      attachment(volume),
    ]),
  ];
  objects
    .filter(({ apiVersion, kind, metadata: { namespace, name = '' } }) => {
      return !api.find({ apiVersion, kind }, namespace, name);
    })
    .forEach(object => api.createWithStatus(object, 'csi-provisioner'));
}
