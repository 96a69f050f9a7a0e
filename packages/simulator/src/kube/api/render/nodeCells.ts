import { findByPath } from './jsonPath';
import { Cell, none } from './cells';

const rolePrefix = 'node-role.kubernetes.io/';

/** Ready or not, and whether nothing more is placed on it. */
export const nodeStatus: Cell = object => {
  const [ready] = findByPath(
    object,
    '.status.conditions[?(@.type=="Ready")].status',
  );
  const [cordoned] = findByPath(object, '.spec.unschedulable');
  const found = ready === 'True' ? 'Ready' : 'NotReady';
  const state = ready === undefined ? 'Unknown' : found;
  return cordoned === true ? `${state},SchedulingDisabled` : state;
};

export const nodeRoles: Cell = object => {
  const roles = Object.keys(object.metadata.labels ?? {})
    .filter(label => label.startsWith(rolePrefix))
    .map(label => label.slice(rolePrefix.length));
  return roles.sort().join(',') || none;
};

/** The first address of a type. */
export function nodeAddress(type: string): Cell {
  return object => {
    const [address] = findByPath(
      object,
      `.status.addresses[?(@.type=="${type}")].address`,
    );
    return address === undefined ? none : String(address);
  };
}
