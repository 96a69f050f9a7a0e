import { Option, ProxmoxNode } from '@rackstage/plugin-proxmox-common';
import { OfferContext, toGiB } from './OfferContext';

/** The nodes that machines may run on. */
export function offerNodes(context: OfferContext): Option[] {
  return context.proxmox.nodes.map(node => {
    const disabledReason = findReason(node, context);
    return {
      value: node.name,
      label: node.name,
      description: describeMemory(node, context),
      ...(disabledReason ? { disabledReason } : {}),
    };
  });
}

function findReason(
  { name, status }: ProxmoxNode,
  { proxmox, template }: OfferContext,
): string | undefined {
  if (status !== 'online') {
    return `It is ${status}.`;
  }
  const { guest, configuration } = template ?? {};
  const local = configuration?.disks.find(
    ({ storage, media }) =>
      media === 'disk' &&
      storage !== undefined &&
      !proxmox.storages.some(one => one.storage === storage && one.shared),
  );
  return guest && local && guest.node !== name
    ? `The template is on local storage of ${guest.node} and cannot be cloned to other nodes.`
    : undefined;
}

/** As capmox counts, which gives each node's memory away once only: all guests count, stopped ones too. */
function describeMemory(
  { name, memory }: ProxmoxNode,
  { proxmox }: OfferContext,
): string | undefined {
  if (!memory) {
    return undefined;
  }
  const reserved = proxmox.guests
    .filter(guest => guest.node === name && !guest.template)
    .reduce((sum, guest) => sum + (guest.memory?.total ?? 0), 0);
  const free = Math.max(memory.total - reserved, 0);
  return `${toGiB(free)} of ${toGiB(
    memory.total,
  )} GiB memory not given to guests`;
}
