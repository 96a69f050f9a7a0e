import type { Json } from '../../object/types';
import {
  accessModes,
  age,
  Cell,
  count,
  flag,
  join,
  labels,
  name,
  none,
  number,
  phase,
  ratio,
  since,
  text,
  unset,
} from './cells';
import {
  claim,
  className,
  eventSource,
  externalAddress,
  involved,
  ofBound,
  quota,
  readyContainers,
  restarts,
  role,
  servicePorts,
  subjects,
} from './coreCells';
import { nodeAddress, nodeRoles, nodeStatus } from './nodeCells';
import type { TableColumn } from './table';

type Column = [
  title: string,
  cell: Cell,
  rest?: { type?: string; isWide?: boolean },
];

const wide = { isWide: true };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const named: Column = ['Name', name];
const aged: Column = ['Age', age];
const created: Column = [
  'Created At',
  text('.metadata.creationTimestamp', ''),
  { type: 'date' },
];
const pods: Column[] = [
  ['Containers', join('.spec.template.spec.containers[*].name', ''), wide],
  ['Images', join('.spec.template.spec.containers[*].image', ''), wide],
];
const podSelector: Column = [
  'Selector',
  labels('.spec.selector.matchLabels'),
  wide,
];
const binding: Column[] = [
  named,
  ['Role', role],
  aged,
  ['Users', subjects('User'), wide],
  ['Groups', subjects('Group'), wide],
  ['ServiceAccounts', subjects('ServiceAccount'), wide],
];

/** Columns of compiled-in kinds: title, how to find the cell, how it is shown. */
const tables: Record<string, Column[]> = {
  '/namespaces': [named, ['Status', text('.status.phase', '')], aged],
  '/nodes': [
    named,
    ['Status', nodeStatus],
    ['Roles', nodeRoles],
    aged,
    ['Version', text('.status.nodeInfo.kubeletVersion', '')],
    ['Internal-IP', nodeAddress('InternalIP'), wide],
    ['External-IP', nodeAddress('ExternalIP'), wide],
    ['OS-Image', text('.status.nodeInfo.osImage', '<unknown>'), wide],
    [
      'Kernel-Version',
      text('.status.nodeInfo.kernelVersion', '<unknown>'),
      wide,
    ],
    [
      'Container-Runtime',
      text('.status.nodeInfo.containerRuntimeVersion', '<unknown>'),
      wide,
    ],
  ],
  '/pods': [
    named,
    ['Ready', readyContainers],
    ['Status', phase('')],
    ['Restarts', restarts],
    aged,
    ['IP', text('.status.podIP'), wide],
    ['Node', text('.spec.nodeName'), wide],
    ['Nominated Node', text('.status.nominatedNodeName'), wide],
    ['Readiness Gates', () => none, wide],
  ],
  '/services': [
    named,
    ['Type', text('.spec.type')],
    ['Cluster-IP', text('.spec.clusterIP')],
    ['External-IP', externalAddress],
    ['Port(s)', servicePorts],
    aged,
    ['Selector', labels('.spec.selector'), wide],
  ],
  '/configmaps': [named, ['Data', count('.data')], aged],
  '/secrets': [named, ['Type', text('.type')], ['Data', count('.data')], aged],
  '/events': [
    ['Last Seen', since('.lastTimestamp', '.metadata.creationTimestamp')],
    ['Type', text('.type')],
    ['Reason', text('.reason')],
    ['Object', involved],
    ['Subobject', text('.involvedObject.fieldPath', ''), wide],
    ['Source', eventSource, wide],
    ['Message', text('.message', '')],
    [
      'First Seen',
      since('.firstTimestamp', '.metadata.creationTimestamp'),
      wide,
    ],
    ['Count', number('.count'), wide],
    ['Name', name, wide],
  ],
  '/resourcequotas': [
    named,
    ['Request', quota(false)],
    ['Limit', quota(true)],
    aged,
  ],
  '/persistentvolumeclaims': [
    named,
    ['Status', phase('')],
    ['Volume', text('.spec.volumeName', '')],
    ['Capacity', ofBound(text('.status.capacity.storage', ''))],
    ['Access Modes', ofBound(accessModes('.status.accessModes[*]'))],
    ['StorageClass', text('.spec.storageClassName', '')],
    ['VolumeAttributesClass', text('.spec.volumeAttributesClassName', unset)],
    aged,
    ['VolumeMode', text('.spec.volumeMode', unset), wide],
  ],
  '/persistentvolumes': [
    named,
    ['Capacity', text('.spec.capacity.storage', '')],
    ['Access Modes', accessModes('.spec.accessModes[*]')],
    ['Reclaim Policy', text('.spec.persistentVolumeReclaimPolicy', '')],
    ['Status', phase('')],
    ['Claim', claim],
    ['StorageClass', text('.spec.storageClassName', '')],
    ['VolumeAttributesClass', text('.spec.volumeAttributesClassName', unset)],
    ['Reason', text('.status.reason', '')],
    aged,
    ['VolumeMode', text('.spec.volumeMode', unset), wide],
  ],
  'apps/deployments': [
    named,
    ['Ready', ratio('.status.readyReplicas', '.spec.replicas')],
    ['Up-to-date', number('.status.updatedReplicas')],
    ['Available', number('.status.availableReplicas')],
    aged,
    ...pods,
    podSelector,
  ],
  'apps/statefulsets': [
    named,
    ['Ready', ratio('.status.readyReplicas', '.spec.replicas')],
    aged,
    ...pods,
  ],
  'apps/daemonsets': [
    named,
    ['Desired', number('.status.desiredNumberScheduled'), integer],
    ['Current', number('.status.currentNumberScheduled'), integer],
    ['Ready', number('.status.numberReady'), integer],
    ['Up-to-date', number('.status.updatedNumberScheduled'), integer],
    ['Available', number('.status.numberAvailable'), integer],
    ['Node Selector', labels('.spec.template.spec.nodeSelector')],
    aged,
    ...pods,
    podSelector,
  ],
  'coordination.k8s.io/leases': [
    named,
    ['Holder', text('.spec.holderIdentity', '')],
    aged,
  ],
  'rbac.authorization.k8s.io/roles': [named, created],
  'rbac.authorization.k8s.io/clusterroles': [named, created],
  'rbac.authorization.k8s.io/rolebindings': binding,
  'rbac.authorization.k8s.io/clusterrolebindings': binding,
  'storage.k8s.io/storageclasses': [
    ['Name', className],
    ['Provisioner', text('.provisioner', '')],
    ['ReclaimPolicy', text('.reclaimPolicy', 'Delete')],
    ['VolumeBindingMode', text('.volumeBindingMode', 'Immediate')],
    ['AllowVolumeExpansion', flag('.allowVolumeExpansion')],
    aged,
  ],
  'storage.k8s.io/volumeattachments': [
    named,
    ['Attacher', text('.spec.attacher', '')],
    ['PV', text('.spec.source.persistentVolumeName', '')],
    ['Node', text('.spec.nodeName', '')],
    ['Attached', flag('.status.attached'), boolean],
    aged,
  ],
  'storage.k8s.io/csinodes': [
    named,
    ['Drivers', count('.spec.drivers'), integer],
    aged,
  ],
  'storage.k8s.io/csidrivers': [
    named,
    ['AttachRequired', flag('.spec.attachRequired', true), boolean],
    ['PodInfoOnMount', flag('.spec.podInfoOnMount'), boolean],
    ['StorageCapacity', flag('.spec.storageCapacity'), boolean],
    ['TokenRequests', join('.spec.tokenRequests[*].audience', unset)],
    ['RequiresRepublish', flag('.spec.requiresRepublish'), boolean],
    ['Modes', join('.spec.volumeLifecycleModes[*]', 'Persistent')],
    aged,
  ],
  'apiextensions.k8s.io/customresourcedefinitions': [named, created],
};

/** The columns of a compiled-in kind, where it has more than name and age. */
export function coreColumns(
  group: string,
  plural: string,
): TableColumn[] | undefined {
  return tables[`${group}/${plural}`]?.map(
    ([title, cell, { type = 'string', isWide = false } = {}]) => ({
      name: title,
      type,
      format: title === 'Name' ? 'name' : '',
      description: title,
      priority: isWide ? 1 : 0,
      cell: (object, now): Json => cell(object, now),
    }),
  );
}
