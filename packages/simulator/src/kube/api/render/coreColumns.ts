import type { Json, KubeObject } from '../../object/types';
import { humanDuration } from './humanDuration';
import { findByPath } from './jsonPath';
import type { TableColumn } from './table';

type Cell = (object: KubeObject, now: number) => Json;

const none = '<none>';

function text(path: string, missing: string = none): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return value === undefined || value === null || value === ''
      ? missing
      : String(value);
  };
}

function count(path: string): Cell {
  return object => {
    const [value] = findByPath(object, path);
    return typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : 0;
  };
}

function join(path: string): Cell {
  return object => findByPath(object, path).map(String).join(',') || none;
}

const age: Cell = (object, now) => {
  const time = Date.parse(object.metadata.creationTimestamp ?? '');
  return Number.isNaN(time)
    ? '<unknown>'
    : humanDuration(Math.max(now - time, 0));
};

const lastSeen: Cell = (object, now) => {
  const [date] = findByPath(object, '.lastTimestamp');
  const time = Date.parse(String(date ?? object.metadata.creationTimestamp));
  return Number.isNaN(time)
    ? '<unknown>'
    : humanDuration(Math.max(now - time, 0));
};

const nodeStatus: Cell = object => {
  const [ready] = findByPath(
    object,
    '.status.conditions[?(@.type=="Ready")].status',
  );
  const [cordoned] = findByPath(object, '.spec.unschedulable');
  const words: Record<string, string> = { True: 'Ready', False: 'NotReady' };
  const state = words[String(ready)] ?? 'Unknown';
  return cordoned === true ? `${state},SchedulingDisabled` : state;
};

const nodeRoles: Cell = object => {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(object.metadata.labels ?? {})
    .filter(label => label.startsWith(prefix))
    .map(label => label.slice(prefix.length));
  return roles.join(',') || none;
};

const externalAddress: Cell = object => {
  const [ip] = findByPath(object, '.status.loadBalancer.ingress[0].ip');
  if (ip) return String(ip);
  const [type] = findByPath(object, '.spec.type');
  return type === 'LoadBalancer' ? '<pending>' : none;
};

const servicePorts: Cell = object => {
  const ports = findByPath(object, '.spec.ports[*]') as {
    port?: number;
    nodePort?: number;
    protocol?: string;
  }[];
  const shown = ports.map(({ port, nodePort, protocol = 'TCP' }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return shown.join(',') || none;
};

const involved: Cell = object => {
  const [kind] = findByPath(object, '.involvedObject.kind');
  const [name] = findByPath(object, '.involvedObject.name');
  return `${String(kind ?? '').toLowerCase()}/${name ?? ''}`;
};

const readyReplicas: Cell = object => {
  const [ready = 0] = findByPath(object, '.status.readyReplicas');
  const [wanted = 0] = findByPath(object, '.spec.replicas');
  return `${ready}/${wanted}`;
};

const number =
  (path: string): Cell =>
  object => {
    const [value] = findByPath(object, path);
    return typeof value === 'number' ? value : 0;
  };

const name: Cell = object => object.metadata.name ?? '';

/** Columns of compiled-in kinds: name, and how to find the cell. */
const tables: Record<string, [string, Cell][]> = {
  '/namespaces': [
    ['Name', name],
    ['Status', text('.status.phase', '')],
    ['Age', age],
  ],
  '/nodes': [
    ['Name', name],
    ['Status', nodeStatus],
    ['Roles', nodeRoles],
    ['Age', age],
    ['Version', text('.status.nodeInfo.kubeletVersion', '')],
  ],
  '/pods': [
    ['Name', name],
    ['Ready', count('.status.containerStatuses')],
    ['Status', text('.status.phase', 'Unknown')],
    ['Restarts', number('.status.containerStatuses[0].restartCount')],
    ['Age', age],
  ],
  '/services': [
    ['Name', name],
    ['Type', text('.spec.type')],
    ['Cluster-IP', text('.spec.clusterIP')],
    ['External-IP', externalAddress],
    ['Port(s)', servicePorts],
    ['Age', age],
  ],
  '/configmaps': [
    ['Name', name],
    ['Data', count('.data')],
    ['Age', age],
  ],
  '/secrets': [
    ['Name', name],
    ['Type', text('.type')],
    ['Data', count('.data')],
    ['Age', age],
  ],
  '/events': [
    ['Last Seen', lastSeen],
    ['Type', text('.type')],
    ['Reason', text('.reason')],
    ['Object', involved],
    ['Message', text('.message', '')],
  ],
  '/persistentvolumeclaims': [
    ['Name', name],
    ['Status', text('.status.phase', '')],
    ['Volume', text('.spec.volumeName', '')],
    ['Capacity', text('.status.capacity.storage', '')],
    ['Access Modes', join('.status.accessModes[*]')],
    ['StorageClass', text('.spec.storageClassName', '')],
    ['Age', age],
  ],
  '/persistentvolumes': [
    ['Name', name],
    ['Capacity', text('.spec.capacity.storage', '')],
    ['Access Modes', join('.spec.accessModes[*]')],
    ['Reclaim Policy', text('.spec.persistentVolumeReclaimPolicy', '')],
    ['Status', text('.status.phase', '')],
    ['Claim', text('.spec.claimRef.name', '')],
    ['StorageClass', text('.spec.storageClassName', '')],
    ['Age', age],
  ],
  'apps/deployments': [
    ['Name', name],
    ['Ready', readyReplicas],
    ['Up-to-date', number('.status.updatedReplicas')],
    ['Available', number('.status.availableReplicas')],
    ['Age', age],
  ],
  'storage.k8s.io/storageclasses': [
    ['Name', name],
    ['Provisioner', text('.provisioner', '')],
    ['ReclaimPolicy', text('.reclaimPolicy', 'Delete')],
    ['VolumeBindingMode', text('.volumeBindingMode', 'Immediate')],
    ['Age', age],
  ],
  'apiextensions.k8s.io/customresourcedefinitions': [
    ['Name', name],
    ['Created At', text('.metadata.creationTimestamp', '')],
  ],
};

/** The columns of a compiled-in kind, where it has more than name and age. */
export function coreColumns(
  group: string,
  plural: string,
): TableColumn[] | undefined {
  return tables[`${group}/${plural}`]?.map(([title, cell]) => ({
    name: title,
    type: 'string',
    format: title === 'Name' ? 'name' : '',
    description: title,
    cell,
  }));
}
