import { Option, ProxmoxNetwork } from '@rackstage/plugin-proxmox-common';
import { findNode, isListed, OfferContext } from './OfferContext';

/** Bridges and VNets, each name once. */
export function offerBridges(
  context: OfferContext,
  networks: ProxmoxNetwork[],
): Option[] {
  const fitting = networks.filter(
    ({ name, kind }) =>
      (kind === 'bridge' || kind === 'vnet') &&
      isListed(name, context.limits.bridges),
  );
  const names = [...new Set(fitting.map(({ name }) => name))].sort();
  return names.map(name =>
    toOption(
      name,
      fitting.filter(network => network.name === name),
      findNode(context),
    ),
  );
}

function toOption(
  name: string,
  all: ProxmoxNetwork[],
  node: string | undefined,
): Option {
  // A VNet belongs to no node, and is on every one.
  const here = all.filter(
    network => node === undefined || (network.node ?? node) === node,
  );
  const [first] = here.length ? here : all;
  const disabledReason = findReason(here, node);
  return {
    value: name,
    label: name,
    description: [
      first.kind === 'vnet' ? 'VNet' : 'bridge',
      first.vlan === undefined ? undefined : `VLAN ${first.vlan}`,
      first.comment,
    ]
      .filter(Boolean)
      .join(', '),
    ...(disabledReason ? { disabledReason } : {}),
  };
}

function findReason(
  here: ProxmoxNetwork[],
  node: string | undefined,
): string | undefined {
  if (!here.length) {
    return `It is not on ${node}.`;
  }
  return here.every(({ active }) => active === false)
    ? 'It is down.'
    : undefined;
}
