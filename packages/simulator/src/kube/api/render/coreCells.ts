import type { JsonObject } from '../../object/types';
import { Cell, none } from './cells';
import { findByPath } from './jsonPath';

/** Where a service is reached from outside, or that it waits for it. */
export const externalAddress: Cell = object => {
  const [ip] = findByPath(object, '.status.loadBalancer.ingress[0].ip');
  if (ip) return String(ip);
  const [type] = findByPath(object, '.spec.type');
  return type === 'LoadBalancer' ? '<pending>' : none;
};

/** Ports with those of the nodes. */
export const servicePorts: Cell = object => {
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

/** What an event is about. */
export const involved: Cell = object => {
  const [kind] = findByPath(object, '.involvedObject.kind');
  const [called] = findByPath(object, '.involvedObject.name');
  return `${String(kind ?? '').toLowerCase()}/${called ?? ''}`;
};

/** Who noticed an event. */
export const eventSource: Cell = object =>
  ['.source.component', '.source.host']
    .flatMap(path => findByPath(object, path))
    .join(', ');

/** How many containers of a pod are ready. */
export const readyContainers: Cell = object => {
  const ready = findByPath(object, '.status.containerStatuses[*].ready');
  const all = findByPath(object, '.spec.containers[*].name');
  return `${ready.filter(Boolean).length}/${all.length}`;
};

/** Restarts of all containers of a pod. */
export const restarts: Cell = object =>
  String(
    findByPath(object, '.status.containerStatuses[*].restartCount').reduce(
      (sum: number, each) => sum + Number(each),
      0,
    ),
  );

/** The claim of a volume with its namespace. */
export const claim: Cell = object => {
  const [called] = findByPath(object, '.spec.claimRef.name');
  const [namespace] = findByPath(object, '.spec.claimRef.namespace');
  return called ? `${namespace ?? ''}/${called}` : '';
};

/** What a claim got, once it is bound. */
export function ofBound(cell: Cell): Cell {
  return (object, now) =>
    findByPath(object, '.spec.volumeName')[0] ? cell(object, now) : '';
}

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

/** The name of a storage class, and whether it is the default one. */
export const className: Cell = ({ metadata }) =>
  metadata.annotations?.[defaultClass] === 'true'
    ? `${metadata.name} (default)`
    : metadata.name ?? '';

/** What is used of what a quota allows: limits, or all the rest. */
export function quota(isLimit: boolean): Cell {
  return object => {
    const [hard] = findByPath(object, '.spec.hard');
    const [used] = findByPath(object, '.status.used');
    return Object.entries((hard ?? {}) as JsonObject)
      .filter(([resource]) => resource.startsWith('limits.') === isLimit)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([resource, most]) => {
        const spent = ((used ?? {}) as JsonObject)[resource] ?? '0';
        return `${resource}: ${spent}/${most}`;
      })
      .join(', ');
  };
}

/** What a binding gives. */
export const role: Cell = object => {
  const [kind] = findByPath(object, '.roleRef.kind');
  const [called] = findByPath(object, '.roleRef.name');
  return `${kind}/${called}`;
};

/** The subjects of a binding that are of one kind. */
export function subjects(kind: string): Cell {
  return object =>
    (findByPath(object, `.subjects[?(@.kind=="${kind}")]`) as JsonObject[])
      .map(({ name: called, namespace }) =>
        namespace ? `${namespace}/${called}` : called,
      )
      .join(', ');
}
