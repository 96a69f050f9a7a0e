import { Option, ProxmoxStorage } from '@rackstage/plugin-proxmox-common';
import { isOn } from '../../orders/preflight/placement';
import { findNode, isListed, OfferContext, toGiB } from './OfferContext';

/** The smallest disk that can be ordered. */
const MINIMUM_GIB = 5;

/** Storages for disks, each name once; local ones as they are on the node where it is known. */
export function offerStorages(context: OfferContext): Option[] {
  const { proxmox, limits } = context;
  const fitting = proxmox.storages.filter(
    ({ storage, content }) =>
      content.includes('images') && isListed(storage, limits.storages),
  );
  const names = [...new Set(fitting.map(({ storage }) => storage))].sort();
  return names.map(name =>
    toOption(
      name,
      fitting.filter(({ storage }) => storage === name),
      findNode(context),
    ),
  );
}

function toOption(
  name: string,
  all: ProxmoxStorage[],
  node: string | undefined,
): Option {
  const here = node === undefined ? all : all.filter(one => isOn(one, node));
  const [first] = here.length ? here : all;
  const disabledReason = findReason(here, node);
  return {
    value: name,
    label: name,
    description: [
      first.plugin,
      first.shared ? 'shared' : `local to ${listNodes(all)}`,
      describeRoom(here),
    ]
      .filter(Boolean)
      .join(', '),
    ...(disabledReason ? { disabledReason } : {}),
  };
}

function listNodes(storages: ProxmoxStorage[]): string {
  return [...new Set(storages.flatMap(({ nodes }) => nodes))].sort().join(', ');
}

function findReason(
  here: ProxmoxStorage[],
  node: string | undefined,
): string | undefined {
  if (!here.length) {
    return `It is not on ${node}.`;
  }
  if (here.every(({ status }) => status !== 'available')) {
    return 'It is not active.';
  }
  const free = countFree(here);
  return free !== undefined && free < MINIMUM_GIB
    ? `It is full: ${Math.max(free, 0)} GiB are free.`
    : undefined;
}

/** In GiB, of the one with the most room. */
function countFree(storages: ProxmoxStorage[]): number | undefined {
  const free = storages.flatMap(({ usage }) =>
    usage ? toGiB(usage.total - (usage.used ?? 0)) : [],
  );
  return free.length ? Math.max(...free) : undefined;
}

function describeRoom(storages: ProxmoxStorage[]): string | undefined {
  const free = countFree(storages);
  return free === undefined ? undefined : `${Math.max(free, 0)} GiB free`;
}
